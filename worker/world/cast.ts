// Who takes part in a run, and what its actions do: names to participants, actions to deeds, incarnations, the mirrors of
// the disks, the trace hash. The part that the simulator and the director have in common (determinism.md 14, 18, 19, 24).
import { assert, present } from '../base/assert.ts';
import { CLIENT_BASE, WORLD, type Micros, type Participant, type ServerId } from '../base/units.ts';
import type { ServerConfig } from '../server/config.ts';
import { emptyDisk } from '../zab/disk.ts';
import { stampedAction } from './canonical.ts';
import type { Deed, DeedChange } from './deed.ts';
import { DiskMirror } from './disk-mirror.ts';
import type { WorldFact } from './facts.ts';
import type { ClientConfig } from './machines.ts';
import type { HostIdentity } from './host-port.ts';
import type { NextInput } from './next-input.ts';
import { configOf, settingsOf, sidsOf } from './profiles.ts';
import type { Action, ActionDraft, Ensemble, Recording } from './recording.ts';
import { Roster } from './roster.ts';
import type { CastState, Crash } from './run-state.ts';
import { TraceHash } from './trace-hash.ts';
import type { WorldView } from './view.ts';

/** What the cast asks of whoever runs the participants. */
export interface Troupe {
  /** Whether the process of `who` has ended by itself. */
  hasEnded(who: Participant): boolean;
  /** A deed that the view knows already; the next one is made after this returns. */
  onDeed(deed: Deed): void;
  tell(at: Micros, who: Participant, fact: WorldFact): void;
}

export class Cast {
  readonly seed: number;
  readonly ensemble: Ensemble;
  readonly hash: TraceHash;
  /** Crashes whose time has come, for the simulator to let strike. */
  readonly crashes: Crash[];
  private readonly roster: Roster;
  private readonly actions: Action[];
  private readonly mirrors = new Map<ServerId, DiskMirror>();
  private applied: number;
  private appliedAt: Micros;

  constructor(recording: Recording, state?: CastState) {
    this.seed = recording.seed;
    this.ensemble = recording.ensemble;
    this.roster = new Roster(recording.ensemble, recording.clients, state?.roster);
    this.actions = recording.actions.map((action) => stampedAction(action, action.at));
    this.hash = new TraceHash(state?.hash);
    this.crashes = [...(state?.crashes ?? [])];
    this.applied = state?.applied ?? 0;
    this.appliedAt = state?.appliedAt ?? -1;
    for (const sid of sidsOf(this.ensemble)) {
      const empty = { synced: emptyDisk, written: [], syncs: [], durable: 0 };
      this.mirrors.set(sid, new DiskMirror(empty));
    }
    for (const [sid, mirror] of state?.disks ?? []) this.mirrors.set(sid, new DiskMirror(mirror));
  }

  get view(): WorldView {
    return this.roster.view;
  }

  /** When the next action is due; Infinity when there is none. */
  nextActionAt(): Micros {
    return this.actions[this.applied]?.at ?? Infinity;
  }

  /** Stamps a draft: not before `earliest`, and after the actions that are applied already (determinism.md 14). */
  add(draft: ActionDraft, earliest: Micros): Action {
    const at = Math.max(earliest, this.appliedAt + 1);
    const action = stampedAction(draft, at);
    if (action.do === 'connect') this.roster.nameClient(action.client);
    let place = this.actions.length;
    while (place > this.applied && (this.actions[place - 1]?.at ?? 0) > at) place -= 1;
    this.actions.splice(place, 0, action);
    return action;
  }

  /** Applies every action at `at`, in list order. */
  enact(at: Micros, troupe: Troupe): void {
    assert(at > this.appliedAt, 'Actions of one time are applied together');
    this.appliedAt = at;
    for (let action = this.actions[this.applied]; action?.at === at;) {
      this.enactOne(action, this.applied, troupe);
      this.applied += 1;
      action = this.actions[this.applied];
    }
  }

  /**
   * The crash that strikes before the next input, if any: its node has had `after` inputs at its time, or has no more then.
   * `next` is the next input of all, with what its participant did last; null when there is none.
   */
  strikeBefore(next: NextInput | null): Crash | undefined {
    return this.crashes.find((crash) => {
      if (next === null || next.at > crash.at || next.who > crash.node) return true;
      if (next.who < crash.node) return false;
      return (next.last.at === crash.at ? next.last.count : 0) >= crash.after;
    });
  }

