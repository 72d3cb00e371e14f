// The historical bugs of zab.md 11.2, each played twice by the same script: with the bug the oracle must object, without it
// nothing may be wrong. Most of them need one ill-timed fault, which random faults hardly ever hit.
import { describe, expect, test } from 'vitest';
import type { ServerId } from '../base/units.ts';
import type { Switch } from './bugs.ts';
import type { ProtocolFact } from './facts.ts';
import { Cluster } from './testing/cluster.ts';
import type { ClusterOptions } from './testing/cluster.ts';
import { epochsInOrder } from './testing/oracle.ts';

type Script = (so: Cluster) => void;

const steady: ClusterOptions = {
  latency: [1000, 1000],
  sync: [2000, 2000],
  settings: { snapCount: 1000, commitLogCount: 100, snapshotDumpMs: 1 },
};

function play(script: Script, options: ClusterOptions, switches: readonly Switch[]): Cluster {
  const so = new Cluster({
    ...steady,
    ...options,
    settings: { ...steady.settings, ...options.settings },
    switches: [...(options.switches ?? []), ...switches],
  });
  script(so);
  return so;
}

/** With the bug something like `expected` is found; without it nothing. */
function exhibit(
  bug: Switch,
  expected: RegExp,
  script: Script,
  options: ClusterOptions = {},
): void {
  const broken = play(script, options, [bug]).oracle.violations.map(({ what }) => what);
  expect(broken.join('\n')).toMatch(expected);
  expect(play(script, options, []).oracle.violations).toEqual([]);
}

function writes(so: Cluster, count: number): void {
  const leader = so.leader()?.sid ?? 0;
  for (let i = 0; i < count; i += 1) so.write(leader);
  so.run(50);
}

function decided(sid: ServerId): (fact: ProtocolFact) => boolean {
  return (fact) => fact.type === 'syncDecided' && fact.sid === sid;
}

const isCommitted = (fact: ProtocolFact) => fact.type === 'committed';
const acked = (fact: ProtocolFact) => fact.type === 'newLeaderAcked';
const inMode = (mode: string) => (fact: ProtocolFact) =>
  fact.type === 'syncMode' && fact.mode === mode;

const stepsDown = (fact: ProtocolFact) => fact.type === 'stepDown';

/** What is held on its way to the learner is lost with the connection that it gives up; then everything heals. */
function giveUp(so: Cluster, learner: ServerId): void {
  so.await(learner, stepsDown, 20_000);
  so.world.healAll();
  so.settle();
}

/** Server 3 leads; it logs one more txn alone and loses its followers 1 and 2, who are killed. */
function lonelyTxn(so: Cluster): void {
  so.startAll().settle();
  writes(so, 5);
  so.kill(1, 2);
  so.write(3);
  so.await(3, stepsDown);
  so.run(20);
}

