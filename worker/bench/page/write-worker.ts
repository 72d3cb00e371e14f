// The director's worker of a write bench: the director and the servers of the page, with a client that keeps so many
// operations under way (pump.ts) and a meter on it. Started by write.ts.
import { expose } from 'comlink';
import { DirectedRunner } from '../../host/directed-runner.ts';
import { PageFleet } from '../../host/page-fleet.ts';
import type { Hearer } from '../../host/runner.ts';
import { SessionHost, type Opening } from '../../host/session-host.ts';
import type { Windows } from '../../host/surface.ts';
import { clientMachines } from '../../host/client-machines.ts';
import type { Machines } from '../../world/machines.ts';
import type { Recording } from '../../world/recording.ts';
import { Pump, type PumpLoad } from '../pump.ts';

/** What was measured between two moments of one run. */
export interface WriteResult {
  readonly answers: number;
  readonly errors: number;
  readonly ms: number;
  /** Wall milliseconds from asking to the answer. */
  readonly p50: number;
  readonly p99: number;
  readonly virtualMicros: number;
  /** Between servers: posts, and how many channels heard them. */
  readonly posts: number;
  readonly heard: number;
  readonly rounds: number;
}

/** Whether the run goes through the page's session, its facts told to the page, or is driven right here. */
export type Attached = 'page' | 'none';

const SLICE_MS = 24;
const silent: Hearer = { tell: () => undefined, stir: () => undefined };

class Meter {
  answers = 0;
  errors = 0;
  private waits: number[] = [];
  private readonly since = new Map<number, number>();

  readonly asked = (xid: number): void => {
    this.since.set(xid, performance.now());
  };

  readonly answered = (xid: number, isError: boolean): void => {
    this.answers += 1;
    if (isError) this.errors += 1;
    this.waits.push(performance.now() - (this.since.get(xid) ?? NaN));
    this.since.delete(xid);
  };

  restart(): void {
    this.answers = 0;
    this.errors = 0;
    this.waits = [];
  }

  /** The wait that this share of all waits does not exceed. */
  wait(share: number): number {
    const sorted = [...this.waits].sort((a, b) => a - b);
    return sorted[Math.floor(share * sorted.length)] ?? NaN;
  }
}

export class WriteHost {
  private readonly meter = new Meter();
  private readonly session: SessionHost;
  private runner: DirectedRunner | null = null;
  private load: PumpLoad = { op: 'set', outstanding: 1, bytes: 100 };

  constructor() {
    this.session = new SessionHost((recording, hearer, windows, _state, yard) => {
      if (yard === null) throw new Error('A director needs a yard to get its workers from.');
      return this.run(recording, hearer, yard, windows);
    });
  }

  hello(): true {
    return true;
  }

  /** Plays up to `options.at`; from there on the session plays by itself if the page is attached. */
  async open(opening: Opening, load: PumpLoad, attached: Attached): Promise<void> {
    this.load = load;
    if (attached === 'page') await this.session.open(opening);
    else if (opening.yard !== null) {
      const runner = this.run(opening.recording, silent, opening.yard);
      await runner.advance(opening.options.at, Infinity);
    }
  }

  /** Goes on for so many milliseconds of wall time, the first of them unmeasured. */
  async measure(warmMs: number, ms: number, attached: Attached): Promise<WriteResult> {
    const { runner, meter } = this;
    if (runner === null) throw new Error('Nothing is open.');
    await this.pass(warmMs, attached);
    meter.restart();
    const before = await runner.traffic();
    const rounds = runner.rounds;
    const from = runner.until;
    const began = performance.now();
    await this.pass(ms, attached);
    const passed = performance.now() - began;
    const { answers, errors } = meter;
    const [p50, p99] = [meter.wait(0.5), meter.wait(0.99)];
    const virtualMicros = runner.until - from;
    const roundsAfter = runner.rounds;
    const after = await runner.traffic();
    return {
      ...{ answers, errors, ms: passed, p50, p99, virtualMicros },
      posts: after.posted - before.posted,
      heard: after.heard - before.heard,
      rounds: roundsAfter - rounds,
    };
  }

  private async pass(ms: number, attached: Attached): Promise<void> {
    if (attached === 'page') {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return;
    }
    const end = performance.now() + ms;
    while (performance.now() < end) await this.runner?.advance(Infinity, SLICE_MS);
  }

  private run(
    recording: Recording,
    hearer: Hearer,
    yard: MessagePort,
    windows?: Windows,
  ): DirectedRunner {
    const { meter } = this;
    const machines: Machines = {
      ...clientMachines,
      client: (config) => new Pump(config, this.load, meter.asked, meter.answered),
    };
    this.runner = new DirectedRunner(
      recording,
      machines,
      hearer,
      new PageFleet(yard),
      windows,
      windows !== undefined,
    );
    return this.runner;
  }
}

expose(new WriteHost());
