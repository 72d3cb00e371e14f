// The kept images must be what a walk would find, whatever happened in between, replays included.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAclUnsafe, readAclUnsafe } from './acl.ts';
import type { Txn, TxnBody } from './model.ts';
import { compareInTree } from './paths.ts';
import { ReplicatedState } from './replicated-state.ts';

const paths = ['/a', '/a!', '/a/b', '/a/b/c', '/a0', '/b', '/b/zookeeper_limits', '/a/b0'];
const quotas = ['/zookeeper/quota/a', '/zookeeper/quota/a/zookeeper_limits'];
const stats = ['/zookeeper/quota/a/zookeeper_stats', '/zookeeper/config'];

const path = fc.constantFrom(...paths, ...paths, ...quotas, ...stats);
const data = fc.constantFrom('', 'QQ==', 'Y291bnQ9MQ==');

/** Txns in any order: some fit, some are what a replay over another state brings. */
const body: fc.Arbitrary<TxnBody> = path.chain((at) =>
  fc.oneof(
    data.map((text): TxnBody => {
      const acl = openAclUnsafe;
      const common = { path: at, data: text, acl, ephemeral: false, parentCVersion: -1 };
      return { type: 'create', ...common };
    }),
    fc.constant<TxnBody>({ type: 'delete', path: at }),
    data.map((text): TxnBody => ({ type: 'setData', path: at, data: text, version: 1 })),
    fc.constant<TxnBody>({ type: 'setACL', path: at, acl: readAclUnsafe, version: 1 }),
  ),
);

function txnsOf(bodies: readonly TxnBody[]): Txn[] {
  return bodies.map((each, at) => {
    const header = { zxid: at + 1, sessionId: '0'.repeat(16), cxid: at, timeMs: at };
    return { ...header, body: each };
  });
}

function apply(state: ReplicatedState, ...bodies: readonly TxnBody[]): void {
  for (const txn of txnsOf(bodies)) state.apply(txn);
}

function create(at: string, text = ''): TxnBody {
  const common = { data: text, acl: openAclUnsafe, ephemeral: false, parentCVersion: -1 };
  return { type: 'create', path: at, ...common };
}

describe('an image', () => {
  test('is that of a walk, however often images were taken before', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 40 }), fc.nat(40), (bodies, replayed) => {
        const txns = txnsOf(bodies);
        const asked = ReplicatedState.empty();
        const walked = ReplicatedState.empty();
        for (const txn of [...txns, ...txns.slice(replayed)]) {
          asked.apply(txn);
          walked.apply(txn);
          asked.image();
        }
        expect(asked.image()).toEqual(walked.image());
      }),
      { numRuns: 1000 },
    );
  });

  test('of a large tree has the pages of a walk after any changes', () => {
    const step = fc.tuple(fc.nat(4), fc.nat(600), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { minLength: 100, maxLength: 400 }), (steps) => {
        const asked = ReplicatedState.empty();
        const walked = ReplicatedState.empty();
        for (const state of [asked, walked])
          apply(
            state,
            create('/d'),
            ...Array.from({ length: 300 }, (_, i) => create(`/d/${2 * i}`)),
          );
        for (const [kind, n, takes] of steps) {
          const at = `/d/${n}`;
          for (const state of [asked, walked])
            apply(state, kind < 2 ? create(at) : { type: 'delete', path: at });
          if (takes) asked.image();
        }
        expect(asked.image()).toEqual(walked.image());
      }),
      { numRuns: 30 },
    );
  });

  test('leaves out what a replayed delete has cut off, even when that is written to', () => {
    const state = ReplicatedState.empty();
    apply(state, create('/a'), create('/a/b'), { type: 'delete', path: '/a' });
    const cutOff = state.image();
    apply(state, { type: 'setData', path: '/a/b', data: 'QQ==', version: 1 });
    expect(state.image()).toEqual(cutOff);
  });

  test('is in the order of paths, parents first, and is not changed by what comes later', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 30 }), (bodies) => {
        const state = ReplicatedState.empty();
        const images = txnsOf(bodies).map((txn) => {
          state.apply(txn);
          const { pages, count } = state.image();
          return { pages, count, copy: JSON.stringify(pages) };
        });
        for (const { pages, count, copy } of images) {
          expect(JSON.stringify(pages)).toBe(copy);
          const nodes = pages.flat();
          expect(nodes).toHaveLength(count);
          expect([...nodes].sort((a, b) => compareInTree(a.path, b.path))).toEqual(nodes);
        }
      }),
    );
  });

  test('shares with the one before all pages in which nothing has changed', () => {
    const state = ReplicatedState.empty();
    apply(state, create('/d'), ...Array.from({ length: 5000 }, (_, i) => create(`/d/${i}`)));
    const before = state.image().pages;
    expect(state.image().pages).toBe(before);
    apply(state, { type: 'setData', path: '/d/2500', data: 'QQ==', version: 1 });
    const { pages } = state.image();
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter((page) => !before.includes(page))).toHaveLength(1);
  });
});
