// Machines that do what a test tells them and announce every input they get; a run of them is read as lines of text.
// Used by tests alone.
import type { Packed } from '../base/pack.ts';
import type { Effect, Input } from '../base/ports.ts';
import { CLIENT_BASE, type Micros, type Participant } from '../base/units.ts';
import type { DiskImage, DiskOp } from '../zab/disk.ts';
import type { ClientCommand } from './deed.ts';
import type { AnyPacket, MachineFact, WorldEvent } from './facts.ts';
import type { AnyMachine, Machines } from './machines.ts';
import { ensembleOf } from './profiles.ts';
import type { Action, ActionDraft, Ensemble, Recording } from './recording.ts';
import { Simulator } from './simulator.ts';

export type ScriptInput = Input<AnyPacket, ClientCommand>;
export type ScriptEffect = Effect<AnyPacket, DiskOp, MachineFact>;

/** What participant `who` does at an input; `now` is its own clock. */
export type Script = (
  who: Participant,
  now: Micros,
  input: ScriptInput,
  incarnation: number,
) => readonly ScriptEffect[];

class ScriptMachine implements AnyMachine {
  private readonly who: Participant;
  private readonly incarnation: number;
  private readonly script: Script;

  constructor(who: Participant, incarnation: number, script: Script) {
    this.who = who;
    this.incarnation = incarnation;
    this.script = script;
  }

  step(now: Micros, wallMs: number, input: ScriptInput): readonly ScriptEffect[] {
    const what = `${now} ${wallMs} ${textOf(input)}`;
    const fact = { type: 'flag', flag: 'message', what } as const;
    return [{ kind: 'trace', fact }, ...this.script(this.who, now, input, this.incarnation)];
  }

  capture(): Packed {
    return null;
  }

  inspect(): unknown {
    return null;
  }
}

/** Every server and client follows `script`. `disks` hears what each new server finds on its disk. */
export function scriptMachines(
  script: Script,
  disks: (sid: Participant, disk: DiskImage) => void = () => undefined,
): Machines {
  return {
    server: (config, disk) => {
      disks(config.sid, disk);
      return new ScriptMachine(config.sid, config.incarnation, script);
    },
    restoreServer: (config) => new ScriptMachine(config.sid, config.incarnation, script),
    client: (config) => new ScriptMachine(config.who, config.incarnation, script),
    restoreClient: (config) => new ScriptMachine(config.who, config.incarnation, script),
  };
}

export interface Scripted {
  readonly script: Script;
  readonly actions: readonly Action[];
  readonly until: Micros;
  /** Latencies are 100 µs, syncs 1000 µs, unless these say otherwise. */
  readonly ensemble?: Partial<Ensemble>;
  readonly disks?: (sid: Participant, disk: DiskImage) => void;
}

/** Plays nodes 1 to 3, which start at 0, and client A; returns all that happened. */
export function playScript({ script, actions, until, ensemble, disks }: Scripted): WorldEvent[] {
  const starts = [1, 2, 3].map((node): Action => ({ at: 0, do: 'start', node }));
  const events: WorldEvent[] = [];
  const recording: Recording = {
    zabRecording: 1,
    seed: 1,
    ensemble: {
      ...ensembleOf('lan', { servers: 3, observers: 0 }),
      epochMs: 0,
      latencyMicros: [100, 100],
      clientLatencyMicros: [100, 100],
      syncMicros: [1000, 1000],
      ...ensemble,
    },
    clients: [{ name: 'A' }],
    actions: [...starts, ...actions],
    until,
  };
  const machines = scriptMachines(script, disks);
  new Simulator(recording, { machines, listen: (event) => events.push(event) }).runTo(until);
  return events;
}

/** The inputs of one participant, as `virtual time: own input`. */
export function inputsOf(events: readonly WorldEvent[], who: Participant): string[] {
  return events.flatMap((event) =>
    event.who === who && event.fact.type === 'flag'
      ? [`${event.at}: ${event.fact.what.split(' ').slice(2).join(' ')}`]
      : [],
  );
}

/** The first two words of the inputs of one participant: its clock, its wall clock. */
export function clocksOf(events: readonly WorldEvent[], who: Participant): string[] {
  return events.flatMap(({ who: teller, fact }) =>
    teller === who && fact.type === 'flag' ? [fact.what.split(' ').slice(0, 2).join(' ')] : [],
  );
}

/** An action of a test at a time. */
export function at(time: Micros, draft: ActionDraft): Action {
  return { at: time, ...draft };
}

/** Packet number k. */
export function packet(k: number): AnyPacket {
  return { type: 'ACK', zxid: k };
}

export const CLIENT_A: Participant = CLIENT_BASE + 1;

function textOf(input: ScriptInput): string {
  switch (input.kind) {
    case 'opened':
    case 'refused':
    case 'closed':
      return `${input.kind} ${input.link}`;
    case 'received':
      return `received ${input.link} ${'zxid' in input.packet ? input.packet.zxid : ''}`.trim();
    case 'synced':
    case 'diskFailed':
      return `${input.kind} ${input.mark}`;
    case 'timer':
      return `timer ${input.id}`;
    case 'command':
      return `command ${input.command.do}`;
    case 'boot':
      return 'boot';
  }
}