describe('the museum', () => {
  test('M1, ZOOKEEPER-2355: a position taken from the DIFF header', () => {
    exhibit('M1', /holds 1\.7 instead of 1\.6/, (so) => {
      so.startAll().settle();
      writes(so, 5);
      so.world.isolate(1, so.sids);
      so.await(1, stepsDown);
      writes(so, 1);
      so.cutWhen(1, inMode('DIFF'), 3, 1);
      so.world.healAll();
      giveUp(so, 1);
      writes(so, 1);
    });
  }, 20_000);

  test('M2, ZOOKEEPER-3911: NEWLEADER acknowledged before the DIFF history is logged', () => {
    exhibit('M2', /1\.6 committed, durable on 3 only/, (so) => {
      lonelyTxn(so);
      so.start(1, 2).settle();
    });
  }, 20_000);

  test('M3, ZOOKEEPER-4646: the history is logged, but asynchronously', () => {
    exhibit('M3', /ACK of NEWLEADER before 1\.6 is durable/, (so) => {
      lonelyTxn(so);
      so.start(1, 2).settle();
    });
  }, 20_000);

  test('M4, ZOOKEEPER-4643: currentEpoch written before the history, and a crash between', () => {
    exhibit('M4', /leads epoch \d without 1\.6/, (so) => {
      so.startAll().settle();
      writes(so, 5);
      so.world.isolate(2, so.sids);
      so.await(2, stepsDown);
      writes(so, 1);
      so.kill(1);
      so.world.healAll();
      const disk = so.world.disk(2);
      const before = disk.durable.currentEpoch ?? 0;
      so.runUntil(() => (disk.durable.currentEpoch ?? 0) > before, 20_000, 0.1);
      so.kill(2, 3);
      so.start(1, 2).settle();
    });
  }, 20_000);

  test('M5, ZOOKEEPER-2845: a database kept across LOOKING without catching up with the log', () => {
    exhibit('M5', /leads epoch 2 without 1\.6/, (so) => {
      so.start(1, 2).settle();
      so.start(3).settle();
      writes(so, 5);
      so.kill(3);
      so.cutWhen(2, isCommitted, 2, 1);
      so.write(2);
      so.await(2, isCommitted);
      so.kill(2);
      so.start(3);
      giveUp(so, 1);
    });
  }, 20_000);

  test('M6, ZOOKEEPER-4712: the old sync processor outlives its role', () => {
    exhibit('M6', /holds 1\.7 instead of 2\.1/, (so) => {
      so.startAll().settle();
      writes(so, 5);
      so.world.disk(1).slow = 100;
      so.write(3);
      so.run(8);
      so.world.cut(3, 2);
      so.write(3);
      so.run(5);
      so.kill(3);
      giveUp(so, 2);
      writes(so, 1);
      so.run(1000);
      so.kill(1).start(1).settle();
    });
  }, 20_000);

  test('M7, ZOOKEEPER-3642: a database kept after a SNAP that never reached the disk', () => {
    const forced: ClusterOptions = { settings: { snapshotSizeFactor: -1, commitLogCount: 1 } };
    exhibit(
      'M7',
      /holds 1\.10 instead of 1\.6/,
      (so) => {
        so.startAll().settle();
        writes(so, 5);
        so.world.isolate(1, so.sids);
        so.await(1, stepsDown);
        writes(so, 4);
        so.cutWhen(1, inMode('SNAP'), 3, 1);
        so.world.healAll();
        giveUp(so, 1);
        writes(so, 1);
        so.kill(1).start(1).settle();
      },
      forced,
    );
  }, 20_000);

  test('M8, ZOOKEEPER-3104: NEWLEADER queued before the snapshot image', () => {
    exhibit(
      'M8',
      /\/x is v1 not v2/,
      (so) => {
        so.start(2, 3).settle();
        so.start(1);
        so.await(3, decided(1));
        so.write(3);
        so.run(25);
        so.write(3);
        so.await(1, acked);
        so.kill(1).start(1).settle();
      },
      { settings: { snapshotDumpMs: 40 } },
    );
  }, 20_000);

  test('M9, ZOOKEEPER-4925: a hole in committedLog spreads', () => {
    exhibit(
      'M9',
      /holds 2\.1 instead of 1\.9/,
      (so) => {
        so.startAll().settle();
        writes(so, 3);
        so.kill(1);
        writes(so, 5);
        so.kill(4);
        writes(so, 4);
        so.kill(5);
        so.start(4).settle();
        expect(so.leader()?.sid).toBe(3);
        writes(so, 1);
        so.kill(3);
        so.start(5).settle();
        expect(so.leader()?.sid).toBe(4);
        so.start(1).settle();
      },
      { voters: 5 },
    );
  }, 20_000);

  test('M10, ZOOKEEPER-4394: a COMMIT behind NEWLEADER finds no proposal', () => {
    exhibit('M10', /COMMIT 0x100000006 without a proposal/, (so) => {
      so.start(2, 3).settle();
      writes(so, 5);
      so.world.disk(2).slow = 2;
      so.world.disk(3).slow = 2;
      so.start(1);
      so.await(1, (fact) => fact.type === 'state' && fact.zabState === 'SYNCHRONIZATION');
      so.write(3);
      so.settle();
      so.run(500);
    });
  }, 20_000);

  test('M11, ZOOKEEPER-4685: the ACK of a proposal overtakes the ACK of NEWLEADER', () => {
    const script: Script = (so) => {
      lonelyTxn(so);
      so.start(1);
      so.run(5000);
    };
    const reasons = (so: Cluster) => so.told('stepDown', 3).map(({ why }) => why);
    const broken = play(script, {}, ['M11']);
    expect(broken.oracle.violations.some(({ what }) => what.includes('foreign zxid'))).toBe(true);
    expect(reasons(broken)).toEqual(['noQuorum', 'epochTimeout']);
    const sound = play(script, {}, []);
    expect(sound.oracle.violations).toEqual([]);
    expect(reasons(sound)).toEqual(['noQuorum']);
  }, 20_000);

  test('M12, ZOOKEEPER-1549: TRUNC leaves a snapshot that holds what it cuts', () => {
    exhibit('M12', /holds 1\.6 instead of -/, (so) => {
      lonelyTxn(so);
      so.start(1);
      so.await(3, (fact) => fact.type === 'barrier' && fact.barrier === 'epoch' && fact.formed);
      so.runUntil(() => so.world.disk(3).durable.acceptedEpoch === 2, 1000, 0.1);
      so.kill(3);
      so.start(2).settle();
      so.start(3).settle();
    });
  }, 20_000);

  test('M13, ZOOKEEPER-2846: a DIFF from an on-disk log that has a hole', () => {
    exhibit(
      'M13',
      /holds 1\.6 instead of 2\.1/,
      (so) => {
        so.startAll().settle();
        writes(so, 3);
        so.kill(1);
        writes(so, 2);
        for (const sid of [2, 3, 4]) so.world.cut(5, sid);
        so.write(5);
        so.run(10);
        so.kill(5).run(1500);
        so.world.healAll();
        so.settle();
        writes(so, 2);
        so.start(5).settle();
        writes(so, 6);
        so.kill(4).settle();
        expect(so.leader()?.sid).toBe(5);
        so.start(1).settle();
      },
      { voters: 5, settings: { commitLogCount: 3, snapshotSizeFactor: 0 } },
    );
  }, 20_000);

  test('M15, ZOOKEEPER-1154: the dead tail of a deposed leader is not cut', () => {
    exhibit('M15', /holds 1\.6 instead of 2\.1/, (so) => {
      lonelyTxn(so);
      so.kill(3);
      so.start(1, 2).settle();
      writes(so, 1);
      so.start(3).settle();
    });
  }, 20_000);

  test('M16, ZOOKEEPER-1277: the counter overflows into the epoch', () => {
    const script: Script = (so) => {
      so.startAll().settle();
      writes(so, 3);
    };
    const options = { settings: { firstCounter: 0xfffffffd } };
    expect(epochsInOrder(play(script, options, ['M16']).world.disk(1).durable)).toBe(false);
    expect(epochsInOrder(play(script, options, []).world.disk(1).durable)).toBe(true);
  }, 20_000);
});
