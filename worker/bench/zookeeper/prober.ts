// How long nobody can write after the leader is gone, on the virtual clock: the simulated ensemble loses its leader, and a
// client that tries every survivor anew, again and again, notes when its first write is done. Used by zookeeper-bench.ts,
// which asks the real ensemble the same way.
import type { Packed } from '../../base/pack.ts';
import type { Effect, Input } from '../../base/ports.ts';
import {
  MS,
  NO_SESSION,
  SECOND,
  type LinkId,
  type Micros,
  type ServerId,
} from '../../base/units.ts';
import type { ClientCommand } from '../../world/deed.ts';
import type { AnyPacket, MachineFact } from '../../world/facts.ts';
import type { AnyMachine, ClientConfig } from '../../world/machines.ts';
import { realMachines } from '../../world/real-machines.ts';
import { Simulator } from '../../world/simulator.ts';
import type { DiskOp } from '../../zab/disk.ts';
import { openingRecording } from '../opening.ts';

type AnyEffect = Effect<AnyPacket, DiskOp, MachineFact>;

/** Between two attempts at one server; the probe of the real ensemble waits as long. */
export const PROBE_MS = 5;
const LEADER = 2;
const SURVIVORS: readonly ServerId[] = [1, 3];
/** No failover takes longer. */
const LIMIT = 120 * SECOND;

/** One session for each attempt; it is not closed, for the time of that is not asked for. */
class Prober implements AnyMachine {
  private readonly config: ClientConfig;
  private readonly timeoutMs: number;
  private readonly done: (at: Micros) => void;
  private dials = 0;

  constructor(config: ClientConfig, timeoutMs: number, done: (at: Micros) => void) {
    this.config = config;
    this.timeoutMs = timeoutMs;
    this.done = done;
  }

  step(now: number, _wallMs: number, input: Input<AnyPacket, ClientCommand>): readonly AnyEffect[] {
    switch (input.kind) {
      case 'boot':
        return SURVIVORS.flatMap((peer) => this.dial(peer));
      case 'opened':
        return [{ kind: 'send', link: input.link, packet: this.hello() }];
      case 'refused':
      case 'closed':
        return [{ kind: 'setTimer', id: String(input.peer), at: now + PROBE_MS * MS }];
      case 'timer':
        return this.dial(Number(input.id));
      case 'received':
        return this.onReceived(now, input.link, input.packet);
      default:
        return [];
    }
  }

  capture(): Packed {
    return null;
  }

  inspect(): unknown {
    return null;
  }

  private onReceived(now: Micros, link: LinkId, packet: AnyPacket): readonly AnyEffect[] {
    if (packet.type === 'CONNECTED') {
      const op = { type: 'setData', path: '/', data: '', version: -1 } as const;
      return [{ kind: 'send', link, packet: { type: 'REQUEST', xid: 1, op } }];
    }
    if (packet.type === 'REPLY' && packet.err === 0) this.done(now);
    return [];
  }

  private dial(peer: ServerId): AnyEffect[] {
    this.dials += 1;
    const { who, incarnation } = this.config;
    return [{ kind: 'dial', link: `${who}.${incarnation}.${this.dials}`, plane: 'client', peer }];
  }

  private hello(): AnyPacket {
    const { timeoutMs } = this;
    const fresh = { sessionId: NO_SESSION, password: '0'.repeat(32), lastZxidSeen: 0 };
    return { type: 'CONNECT', timeoutMs, readOnly: false, ...fresh };
  }
}

export type LeaderEnd = 'killed' | 'frozen';

/** Virtual milliseconds from the end of the leader to the first write that is done. */
export function virtualFailover(seed: number, tickTimeMs: number, end: LeaderEnd): number {
  const opening = openingRecording(3, 'leader');
  const ensemble = { ...opening.ensemble, settings: { tickTimeMs } };
  const actions = opening.actions.filter((action) => action.do === 'start');
  // Anywhere between two ticks.
  const at = 10 * SECOND + ((seed * 377) % 1000) * MS;
  let doneAt: Micros | null = null;
  const note = (now: Micros): void => {
    doneAt ??= now;
  };
  const machines = {
    ...realMachines({ extras: false }),
    client: (config: ClientConfig) => new Prober(config, 4 * tickTimeMs, note),
  };
  const recording = { ...opening, seed, ensemble, actions };
  const simulator = new Simulator(recording, { machines, hash: false });
  simulator.runTo(at);
  if (end === 'killed') simulator.act({ do: 'kill', node: LEADER });
  else simulator.act({ do: 'pause', node: LEADER });
  simulator.act({ do: 'connect', client: 'A' });
  while (doneAt === null && simulator.step(at + LIMIT));
  return doneAt === null ? NaN : (doneAt - at) / MS;
}
