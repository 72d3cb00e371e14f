// Who takes part: names and incarnations, and what an action means for them: its deeds (determinism.md 14, 18, 24).
// Called by cast.ts.
import { assert, present, unreachable } from '../base/assert.ts';
import type { Packed } from '../base/pack.ts';
import { CLIENT_BASE, type Participant, type ServerId } from '../base/units.ts';
import type { DeedChange } from './deed.ts';
import { sidsOf } from './profiles.ts';
import type { Action, ClientSpec, Ensemble } from './recording.ts';
import { WorldView } from './view.ts';

/** The participant that sends four-letter words, each on a connection of its own; there from the start, as incarnation 1. */
export const WORDS: Participant = CLIENT_BASE;

export interface RosterState {
  readonly view: Packed;
  /** How often each participant was started, ascending. */
  readonly starts: readonly (readonly [Participant, number])[];
  /** The index of the action that started each client, ascending. */
  readonly launches: readonly (readonly [Participant, number])[];
  readonly partitioned: readonly ServerId[];
}

type HasEnded = (who: Participant) => boolean;

export class Roster {
  readonly view: WorldView;
  private readonly ensemble: Ensemble;
  private readonly clients: ClientSpec[];
  private readonly starts: Map<Participant, number>;
  private readonly launches: Map<Participant, number>;
  private readonly partitioned: Set<ServerId>;

  constructor(ensemble: Ensemble, clients: readonly ClientSpec[], state?: RosterState) {
    this.ensemble = ensemble;
    this.clients = [...clients];
    this.view = new WorldView(state?.view);
    this.starts = new Map(state?.starts);
    this.launches = new Map(state?.launches);
    this.partitioned = new Set(state?.partitioned);
    if (state !== undefined) return;
    this.starts.set(WORDS, 1);
    this.view.apply({ do: 'start', who: WORDS, incarnation: 1 });
  }

  /** In the order of their numbers. */
  clientSpecs(): ClientSpec[] {
    return [...this.clients];
  }

  incarnationOf(who: Participant): number {
    return present(this.starts.get(who), `The start of ${who}`);
  }

  /** The index of the action that launched the client's last process. */
  launchOf(who: Participant): number {
    return present(this.launches.get(who), `The launch of client ${who}`);
  }

  /** Clients are numbered in the order of the recording; a new name comes last. */
  nameClient(name: string): void {
    if (!this.clients.some((client) => client.name === name)) this.clients.push({ name });
  }

  capture(): RosterState {
    return {
      view: this.view.capture(),
      starts: [...this.starts].sort(byFirst),
      launches: [...this.launches].sort(byFirst),
      partitioned: [...this.partitioned].sort((a, b) => a - b),
    };
  }

  /** The changes that an action makes, as the view stands. `hasEnded`: whether a process has ended by itself. */
  changesOf(action: Action, index: number, hasEnded: HasEnded): DeedChange[] {
    switch (action.do) {
      case 'start':
      case 'restart':
        return this.startOf(action.node, hasEnded);
      case 'connect': {
        const who = this.participantOf(action.client);
        const changes = this.startOf(who, hasEnded);
        if (changes.length > 0) this.launches.set(who, index);
        return changes;
      }
      case 'kill':
        return this.killOf('node' in action ? action.node : this.participantOf(action.client));
      case 'partition':
      case 'heal':
      case 'healAll':
        return [this.partitionChange(action)];
      case 'cut':
      case 'join': {
        const pair = [this.participantOf(action.from), this.participantOf(action.to)] as const;
        return [{ do: action.do, pairs: [pair] }];
      }
      case 'slow': {
        const [from, to] = [this.participantOf(action.from), this.participantOf(action.to)];
        return [{ do: 'slow', from, to, factor: action.value }];
      }
      case 'reset': {
        const [a, b] = [this.participantOf(action.from), this.participantOf(action.to)];
        return [{ do: 'reset', a, b }];
      }
      default:
        return this.processChanges(action);
    }
  }

  private processChanges(
    action: Extract<
      Action,
      { do: 'pause' | 'resume' | 'disk' | 'clock' | 'close' | 'command' | 'hostCrash' }
    >,
  ): DeedChange[] {
    switch (action.do) {
      case 'pause':
      case 'resume':
        return [{ do: action.do, who: action.node }];
      case 'disk': {
        const fault = action.value === 'ok' ? 1 : action.value;
        return [{ do: 'disk', who: action.node, fault }];
      }
      case 'clock': {
        const now = this.view.clockOf(action.node);
        const { rate = now.rate, skewMs = now.skewMs } = action.value;
        return [{ do: 'clock', who: action.node, rate, skewMs }];
      }
      case 'close':
        return [{ do: 'input', who: this.participantOf(action.client), command: { do: 'close' } }];
      case 'command': {
        if ('client' in action) {
          const command = { do: 'type', line: action.line } as const;
          return [{ do: 'input', who: this.participantOf(action.client), command }];
        }
        const command = { do: 'word', node: action.node, word: action.line } as const;
        return [{ do: 'input', who: WORDS, command }];
      }
      case 'hostCrash':
        return [];
      default:
        return unreachable(action);
    }
  }

  /** A process that ended by itself gives way to the new one; one that runs stays. */
  private startOf(who: Participant, hasEnded: HasEnded): DeedChange[] {
    const running = this.view.incarnationOf(who);
    if (running !== 0 && !hasEnded(who)) return [];
    const incarnation = (this.starts.get(who) ?? 0) + 1;
    this.starts.set(who, incarnation);
    const start = { do: 'start', who, incarnation } as const;
    return running === 0 ? [start] : [{ do: 'kill', who, incarnation: running }, start];
  }

  private killOf(who: Participant): DeedChange[] {
    const incarnation = this.view.incarnationOf(who);
    return incarnation === 0 ? [] : [{ do: 'kill', who, incarnation }];
  }

  /** `heal` restores only directions whose other end is not itself partitioned. */
  private partitionChange(
    action: Extract<Action, { do: 'partition' | 'heal' | 'healAll' }>,
  ): DeedChange {
    if (action.do === 'healAll') {
      this.partitioned.clear();
      return { do: 'join', pairs: this.view.cutPairs() };
    }
    const { node } = action;
    const others = sidsOf(this.ensemble).filter((sid) => sid !== node);
    if (action.do === 'partition') {
      this.partitioned.add(node);
      return { do: 'cut', pairs: bothWays(node, others) };
    }
    this.partitioned.delete(node);
    const whole = others.filter((sid) => !this.partitioned.has(sid));
    return { do: 'join', pairs: bothWays(node, whole) };
  }

  private participantOf(name: string | ServerId): Participant {
    if (typeof name === 'number') return name;
    const index = this.clients.findIndex((client) => client.name === name);
    assert(index >= 0, `Nobody is called ${name}`);
    return CLIENT_BASE + 1 + index;
  }
}

function bothWays(
  node: ServerId,
  others: readonly ServerId[],
): (readonly [Participant, Participant])[] {
  return others.flatMap((other) => [[node, other] as const, [other, node] as const]);
}

function byFirst(a: readonly [number, unknown], b: readonly [number, unknown]): number {
  return a[0] - b[0];
}
