// The historical bugs of zab.md 11.2 that random faults seldom hit, each played twice by real servers with clients: with the
// bug the checker must object, without it nothing may be red.
// Acts are placed by the facts that are seen, so that one ill-timed fault comes exactly when it must.
import { describe, expect, it } from 'vitest';
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { Fact, TraceEvent } from '../trace/event.ts';
import { ensembleOf, settingsOf, sidsOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { ActionDraft, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import type { Switch } from '../zab/bugs.ts';
import type { Settings } from '../zab/settings.ts';
import { Checker } from './checker.ts';

interface StageOptions {
  readonly voters?: number;
  readonly settings?: Partial<Settings>;
  readonly switches?: readonly Switch[];
}

type Test = (fact: Fact) => boolean;

class Stage {
  readonly checker: Checker;
  readonly sids: readonly ServerId[];
  readonly events: TraceEvent[] = [];
  private readonly simulator: Simulator;
  private readonly cues: {
    readonly sid: ServerId;
    readonly test: Test;
    readonly act: () => void;
  }[] = [];
  private writers = 0;

  constructor(options: StageOptions = {}) {
    const base = ensembleOf('fuzz', { servers: options.voters ?? 3, observers: 0 });
    const ensemble: Recording['ensemble'] = {
      ...base,
      latencyMicros: [MS, MS],
      clientLatencyMicros: [100, 100],
      syncMicros: [2 * MS, 2 * MS],
      settings: { snapCount: 1000, commitLogCount: 100, snapshotDumpMs: 1, ...options.settings },
      switches: options.switches ?? [],
    };
    this.sids = sidsOf(ensemble);
    this.checker = new Checker({
      voters: this.sids,
      observers: [],
      clients: [],
      firstCounter: settingsOf(ensemble, 1).firstCounter,
    });
    const recording: Recording = {
      ...{ zabRecording: 1, seed: 1, ensemble, clients: [], actions: [], until: 3600_000 * MS },
    };
    this.simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      hash: false,
      listen: (event) => this.hear(event),
    });
  }

  start(...sids: readonly ServerId[]): this {
    for (const node of sids) this.act({ do: 'start', node });
    return this;
  }

  kill(...sids: readonly ServerId[]): this {
    for (const node of sids) this.act({ do: 'kill', node });
    return this;
  }

  act(draft: ActionDraft): this {
    this.simulator.act(draft);
    return this;
  }

  /** A new client at `sid` opens a session and creates a node: two txns, if there is a quorum. */
  write(sid: ServerId): this {
    this.writers += 1;
    const client = `W${this.writers}`;
    this.act({ do: 'connect', client, node: sid });
    return this.act({ do: 'command', client, line: `create /w${this.writers} x` });
  }

  /** Does `act` when `sid` tells a fact that passes the test, once. */
  when(sid: ServerId, test: Test, act: () => void): this {
    this.cues.push({ sid, test, act });
    return this;
  }

  run(milliseconds: number): this {
    this.simulator.runTo(this.simulator.now + milliseconds * MS);
    return this;
  }

  /** Until `sid` tells a fact that passes the test; throws if it does not within `milliseconds`. */
  await(sid: ServerId, test: Test, milliseconds = 20_000): this {
    let seen = false;
    this.when(sid, test, () => (seen = true));
    this.until(() => seen, milliseconds);
    return this;
  }

  until(test: () => boolean, milliseconds = 20_000): this {
    const end: Micros = this.simulator.now + milliseconds * MS;
    while (!test())
      if (!this.simulator.step(end)) throw new Error(`Nothing came of it by ${end} us`);
    return this;
  }

  /** Until there is a leader and everybody who is up and reachable serves, and half a second more. */
  settle(): this {
    const { nodes } = this.checker.model;
    this.until(() => nodes.some((node) => node.up && node.serves && node.state === 'LEADING'));
    const upTo = this.simulator.now + 5000 * MS;
    while (nodes.some((node) => node.up && !node.serves) && this.simulator.now < upTo) this.run(50);
    return this.run(500);
  }

  leader(): ServerId {
    const { nodes } = this.checker.model;
    return nodes.find((node) => node.up && node.serves && node.state === 'LEADING')?.sid ?? 0;
  }

  /** What is red, with the sentence of the first time. */
  red(): string[] {
    return this.checker.docket.red().map(({ id, first }) => `${id} ${first.sentence}`);
  }

  private hear(event: TraceEvent): void {
    this.events.push(event);
    this.checker.push(event);
    for (const cue of [...this.cues])
      if (event.who === cue.sid && cue.test(event.fact)) {
        this.cues.splice(this.cues.indexOf(cue), 1);
        cue.act();
      }
  }
}

function play(script: (so: Stage) => void, options: StageOptions): string[] {
  const so = new Stage(options);
  script(so);
  return so.red();
}

function exhibit(
  bug: Switch,
  expected: RegExp,
  script: (so: Stage) => void,
  options: StageOptions = {},
): void {
  expect(play(script, { ...options, switches: [bug] }).join('\n')).toMatch(expected);
  expect(play(script, options)).toEqual([]);
}

const stepsDown = (fact: Fact): boolean => fact.type === 'stepDown';
const inMode =
  (mode: string) =>
  (fact: Fact): boolean =>
    fact.type === 'syncMode' && fact.mode === mode;

