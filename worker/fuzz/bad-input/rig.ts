// An ensemble of three with a zkCli that is mistyped at, a client that watches it all, and a raw client. Tries one input at
// a time and judges what came of it: an answer in bounded time, plain facts, equal replicas, no death but zkCli's own.
// Called by run.ts for every piece of the run.
import { CLIENT_BASE, MS, SECOND, type Micros } from '../../base/units.ts';
import type { WorldEvent } from '../../world/facts.ts';
import type { AnyMachine, Machines } from '../../world/machines.ts';
import { ensembleOf, sidsOf } from '../../world/profiles.ts';
import type { ActionDraft, Recording } from '../../world/recording.ts';
import { WORDS } from '../../world/roster.ts';
import { Simulator } from '../../world/simulator.ts';
import type { Settings } from '../../zab/settings.ts';
import { isDocumentedDeath } from './deaths.ts';
import type { BadInput } from './inputs.ts';
import { firstUnplain } from './plain.ts';
import { RawClient } from './raw-client.ts';
import { Replicas } from './replicas.ts';
import { stateLines } from './states.ts';

/** What one input came to. */
export interface Outcome {
  /** A request went to a server. */
  readonly reached: boolean;
  /** The documented exception that ended zkCli, if one did. */
  readonly death: string | null;
  /** What must not be, in sentences; empty if all is well. */
  readonly faults: readonly string[];
}

const Z = CLIENT_BASE + 1;
const R = CLIENT_BASE + 3;
const names = ['Z', 'W', 'R'] as const;

const BOOT: Micros = 3 * SECOND;
/** Longer than every time-out that an answer can wait for. */
const ANSWER_LIMIT: Micros = 200 * SECOND;
/** No input needs as many steps: what does, hangs. */
const STEP_LIMIT = 2_000_000;
const SETTLE: Micros = 500 * MS;

export class Rig {
  private readonly simulator: Simulator;
  private readonly replicas = new Replicas();
  private readonly reconfigs: boolean;
  private faults: string[] = [];
  private prompts = 0;
  private returned = 0;
  private wordEnds = 0;
  private reached = false;
  private isRawReady = false;
  private exit: { readonly exception: string | null } | null = { exception: null };
  /** How many inputs in a row found zkCli without a server. */
  private adrift = 0;

  private readonly machines: Machines;

  /** `piece` decides about the settings of the servers and the server that zkCli tries first. */
  constructor(piece: number, machines: Machines) {
    this.machines = withRawClient(machines);
    this.reconfigs = piece % 5 === 4;
    const settings = settingsOf(piece);
    const ensemble = { ...ensembleOf('lan', { servers: 3, observers: 0 }), settings };
    const recording: Recording = {
      ...{ zabRecording: 1, seed: piece, ensemble, until: 0 },
      clients: names.map((name) => ({ name })),
      actions: sidsOf(ensemble).map((node) => ({ at: 0, do: 'start', node }) as const),
    };
    this.simulator = new Simulator(recording, {
      machines: this.machines,
      hash: false,
      listen: (event) => this.hear(event),
      crashed: (who, error) => this.fault(`Participant ${who} broke: ${String(error)}`),
    });
    this.simulator.runTo(BOOT);
    this.simulator.act({ do: 'connect', client: 'W' });
    this.simulator.act({ do: 'command', client: 'W', line: 'addWatch /' });
    this.simulator.act({ do: 'connect', client: 'R' });
    this.connect((piece % 3) + 1);
    for (const line of stateLines) this.type(line);
  }

  /** Whether the ensemble is of no use any more. */
  get isBroken(): boolean {
    return this.faults.length > 0;
  }

  try(input: BadInput): Outcome {
    this.reached = false;
    let death: string | null = null;
    if (input.kind === 'line') {
      this.revive();
      this.type(input.text);
      death = this.judgeExit(input.text);
    } else if (input.kind === 'operation') this.request(JSON.stringify(input.op));
    else this.ask(input.node, input.word);
    return { reached: this.reached, death, faults: [...this.faults] };
  }

  /** After the last input: all is quiet, replicas are equal, and the state is plain and goes on from a capture. */
  finish(): readonly string[] {
    this.simulator.runTo(this.simulator.now + SETTLE);
    // A server that was reconfigured away may have been left behind.
    const fault = this.reconfigs ? null : this.replicas.difference();
    if (fault !== null) this.fault(fault);
    const state = this.simulator.captureState();
    const unplain = firstUnplain(state);
    if (unplain !== null) this.fault(`The captured state is not plain: ${unplain}`);
    const text = JSON.stringify(state);
    const copy = new Simulator(this.simulator.recording(), {
      machines: this.machines,
      hash: false,
      state: JSON.parse(text) as typeof state,
    });
    if (JSON.stringify(copy.captureState()) !== text)
      this.fault('A run restored from its capture is not the same');
    return [...this.faults];
  }

  // Inputs

  private type(text: string): void {
    const lines = text.split(/\r\n|\r|\n/).length;
    this.prompts = 0;
    this.act({ do: 'command', client: 'Z', line: text });
    this.until(
      `"${shortened(text)}" has ${lines} answers`,
      () => this.exit !== null || this.prompts >= lines,
    );
  }

