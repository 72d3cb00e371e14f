// One server in a search: its captured machine, both layers of its disk, its timers; a value that never changes. A step makes
// another one. Equal steps are made once: searches come by the same ones over and over.
// Called by yard.ts. Time stands at `START` in every cell, or half a tick later: when time goes on, the times inside a cell are
// taken back instead, so that states which differ only by when they happen are one.
import { BrokenInvariant, present, unreachable } from '../../base/assert.ts';
import type { Packed } from '../../base/pack.ts';
import type { LinkId, Micros, Participant, Plane, ServerId } from '../../base/units.ts';
import { MS } from '../../base/units.ts';
import type { AnyPacket, MachineFact, WorldFact } from '../../world/facts.ts';
import type { AnyMachine, Machines } from '../../world/machines.ts';
import { configOf, EPOCH_MS, settingsOf } from '../../world/profiles.ts';
import type { Ensemble } from '../../world/recording.ts';
import { shownOp } from '../../world/shown.ts';
import { DiskFiles, type DiskImage, type DiskOp } from '../../zab/disk.ts';
import { Hasher, keyOf, shortKey, type Key } from './keys.ts';

/** Larger than any other number in a capture, as microseconds and as milliseconds: so times are known by their size. */
const START: Micros = 1_200_000_000_000_000;
const LEAST_MICROS = START / 2;
const LEAST_MILLIS = LEAST_MICROS / 1000;
const MOST_MILLIS = 1_300_000_000_000;

/** Time goes on by half a tick of the fuzz profile. */
export const HALF_TICK: Micros = 100 * MS;

export interface Cell {
  readonly sid: ServerId;
  /** 0 before the first start. */
  readonly incarnation: number;
  readonly up: boolean;
  readonly machine: Packed;
  /** What a crash would leave. */
  readonly synced: DiskImage;
  readonly written: readonly { readonly mark: number; readonly op: DiskOp }[];
  /** Syncs that the disk has not answered. */
  readonly syncs: readonly number[];
  readonly listening: readonly Plane[];
  /** Ascending by time, then id. */
  readonly timers: readonly Timer[];
  readonly key: Key;
}

interface Timer {
  readonly id: string;
  readonly at: Micros;
}

/** What a step does outside its cell, in order. */
export type Outcome =
  | { readonly kind: 'told'; readonly fact: MachineFact | WorldFact }
  | {
      readonly kind: 'dial';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
    }
  | { readonly kind: 'close'; readonly link: LinkId }
  | { readonly kind: 'send'; readonly link: LinkId; readonly packet: AnyPacket }
  | { readonly kind: 'exit' };

export interface Moved {
  readonly cell: Cell;
  readonly outcomes: readonly Outcome[];
}

export type CellInput = Parameters<AnyMachine['step']>[2];

/** Steps kept for the next time: some hundred megabytes. */
const KEPT = 12_000;

type Unkeyed = Omit<Cell, 'key'>;

export class Cells {
  private readonly machines: Machines;
  private readonly ensemble: Ensemble;
  private readonly switches: Ensemble['switches'];
  private readonly steps = new Map<number, Moved>();
  private readonly shifts = new Map<number, Cell>();
  /** By sid: the machine that made the last step, and its state: a search mostly goes on where it is. */
  private readonly live = new Map<
    ServerId,
    { readonly packed: Packed; readonly machine: AnyMachine }
  >();

  constructor(machines: Machines, ensemble: Ensemble) {
    this.machines = machines;
    this.ensemble = ensemble;
    this.switches = ensemble.switches ?? [];
  }

  /** A server that was never started. */
  blank(sid: ServerId): Cell {
    const empty = new DiskFiles({
      ...{ acceptedEpoch: null, currentEpoch: null, snapshots: [], log: [] },
      ...{ committedConfig: null, nextConfig: null },
    });
    return keyed({
      ...{ sid, incarnation: 0, up: false, machine: null, synced: empty.image() },
      ...{ written: [], syncs: [], listening: [], timers: [] },
    });
  }

  boot(cell: Cell, half: number): Moved {
    const { sid, synced } = cell;
    const incarnation = cell.incarnation + 1;
    const started: Unkeyed = { ...cell, incarnation, up: true, machine: null };
    const machine = this.machines.server(this.configOf(sid, incarnation), synced);
    return this.perform(started, machine, half, { kind: 'boot' }, [
      { kind: 'told', fact: { type: 'booted', incarnation } },
    ]);
  }

  /** A step at the time that `half` half ticks past the start stand for. */
  step(cell: Cell, half: number, input: CellInput): Moved {
    const name = shortKey(new Hasher().key(cell.key).number(half).value(input).end());
    const known = this.steps.get(name);
    if (known !== undefined) return known;
    return remember(this.steps, name, this.perform(cell, this.machineOf(cell), half, input, []));
  }

  /** The oldest sync is done. */
  sync(cell: Cell, half: number): Moved {
    const mark = present(cell.syncs[0], 'A sync');
    const done = settled(cell, mark);
    const moved = this.step(keyed({ ...done, syncs: cell.syncs.slice(1) }), half, {
      kind: 'synced',
      mark,
    });
    const durable: Outcome = { kind: 'told', fact: { type: 'durable', mark } };
    return { ...moved, outcomes: [durable, ...moved.outcomes] };
  }

  fire(cell: Cell, half: number, id: string): Moved {
    const timers = cell.timers.filter((timer) => timer.id !== id);
    return this.step(keyed({ ...cell, timers }), half, { kind: 'timer', id });
  }