  /** The process of a node is gone, dated back to the crash. Its facts follow all that the node did at that time. */
  strike(crash: Crash, troupe: Troupe): void {
    const { node, at, index } = crash;
    const known = this.crashes.indexOf(crash);
    if (known >= 0) this.crashes.splice(known, 1);
    troupe.tell(at, node, { type: 'action', action: this.actionAt(index) });
    const incarnation = this.view.incarnationOf(node);
    if (incarnation === 0) return;
    if (!troupe.hasEnded(node)) {
      const mark = this.mirrorOf(node).crash(at, null);
      troupe.tell(at, node, { type: 'diskKept', node, mark });
    }
    this.change(at, index, { do: 'kill', who: node, incarnation }, troupe);
  }

  /** Records the crash of a host that just happened, dated back to `at`; it counts as applied. */
  addCrash(node: ServerId, at: Micros, after: number): Crash {
    const index = this.applied;
    this.actions.splice(index, 0, stampedAction({ do: 'hostCrash', node, after }, at));
    this.applied += 1;
    this.appliedAt = Math.max(this.appliedAt, at);
    return { at, node, after, index };
  }

  /** The process of `who` ended by itself at `at`: its disk keeps what is durable by then. */
  onEnded(who: Participant, at: Micros): void {
    if (who < CLIENT_BASE) this.mirrorOf(who).crash(at, null);
  }

  mirrorOf(sid: ServerId): DiskMirror {
    return present(this.mirrors.get(sid), `The disk of node ${sid}`);
  }

  identityOf(who: Participant): HostIdentity {
    const incarnation = this.roster.incarnationOf(who);
    return { seed: this.seed, who, incarnation, ensemble: this.ensemble };
  }

  serverConfigOf(sid: ServerId): ServerConfig {
    return {
      sid,
      incarnation: this.roster.incarnationOf(sid),
      seed: this.seed,
      settings: settingsOf(this.ensemble, sid),
      switches: this.ensemble.switches ?? [],
      config: configOf(this.ensemble),
    };
  }

  clientConfigOf(who: Participant): ClientConfig {
    const action = this.actions[this.roster.launchOf(who)];
    assert(action?.do === 'connect', 'A client is launched by connect');
    const { node, value, line } = action;
    return {
      who,
      name: action.client,
      incarnation: this.roster.incarnationOf(who),
      seed: this.seed,
      config: configOf(this.ensemble),
      servers: node === undefined || value === 'all' ? sidsOf(this.ensemble) : [node],
      first: node ?? null,
      options: line ?? '',
    };
  }

  /** The run so far, played up to `until`, with its hash. */
  recording(until: Micros): Recording {
    return {
      zabRecording: 1,
      seed: this.seed,
      ensemble: this.ensemble,
      clients: this.roster.clientSpecs(),
      actions: [...this.actions],
      until,
      hash: this.hash.hexBefore(until),
    };
  }

  capture(): CastState {
    return {
      applied: this.applied,
      appliedAt: this.appliedAt,
      hash: this.hash.capture(),
      roster: this.roster.capture(),
      disks: [...this.mirrors].map(([sid, mirror]) => [sid, mirror.capture()] as const),
      crashes: [...this.crashes],
    };
  }

  private enactOne(action: Action, index: number, troupe: Troupe): void {
    const { at } = action;
    if (action.do === 'hostCrash' && this.view.incarnationOf(action.node) !== 0) {
      this.crashes.push({ at, node: action.node, after: action.after, index });
      this.crashes.sort((a, b) => a.at - b.at || a.node - b.node);
      return;
    }
    troupe.tell(at, WORLD, { type: 'action', action });
    const hasEnded = (who: Participant): boolean => troupe.hasEnded(who);
    for (const change of this.roster.changesOf(action, index, hasEnded)) {
      if (action.do === 'kill' && change.do === 'kill' && !hasEnded(change.who))
        this.endDisk(action, change.who, change.incarnation, troupe);
      this.change(at, index, change, troupe);
    }
  }

  private actionAt(index: number): Action {
    return present(this.actions[index], `Action ${index}`);
  }

  private change(at: Micros, index: number, change: DeedChange, troupe: Troupe): void {
    this.view.apply(change);
    troupe.onDeed({ ...change, at, index });
  }

  /** A kill comes before every other input of its time: syncs due then are not yet done. */
  private endDisk(
    action: Extract<Action, { do: 'kill' }>,
    who: Participant,
    incarnation: number,
    troupe: Troupe,
  ): void {
    if (who >= CLIENT_BASE) return;
    const prefix =
      'value' in action && action.value === 'prefix'
        ? [this.seed, 'prefix', who, incarnation]
        : null;
    const mark = this.mirrorOf(who).crash(action.at - 1, prefix);
    troupe.tell(action.at, WORLD, { type: 'diskKept', node: who, mark });
  }
}