  private request(json: string): void {
    this.until('the raw client has a session', () => this.isRawReady);
    this.returned = 0;
    this.act({ do: 'command', client: 'R', line: json });
    this.until(`${shortened(json)} is answered`, () => this.returned > 0 || !this.isRawReady);
  }

  private ask(node: number, word: string): void {
    this.wordEnds = 0;
    this.act({ do: 'command', node, line: word });
    this.until(`the word ${JSON.stringify(word)} ends`, () => this.wordEnds > 0);
  }

  /** zkCli is started again when it died; when it lost its way, after one more input without a server. */
  private revive(): void {
    const isServed = this.exit === null && this.isServed();
    this.adrift = isServed ? 0 : this.adrift + 1;
    if (this.exit === null && this.adrift < 2) return;
    this.adrift = 0;
    if (this.exit === null) {
      this.act({ do: 'close', client: 'Z' });
      this.simulator.runTo(this.simulator.now + SETTLE);
      if (this.exit === null) this.act({ do: 'kill', client: 'Z' });
    }
    this.connect(null);
  }

  private connect(node: number | null): void {
    this.prompts = 0;
    this.exit = null;
    this.act({ do: 'connect', client: 'Z', ...(node === null ? {} : { node, value: 'all' }) });
    this.until('zkCli shows its prompt', () => this.prompts > 0);
    this.until('zkCli is connected', () => this.isServed());
    this.type('addauth digest bob:secret');
  }

  private isServed(): boolean {
    const view = this.simulator.inspect(Z) as { readonly server: number | null } | null;
    return view?.server != null;
  }

  private act(draft: ActionDraft): void {
    this.simulator.act(draft);
  }

  private until(what: string, done: () => boolean): void {
    const limit = this.simulator.now + ANSWER_LIMIT;
    const steps = this.simulator.steps + STEP_LIMIT;
    while (!done() && this.faults.length === 0) {
      const moved = this.simulator.step(limit);
      if (moved && this.simulator.steps < steps) continue;
      if (!done()) this.fault(`It does not come about that ${what}`);
    }
  }

  private judgeExit(text: string): string | null {
    const exception = this.exit?.exception ?? null;
    if (exception === null) return null;
    // Of a script any line may have done it.
    const words = text.split(/[\s"']+/).filter((word) => word !== '');
    if (!words.some((word) => isDocumentedDeath(word, exception)))
      this.fault(`zkCli died of ${exception} at "${shortened(text)}"`);
    return exception;
  }

  // What is announced

  private hear({ who, fact }: WorldEvent): void {
    const unplain = firstUnplain(fact);
    if (unplain !== null) this.fault(`A fact ${fact.type} of ${who} is not plain: ${unplain}`);
    if (fact.type === 'applied' || fact.type === 'loaded') {
      const { zxid } = fact.type === 'applied' ? fact.txn : fact;
      const fault = this.replicas.note(who, zxid, fact.digest);
      if (fault !== null) this.fault(fault);
    } else if (fact.type === 'exited') this.fault(`Node ${who} exited: ${fact.why}`);
    else if (fact.type === 'sent' && isAsking(fact.packet.type)) this.reached ||= who >= WORDS;
    else if (who === WORDS && (fact.type === 'closed' || fact.type === 'refused'))
      this.wordEnds += 1;
    else if (who === Z) this.hearZkCli(fact);
    else if (who === R) this.hearRaw(fact);
    else if (who > WORDS && fact.type === 'clientExited') this.fault('The watching client is gone');
  }

  private hearZkCli(fact: WorldEvent['fact']): void {
    if (fact.type === 'prompt') this.prompts += 1;
    if (fact.type === 'clientExited') this.exit = { exception: fact.exception ?? null };
  }

  private hearRaw(fact: WorldEvent['fact']): void {
    if (fact.type === 'clientState') this.isRawReady = true;
    if (fact.type === 'closed') this.isRawReady = false;
    if (fact.type === 'returned') this.returned += 1;
  }

  private fault(sentence: string): void {
    this.faults.push(sentence);
  }
}

function isAsking(type: string): boolean {
  return type === 'REQUEST' || type === 'AUTH' || type === 'FOUR_LETTER_WORD';
}

function settingsOf(piece: number): Partial<Settings> {
  return {
    ...{ snapCount: 40, commitLogCount: 20, extendedTypesEnabled: true },
    reconfigEnabled: piece % 5 === 4,
    enforceQuota: piece % 2 === 1,
    skipAcl: piece % 7 === 6,
    localSessionsEnabled: piece % 6 === 5,
    localSessionsUpgradingEnabled: piece % 12 === 5,
  };
}

function withRawClient(real: Machines): Machines {
  return {
    ...real,
    client: (config): AnyMachine =>
      config.name === 'R' ? new RawClient(config) : real.client(config),
    restoreClient: (config, captured): AnyMachine =>
      config.name === 'R' ? new RawClient(config, captured) : real.restoreClient(config, captured),
  };
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} units)`;
}