  /** The process is gone, and with it all but the first `kept` of what was not synced. Says up to which mark. */
  crash(cell: Cell, kept: number): { readonly cell: Cell; readonly mark: number } {
    const mark = cell.written[kept - 1]?.mark ?? 0;
    const { synced } = settled(cell, mark);
    const gone: Unkeyed = { ...cell, up: false, machine: null, synced };
    const dead = keyed({ ...gone, written: [], syncs: [], listening: [], timers: [] });
    return { cell: dead, mark: kept === 0 ? (cell.written[0]?.mark ?? 1e9) - 1 : mark };
  }

  /** The same with every time in it taken back by a whole tick. */
  aged(cell: Cell): Cell {
    if (!cell.up) return cell;
    const name = shortKey(cell.key);
    const known = this.shifts.get(name);
    if (known !== undefined) return known;
    const timers = cell.timers.map(({ id, at }) => ({ id, at: at - 2 * HALF_TICK }));
    const machine = earlier(cell.machine);
    return remember(this.shifts, name, keyed({ ...cell, machine, timers }));
  }

  /** Timers that are due, in the order in which they fire. */
  due(cell: Cell, half: number): readonly string[] {
    const now = START + half * HALF_TICK;
    return cell.timers.filter(({ at }) => at <= now).map(({ id }) => id);
  }

  private machineOf({ sid, incarnation, machine }: Cell): AnyMachine {
    const last = this.live.get(sid);
    if (last?.packed === machine) return last.machine;
    return this.machines.restoreServer(this.configOf(sid, incarnation), machine);
  }

  private perform(
    before: Unkeyed,
    machine: AnyMachine,
    half: number,
    input: CellInput,
    outcomes: Outcome[],
  ): Moved {
    const now = START + half * HALF_TICK;
    const after = { ...before, written: [...before.written], syncs: [...before.syncs] };
    const timers = new Map(before.timers.map(({ id, at }) => [id, at]));
    const listening = new Set(before.listening);
    const told = (fact: MachineFact | WorldFact): number => outcomes.push({ kind: 'told', fact });
    try {
      // A wall clock that stands still, later in each process: session ids differ.
      for (const effect of machine.step(now, EPOCH_MS + before.incarnation * 1000, input)) {
        switch (effect.kind) {
          case 'trace':
            told(effect.fact);
            break;
          case 'write':
            after.written.push({ mark: effect.mark, op: effect.op });
            told({ type: 'wrote', mark: effect.mark, op: shownOp(effect.op) });
            break;
          case 'sync':
            after.syncs.push(effect.mark);
            break;
          case 'setTimer':
            timers.set(effect.id, Math.max(effect.at, now + 1));
            break;
          case 'clearTimer':
            timers.delete(effect.id);
            break;
          case 'listen':
            listening.add(effect.plane);
            break;
          case 'unlisten':
            listening.delete(effect.plane);
            break;
          case 'dial':
          case 'close':
          case 'send':
          case 'exit':
            outcomes.push(effect);
            break;
          default:
            unreachable(effect);
        }
      }
    } catch (error) {
      if (!(error instanceof BrokenInvariant)) throw error;
      told({ type: 'crashed', why: error.message });
      outcomes.push({ kind: 'exit' });
    }
    const inOrder = [...timers].map(([id, at]): Timer => ({ id, at })).sort(byTime);
    const packed = machine.capture();
    this.live.set(before.sid, { packed, machine });
    const rest = { listening: [...listening].sort(), timers: inOrder, machine: packed };
    return { cell: keyed({ ...after, ...rest }), outcomes };
  }

  private configOf(sid: ServerId, incarnation: number): Parameters<Machines['server']>[0] {
    const { ensemble, switches = [] } = this;
    const settings = settingsOf(ensemble, sid);
    return { sid, incarnation, seed: 1, settings, switches, config: configOf(ensemble) };
  }
}

function byTime(one: Timer, other: Timer): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1);
}

/** What was written up to `mark` is in the synced layer. */
function settled<C extends Unkeyed>(cell: C, mark: number): C {
  const files = new DiskFiles(cell.synced);
  const durable = cell.written.filter((written) => written.mark <= mark);
  for (const { op } of durable) files.apply(op);
  return { ...cell, synced: files.image(), written: cell.written.slice(durable.length) };
}

function keyed(cell: Unkeyed): Cell {
  const { sid, incarnation, up, machine, synced, written, syncs, listening, timers } = cell;
  // The written layer is inside the machine; of the synced one the names say enough beside it.
  const disk = {
    ...{ epochs: [synced.acceptedEpoch, synced.currentEpoch] },
    log: synced.log.map(({ zxid }) => zxid),
    snapshots: synced.snapshots.map(({ zxid, image }) => [zxid, image.count]),
    configs: [synced.committedConfig?.version ?? -1, synced.nextConfig?.version ?? -1],
    written: written.map(({ mark, op }) => [mark, op.op]),
  };
  const key = keyOf([sid, incarnation, up, machine, disk, syncs, listening, timers]);
  return { sid, incarnation, up, machine, synced, written, syncs, listening, timers, key };
}

/** Plain data in which every time is a whole tick earlier. */
function earlier(value: Packed): Packed {
  if (typeof value === 'number') {
    if (value >= LEAST_MICROS) return value - 2 * HALF_TICK;
    if (value >= LEAST_MILLIS && value < MOST_MILLIS) return value - (2 * HALF_TICK) / MS;
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Packed[]).map(earlier);
  return Object.fromEntries(
    Object.entries(value as { readonly [name: string]: Packed }).map(([name, item]) => [
      name,
      earlier(item),
    ]),
  );
}

function remember<V>(memory: Map<number, V>, name: number, value: V): V {
  if (memory.size >= KEPT) {
    // The oldest makes room: what is near in a search was met lately.
    const [oldest] = memory.keys();
    if (oldest !== undefined) memory.delete(oldest);
  }
  memory.set(name, value);
  return value;
}
