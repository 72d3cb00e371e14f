// When the faults of a recording end, and who is whole from then on: the core that must recover. Read from its actions, so
// that a shrunk recording is judged like a drawn one. Called by judge.ts. Source: correctness.md 3.2.
import type { Micros, ServerId } from '../base/units.ts';
import { sidsOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';

export interface Healing {
  readonly at: Micros;
  /** Ascending. */
  readonly core: readonly ServerId[];
}

/** Null where no quorum of voters is whole in the end, or where members may have been changed: then nothing is owed. */
export function healingOf(recording: Recording): Healing | null {
  const { ensemble, actions } = recording;
  if (ensemble.settings?.reconfigEnabled === true) return null;
  const ward = new Ward();
  let at = 0;
  for (const action of actions) if (ward.take(action)) at = Math.max(at, action.at);
  at = Math.max(at, slowSyncsEnd(recording));
  const core = sidsOf(ensemble).filter((sid) => ward.isWhole(sid));
  const voters = core.filter((sid) => sid <= ensemble.servers);
  if (2 * voters.length <= ensemble.servers || !ward.areJoined(core)) return null;
  return { at, core };
}

/** A sync that was asked of a slow disk takes its time, also when the disk is fast again; a process that dies waits for none. */
function slowSyncsEnd({ ensemble, actions }: Recording): Micros {
  const longest = ensemble.syncMicros[1];
  const slow = new Map<ServerId, number>();
  const ends = new Map<ServerId, Micros>();
  for (const action of actions) {
    if (!('node' in action) || action.node === undefined) continue;
    const { node } = action;
    if (action.do === 'disk') {
      const factor = slow.get(node) ?? 1;
      ends.set(node, Math.max(ends.get(node) ?? 0, action.at + factor * longest));
      slow.set(node, typeof action.value === 'number' ? action.value : 1);
    } else if (action.do === 'kill' || action.do === 'hostCrash') ends.delete(node);
  }
  return Math.max(0, ...ends.values());
}

/** What is wrong with whom. */
class Ward {
  private readonly up = new Set<ServerId>();
  private readonly partitioned = new Set<ServerId>();
  private readonly ailing = new Map<ServerId, Set<string>>();
  private readonly links = new Set<string>();

  /** True if this is a fault or the end of one. */
  take(action: Action): boolean {
    switch (action.do) {
      case 'start':
      case 'restart':
        this.up.add(action.node);
        return true;
      case 'kill':
        if (!('node' in action)) return false;
        this.up.delete(action.node);
        return true;
      case 'hostCrash':
        this.up.delete(action.node);
        return true;
      case 'partition':
        this.partitioned.add(action.node);
        return true;
      case 'heal':
        this.partitioned.delete(action.node);
        return true;
      case 'healAll':
        this.partitioned.clear();
        for (const link of [...this.links]) if (link.startsWith('cut')) this.links.delete(link);
        return true;
      case 'cut':
        return this.breakLink(`cut ${action.from} ${action.to}`, true);
      case 'join':
        return this.breakLink(`cut ${action.from} ${action.to}`, false);
      case 'slow':
        return this.breakLink(`slow ${action.from} ${action.to}`, action.value !== 1);
      case 'reset':
        return true;
      case 'pause':
        return this.ail(action.node, 'pause', true);
      case 'resume':
        return this.ail(action.node, 'pause', false);
      case 'disk':
        return this.ail(action.node, 'disk', action.value !== 'ok' && action.value !== 1);
      case 'clock':
        return this.ail(action.node, 'clock', (action.value.rate ?? 1000) !== 1000);
      case 'connect':
      case 'close':
      case 'command':
        return false;
    }
  }

  isWhole(sid: ServerId): boolean {
    const ails = this.ailing.get(sid);
    return (
      this.up.has(sid) && !this.partitioned.has(sid) && (ails === undefined || ails.size === 0)
    );
  }

  areJoined(core: readonly ServerId[]): boolean {
    return core.every((from) =>
      core.every(
        (to) => !this.links.has(`cut ${from} ${to}`) && !this.links.has(`slow ${from} ${to}`),
      ),
    );
  }

  private breakLink(link: string, broken: boolean): true {
    if (broken) this.links.add(link);
    else this.links.delete(link);
    return true;
  }

  private ail(node: ServerId, what: string, on: boolean): true {
    const ails = this.ailing.get(node) ?? new Set<string>();
    this.ailing.set(node, ails);
    if (on) ails.add(what);
    else ails.delete(what);
    return true;
  }
}
