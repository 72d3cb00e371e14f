// The decision table of zab.md 5.2 and the walk of 5.3, with every worked case.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeZxid, shortZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { decideSync, servableLog } from './sync.ts';
import type { SyncBasis, SyncDecision } from './sync.ts';

/** `1.3` is epoch 1, counter 3. */
function z(text: string): Zxid {
  const [epoch, counter] = text.split('.').map(Number);
  return makeZxid(epoch ?? 0, counter ?? 0);
}

function txns(text: string): Txn[] {
  return text.split(' ').filter(Boolean).map(txn);
}

function txn(text: string): Txn {
  return { zxid: z(text), sessionId: '0', cxid: 0, timeMs: 0, body: { type: 'error', err: -101 } };
}

function basis(committedLog: string, more: Partial<SyncBasis> = {}): SyncBasis {
  const log = txns(committedLog);
  const last = log.at(-1)?.zxid ?? 0;
  return {
    lastProcessed: last,
    committedLog: log,
    minCommitted: log[0]?.zxid ?? more.lastProcessed ?? 0,
    maxCommitted: log.at(-1)?.zxid ?? more.lastProcessed ?? 0,
    unapplied: [],
    log: null,
    logLimit: 0,
    ...more,
  };
}

const none = { snapAlways: false, diffAlways: false };

/** `DIFF 2.2 [2.1 2.2] row 3 live 2.2`. */
function shown({ mode, zxid, txns: sent, row, liveFrom }: SyncDecision): string {
  const list = sent.map((each) => shortZxid(each.zxid)).join(' ');
  return `${mode} ${shortZxid(zxid)} [${list}] row ${row} live ${shortZxid(liveFrom)}`;
}

const decide = (peer: string, so: SyncBasis) => shown(decideSync(z(peer), so, none));

describe('the decision table', () => {
  const window = basis('1.3 1.4 1.5 2.1 2.2');

  test.each([
    ['2.2', 'DIFF 2.2 [] row 1 live 2.2'],
    ['1.5', 'DIFF 2.2 [2.1 2.2] row 3 live 2.2'],
    ['1.3', 'DIFF 2.2 [1.4 1.5 2.1 2.2] row 3 live 2.2'],
    ['2.3', 'TRUNC 2.2 [] row 2 live 2.2'],
    ['3.1', 'TRUNC 2.2 [] row 2 live 2.2'],
    ['2.0', 'DIFF 2.2 [2.1 2.2] row 3 live 2.2'],
    ['3.0', 'SNAP 2.2 [] row 5 live 2.2'],
    ['0.0', 'SNAP 2.2 [] row 5 live 2.2'],
  ])('a learner at %s gets %s', (peer, expected) => {
    expect(decide(peer, window)).toBe(expected);
  });

  test.each([
    ['2.3', 'DIFF 2.3 [] row 2 live 2.3'],
    ['2.4', 'DIFF 2.4 [] row 2 live 2.4'],
    ['2.5', 'TRUNC 2.4 [] row 2 live 2.4'],
    ['2.2', 'DIFF 2.2 [] row 1 live 2.2'],
    ['1.5', 'DIFF 2.2 [2.1 2.2] row 3 live 2.2'],
    ['3.0', 'SNAP 2.2 [] row 5 live 2.2'],
  ])('with 2.3 and 2.4 committed and not applied, a learner at %s gets %s', (peer, expected) => {
    expect(decide(peer, { ...window, unapplied: [z('2.3'), z('2.4')] })).toBe(expected);
  });

  test('a dead tail is cut back to what is applied, whatever of a later epoch is committed', () => {
    const so = { ...basis('1.4 1.5', { lastProcessed: z('3.0') }), unapplied: [z('3.1')] };
    expect(decide('2.7', so)).toBe('TRUNC 1.5 [] row 2 live 1.5');
  });

  test('a dead tail in front of a later epoch is never cut: SNAP, live from where it was', () => {
    expect(decide('1.7', window)).toBe('SNAP 2.2 [] row 6 live 1.7');
    expect(decide('2.7', basis('2.1 2.2 3.1'))).toBe('SNAP 3.1 [] row 6 live 2.7');
  });

  test('a dead tail behind everything is cut, whatever its epoch', () => {
    expect(decide('1.7', basis('1.3 1.4 1.5'))).toBe('TRUNC 1.5 [] row 2 live 1.5');
  });

  test('a dead tail inside an epoch that went on is cut to the newest common txn', () => {
    // The leader lacks 1.4: its 1.3 is followed by 1.5 only in a world with a hole, yet the walk must cut there.
    expect(decide('1.4', basis('1.3 1.5'))).toBe('TRUNC 1.3 [1.5] row 3 live 1.5');
  });

  test('an established leader without txns of its own is at its epoch, and the learner before it', () => {
    const fresh = basis('1.3 1.4', { lastProcessed: z('2.0') });
    expect(decide('1.4', fresh)).toBe('DIFF 1.4 [] row 3 live 1.4');
    expect(decide('2.0', fresh)).toBe('DIFF 2.0 [] row 1 live 2.0');
    expect(decide('1.9', fresh)).toBe('TRUNC 1.4 [] row 2 live 1.4');
  });

  test('an empty committedLog counts as one that begins and ends at the leader', () => {
    const empty = basis('', { lastProcessed: z('2.0') });
    expect(decide('1.4', empty)).toBe('SNAP 2.0 [] row 5 live 2.0');
    expect(decide('2.3', empty)).toBe('TRUNC 2.0 [] row 2 live 2.0');
  });

  test('two empty servers need nothing', () => {
    expect(decide('0.0', basis(''))).toBe('DIFF 0.0 [] row 1 live 0.0');
  });
});

