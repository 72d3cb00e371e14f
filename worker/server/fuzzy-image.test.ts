import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeZxid } from '../base/zxid.ts';
import type { Txn, TxnBody } from '../data/model.ts';
import { openAclUnsafe } from '../data/acl.ts';
import { ReplicatedState } from '../data/replicated-state.ts';
import { fuzzyImage } from './fuzzy-image.ts';

const paths = ['/a', '/b', '/a/x', '/a/y', '/b/x', '/a/x/z'];

/** Txns that Prep would have made of random creates, deletes and writes, in a tree that they fit. */
function history(choices: readonly (readonly [number, number])[]): Txn[] {
  const state = ReplicatedState.empty();
  return choices.map(([kind, pick], index) => {
    const path = paths[pick % paths.length] ?? '/a';
    const body = bodyFor(state, path, kind, index);
    const txn: Txn = {
      zxid: makeZxid(1, index + 1),
      sessionId: '0'.repeat(16),
      cxid: index,
      timeMs: 1000 + index,
      body,
    };
    state.apply(txn);
    return txn;
  });
}

function bodyFor(state: ReplicatedState, path: string, kind: number, index: number): TxnBody {
  const { tree } = state;
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const stat = tree.stat(path);
  if (stat === null) {
    const above = tree.get(parent);
    if (above === undefined) return { type: 'error', err: -101 };
    const parentCVersion = above.stat.cversion + 1;
    return { type: 'create', path, data: '', acl: openAclUnsafe, ephemeral: false, parentCVersion };
  }
  if (kind % 3 === 0 && stat.numChildren === 0) return { type: 'delete', path };
  return { type: 'setData', path, data: `QQ${index % 10}=`, version: stat.version + 1 };
}

describe('a fuzzy snapshot', () => {
  it('becomes exact when the log from its zxid on is replayed', () => {
    const choices = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(choices, fc.nat(100), fc.nat(100), (picks, first, second) => {
        const txns = history(picks);
        const begin = first % txns.length;
        const end = begin + (second % (txns.length - begin));
        const exact = ReplicatedState.empty();
        let begun = exact.image();
        let ended = begun;
        txns.forEach((txn, index) => {
          if (index === begin) begun = exact.image();
          exact.apply(txn);
          if (index <= end) ended = exact.image();
        });
        const recovered = ReplicatedState.from(fuzzyImage(begun, ended));
        for (const txn of txns.slice(begin)) recovered.apply(txn);
        expect(recovered.image()).toEqual(exact.image());
        expect(recovered.digest()).toBe(exact.digest());
      }),
      { numRuns: 300 },
    );
  });
});