function writes(so: Stage, count: number): void {
  for (let i = 0; i < count; i += 1) so.write(so.leader()).run(60);
}

/** Server 3 leads; it logs one more txn alone, having lost its followers. */
function lonelyTxn(so: Stage): void {
  so.start(1, 2, 3).settle();
  writes(so, 3);
  so.kill(1, 2).run(1).write(3).await(3, stepsDown).run(20);
}

/** Cuts what `from` sends to `to` at the moment `to` tells such a fact; the learner gives up, then all heals. */
function loseWhen(so: Stage, from: number, to: number, test: (fact: Fact) => boolean): void {
  so.when(to, test, () => so.act({ do: 'cut', from, to }));
  so.act({ do: 'healAll' }).await(to, stepsDown).act({ do: 'healAll' }).settle();
}

describe('the museum before the checker', () => {
  it('M1: a position taken from the DIFF header', () => {
    exhibit('M1', /S11 Node 1 claims history/, (so) => {
      so.start(1, 2, 3).settle();
      writes(so, 3);
      so.act({ do: 'partition', node: 1 }).await(1, stepsDown);
      writes(so, 1);
      loseWhen(so, 3, 1, inMode('DIFF'));
      writes(so, 1);
    });
  }, 30_000);

  it('M4: currentEpoch before the history', () => {
    exhibit('M4', /S15 Node 2 writes currentEpoch/, (so) => {
      so.start(1, 2, 3).settle();
      writes(so, 3);
      so.act({ do: 'partition', node: 2 }).await(2, stepsDown);
      writes(so, 1);
      so.act({ do: 'healAll' }).settle();
    });
  }, 30_000);

  it('M6: the old sync processor outlives its role', () => {
    exhibit('M6', /S\d+ Node 1 /, (so) => {
      so.start(1, 2, 3).settle();
      writes(so, 3);
      so.act({ do: 'disk', node: 1, value: 100 }).write(3).run(8);
      so.act({ do: 'cut', from: 3, to: 2 }).write(3).run(5).kill(3);
      so.await(2, stepsDown).act({ do: 'healAll' }).settle();
      writes(so, 1);
      so.run(1500).kill(1).run(5).start(1).settle();
    });
  }, 30_000);

  it('M7: a database kept after a SNAP that never reached the disk', () => {
    exhibit(
      'M7',
      /S(14|19) Node 1 /,
      (so) => {
        so.start(1, 2, 3).settle();
        writes(so, 3);
        so.act({ do: 'partition', node: 1 }).await(1, stepsDown);
        writes(so, 4);
        loseWhen(so, 3, 1, inMode('SNAP'));
        writes(so, 1);
      },
      { settings: { snapshotSizeFactor: -1, commitLogCount: 1 } },
    );
  }, 30_000);

  it('M9: a hole in committedLog spreads', () => {
    exhibit(
      'M9',
      /S19 Node 4 sends node 1/,
      (so) => {
        so.start(1, 2, 3, 4, 5).settle();
        writes(so, 2);
        so.kill(1).run(10);
        writes(so, 2);
        so.kill(4).run(10);
        writes(so, 2);
        so.start(4).settle();
        writes(so, 1);
        so.kill(5).settle();
        expect(so.leader()).toBe(4);
        so.start(1).settle();
      },
      { voters: 5 },
    );
  }, 30_000);

  it('M12: TRUNC leaves a snapshot that holds what it cuts', () => {
    exhibit('M12', /S11 Node 3 is UPTODATE .* that its leader/, (so) => {
      lonelyTxn(so);
      so.start(1);
      so.await(3, (fact) => fact.type === 'barrier' && fact.barrier === 'epoch' && fact.formed);
      so.await(3, (fact) => fact.type === 'durable');
      so.kill(3).run(5).start(2).settle().start(3).settle();
    });
  }, 30_000);

  it('M13: a DIFF from an on-disk log that has a hole', () => {
    exhibit(
      'M13',
      /S19 Node 5 sends node 1/,
      (so) => {
        so.start(1, 2, 3, 4, 5).settle();
        writes(so, 2);
        so.kill(1).run(10);
        writes(so, 2);
        for (const to of [2, 3, 4]) so.act({ do: 'cut', from: 5, to });
        so.write(5).run(10).kill(5).run(1500).act({ do: 'healAll' }).settle();
        writes(so, 2);
        so.start(5).settle();
        writes(so, 6);
        so.kill(4).settle();
        expect(so.leader()).toBe(5);
        so.start(1).settle();
      },
      { voters: 5, settings: { commitLogCount: 3, snapshotSizeFactor: 0 } },
    );
  }, 30_000);

  it('M15: the dead tail of a deposed leader is not cut', () => {
    exhibit('M15', /S1[19] /, (so) => {
      lonelyTxn(so);
      so.kill(3).run(5).start(1, 2).settle();
      writes(so, 1);
      so.start(3).settle();
    });
  }, 30_000);

  it('M16: the counter overflows into the epoch', () => {
    const script = (so: Stage): void => {
      so.start(1, 2, 3).settle();
      for (let i = 0; i < 4; i += 1) so.write(so.leader()).run(3000);
    };
    exhibit('M16', /S17 Node 3 proposes/, script, { settings: { firstCounter: 0xffffffff - 6 } });
  }, 30_000);
});
