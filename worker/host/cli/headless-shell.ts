// One zkCli and its simulated ensemble, without a terminal of their own. Used by zkcli.ts, which has one.
import { CLIENT_BASE, MS, SECOND } from '../../base/units.ts';
import type { ClientView } from '../../client/client.ts';
import type { WorldEvent } from '../../world/facts.ts';
import type { AnyMachine } from '../../world/machines.ts';
import { ensembleOf, sidsOf, switchedOn } from '../../world/profiles.ts';
import { realMachines } from '../../world/real-machines.ts';
import type { Recording } from '../../world/recording.ts';
import { Simulator } from '../../world/simulator.ts';
import { API_MARK, ApiClient } from '../conformance/api-client.ts';

export interface ShellOptions {
  readonly servers: number;
  readonly observers: number;
  readonly seed: number;
  /** What zkCli is started with. */
  readonly options: string;
}

export interface PrintedText {
  readonly text: string;
  readonly err: boolean;
}

const NAME = 'zkCli';
const WHO = CLIENT_BASE + 1;
/** An election and the first synchronization are over by then. */
const BOOT = 3 * SECOND;
/** What a step of waiting for a command takes, and how long a command may take at most: longer than any timeout. */
const SLICE = 5 * MS;
const LIMIT = 300 * SECOND;
/** Events that a command caused arrive within this time. */
const DRAIN = 20 * MS;
/** A wall clock that jumped (a laptop that slept) is not caught up with. */
const PASS_MS_MAX = 1000;

export class HeadlessShell {
  /** Set when zkCli has ended. */
  exitStatus: number | null = null;
  private readonly simulator: Simulator;
  private printed: PrintedText[] = [];

  /** The ensemble is up and zkCli has connected when this returns. */
  constructor({ servers, observers, seed, options }: ShellOptions, greeting: 'terminal' | 'pipe') {
    const ensemble = { ...ensembleOf('lan', { servers, observers }), settings: switchedOn };
    const first = Math.floor(servers / 2) + 1;
    const sids = sidsOf(ensemble);
    const actions = [
      ...sids.filter((sid) => sid <= first),
      ...sids.filter((sid) => sid > first),
    ].map((node, at) => ({ at, do: 'start', node }) as const);
    const recording: Recording = {
      ...{ zabRecording: 1, seed, ensemble, clients: [{ name: NAME }], actions, until: 0 },
    };
    const real = realMachines({ extras: false, greeting });
    const client = (config: Parameters<typeof real.client>[0]): AnyMachine =>
      new ApiClient(real.client(config));
    this.simulator = new Simulator(recording, {
      machines: { ...real, client },
      hash: false,
      listen: (event) => {
        this.hear(event);
      },
      crashed: (who, error) => {
        throw new Error(`Node ${who} crashed`, { cause: error });
      },
    });
    this.simulator.runTo(BOOT);
    this.simulator.act({ do: 'connect', client: NAME, line: options });
    this.finish();
  }

  prompt(): string {
    return this.view()?.prompt ?? '';
  }

  /** The status of the last command: zkCli's own, when its input ends. */
  lastStatus(): number {
    return this.exitStatus ?? this.view()?.exitCode ?? 0;
  }

  /** Runs until the command is done. */
  type(line: string): void {
    if (this.exitStatus !== null) return;
    this.simulator.act({ do: 'command', client: NAME, line });
    this.finish();
  }

  /** Lets as much virtual time pass. */
  pass(ms: number): void {
    this.simulator.runTo(this.simulator.now + Math.min(ms, PASS_MS_MAX) * MS);
  }

  /** What was printed since the last call. */
  take(): readonly PrintedText[] {
    return this.printed.splice(0);
  }

  /** The names of a znode's children; none when it cannot be asked. */
  children(path: string): readonly string[] {
    const call = { op: 'getChildren', path };
    this.type(API_MARK + JSON.stringify(call));
    const answer = this.view()?.answer;
    if (typeof answer !== 'object' || answer === null || !('children' in answer)) return [];
    return Array.isArray(answer.children) ? answer.children.map(String) : [];
  }

  private view(): ClientView | null {
    return this.simulator.inspect(WHO) as ClientView | null;
  }

  private finish(): void {
    const limit = this.simulator.now + LIMIT;
    do this.simulator.runTo(this.simulator.now + SLICE);
    while (this.view()?.busy === true && this.simulator.now < limit);
    this.simulator.runTo(this.simulator.now + DRAIN);
  }

  private hear({ who, fact }: WorldEvent): void {
    if (who !== WHO) return;
    if (fact.type === 'clientExited') this.exitStatus = fact.status;
    if (fact.type !== 'printed') return;
    for (const [at, line] of fact.lines.entries()) {
      const last = at === fact.lines.length - 1;
      const text = last && fact.noeol === true ? line : `${line}\n`;
      this.printed.push({ text, err: fact.err?.includes(at) ?? false });
    }
  }
}