describe('row 4: the log on disk', () => {
  const disk = (log: string, logLimit = 0) => basis('1.6 1.7 1.8', { log: txns(log), logLimit });

  test('bridges the gap to committedLog', () => {
    expect(decide('1.3', disk('1.2 1.3 1.4 1.5 1.6 1.7 1.8'))).toBe(
      'DIFF 1.8 [1.4 1.5 1.6 1.7 1.8] row 4 live 1.8',
    );
  });

  test('cuts a dead tail on the way', () => {
    const log = basis('2.2 2.3', { log: txns('1.1 1.2 1.3 2.1 2.2 2.3') });
    expect(decide('1.9', log)).toBe('SNAP 2.3 [] row 5 live 2.3');
    const holed = basis('1.6 1.7', { log: txns('1.1 1.2 1.4 1.5 1.6 1.7') });
    expect(decide('1.3', holed)).toBe('TRUNC 1.2 [1.4 1.5 1.6 1.7] row 4 live 1.7');
  });

  test('is of no use if it begins behind the learner, or ends before committedLog', () => {
    expect(decide('1.3', disk('1.4 1.5 1.6 1.7 1.8'))).toBe('SNAP 1.8 [] row 5 live 1.8');
    expect(decide('1.3', disk('1.2 1.3 1.4'))).toBe('SNAP 1.8 [] row 5 live 1.8');
    expect(decide('0.0', disk('1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8'))).toBe(
      'SNAP 1.8 [] row 5 live 1.8',
    );
  });

  test('is not used where it would be longer than the limit', () => {
    const log = '1.2 1.3 1.4 1.5 1.6 1.7 1.8';
    expect(decide('1.3', disk(log, 5))).toBe('SNAP 1.8 [] row 5 live 1.8');
    expect(decide('1.3', disk(log, 6))).toBe('DIFF 1.8 [1.4 1.5 1.6 1.7 1.8] row 4 live 1.8');
  });
});

describe('switches', () => {
  test('variant B1 always sends a SNAP', () => {
    const decision = decideSync(z('1.4'), basis('1.3 1.4'), { ...none, snapAlways: true });
    expect(shown(decision)).toBe('SNAP 1.4 [] row 0 live 1.4');
  });

  test('bug M15 leaves the dead tail in place', () => {
    const decision = decideSync(z('1.6'), basis('1.1 1.2 2.1'), { ...none, diffAlways: true });
    expect(shown(decision)).toBe('DIFF 2.1 [2.1] row 3 live 2.1');
  });
});

describe('the servable log', () => {
  const served = (log: string, ...snapshots: string[]) =>
    servableLog(
      txns(log),
      snapshots.map((name) => ({ zxid: z(name) })),
    )
      .map(({ zxid }) => shortZxid(zxid))
      .join(' ');

  test('is the whole log where there is no hole', () => {
    expect(served('1.1 1.2 1.3 2.1', '0.0', '1.2', '2.1')).toBe('1.1 1.2 1.3 2.1');
  });

  test('begins behind a step that is no successor', () => {
    expect(served('1.1 1.2 1.9 2.1')).toBe('1.9 2.1');
  });

  test('begins behind a hole that ends at an epoch, which only a snapshot shows', () => {
    expect(served('1.1 1.2 2.1', '1.9')).toBe('2.1');
    expect(served('1.1 1.2', '1.9')).toBe('');
  });
});

describe('whatever the leader decides', () => {
  // A history is a list of epochs, each with a number of txns; two servers share a prefix of it.
  const history = fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
    .map((counts) =>
      counts.flatMap((count, epoch) =>
        Array.from({ length: count }, (_, i) => txn(`${epoch + 1}.${i + 1}`)),
      ),
    );

  test('a learner that holds a prefix of the history ends with the whole of it', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (all, cut, window) => {
        const prefix = all.slice(0, cut % (all.length + 1));
        const committedLog = all.slice(-(1 + (window % 5)));
        const last = all.at(-1)?.zxid ?? 0;
        const decision = decideSync(
          prefix.at(-1)?.zxid ?? 0,
          {
            lastProcessed: last,
            committedLog,
            minCommitted: committedLog[0]?.zxid ?? last,
            maxCommitted: last,
            log: all,
            unapplied: [],
            logLimit: 0,
          },
          none,
        );
        if (decision.mode === 'SNAP') return;
        const kept = prefix.filter(({ zxid }) => decision.mode === 'DIFF' || zxid <= decision.zxid);
        const after = [...kept, ...decision.txns].map(({ zxid }) => shortZxid(zxid));
        expect(after).toEqual(all.map(({ zxid }) => shortZxid(zxid)));
        expect(decision.liveFrom).toBe(last);
      }),
    );
  });
});
