// What must hold for any history: the state is a function of the txns, and Prep never promises what apply cannot keep.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAclUnsafe } from './acl.ts';
import { encodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { NodeImage, TreeImage } from './image.ts';
import type { CreateMode, MultiOp, Operation } from './model.ts';
import { childPath, parentPath } from './paths.ts';
import { ReplicatedState } from './replicated-state.ts';
import { Solo } from './solo.ts';

const A = '0100000000000001';
const B = '0200000000000002';

const paths = fc.constantFrom('/a', '/a', '/b', '/b', '/a/a', '/a/b', '/b/a', '/a/a/a');
const datas = fc.constantFrom(null, '', encodeText('x'), encodeText('hello'));
const versions = fc.constantFrom(-1, -1, -1, 0, 1);
const modes = fc.constantFrom<CreateMode>(
  ...(['PERSISTENT', 'PERSISTENT', 'PERSISTENT_SEQUENTIAL', 'EPHEMERAL'] as const),
  ...(['EPHEMERAL_SEQUENTIAL', 'CONTAINER', 'PERSISTENT_WITH_TTL'] as const),
);
const acl = fc.constantFrom(openAclUnsafe, [{ scheme: 'world', id: 'anyone', perms: 31 - 8 }]);

const create: fc.Arbitrary<MultiOp> = fc
  .record({ path: paths, data: datas, acl, mode: modes })
  .map((op) => {
    const ttl = op.mode === 'PERSISTENT_WITH_TTL' ? { ttl: 5 } : {};
    return { type: 'create', ...op, ...ttl };
  });
const multiOp: fc.Arbitrary<MultiOp> = fc.oneof(
  { weight: 4, arbitrary: create },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('delete'), path: paths, version: versions }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ type: fc.constant('setData'), path: paths, data: datas, version: versions },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('check'), path: paths, version: versions }),
  },
);
const quotaOp: fc.Arbitrary<Operation> = fc
  .constantFrom('', '/a', '/a/zookeeper_limits', '/a/zookeeper_stats')
  .map((node) => ({
    ...{ type: 'create', path: `/zookeeper/quota${node}`, acl: openAclUnsafe },
    ...{ data: encodeText('count=3,bytes=100'), mode: 'PERSISTENT' },
  }));
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 20, arbitrary: multiOp },
  {
    weight: 4,
    arbitrary: fc
      .array(multiOp, { maxLength: 4 })
      .map((ops): Operation => ({ type: 'multi', ops })),
  },
  { weight: 2, arbitrary: quotaOp },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('setACL'), path: paths, acl, version: versions }),
  },
  { weight: 1, arbitrary: paths.map((path): Operation => ({ type: 'deleteContainer', path })) },
  { weight: 1, arbitrary: fc.constant<Operation>({ type: 'closeSession' }) },
  { weight: 2, arbitrary: fc.constant<Operation>({ type: 'createSession', timeoutMs: 30_000 }) },
);
const long = { minLength: 20, maxLength: 60 } as const;
/** Requests of two sessions, and after each how many of the writes in flight are applied. */
const history = fc.array(
  fc.record({ session: fc.constantFrom(A, B), op: operation, deliver: fc.nat({ max: 3 }) }),
  long,
);
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

function play(requests: History): Solo {
  const solo = new Solo();
  for (const session of [A, B]) solo.open(session);
  for (const { session, op, deliver } of requests) {
    solo.submit(session, op);
    for (const applied of solo.deliver(deliver)) expect(applied.err).toBeLessThanOrEqual(0);
  }
  return solo;
}

/** The image of a tree that goes on changing: a node's children are listed when it is visited, as ZooKeeper does it. */
function dumpWhile(log: Solo['log'], named: number, paces: readonly number[]): TreeImage {
  const state = ReplicatedState.empty();
  for (const txn of log.slice(0, named)) state.apply(txn);
  const ahead = log.slice(named);
  const { sessions } = state.image();
  const nodes: NodeImage[] = [];
  const visit = (path: string): void => {
    for (const txn of ahead.splice(0, paces[nodes.length % (paces.length || 1)] ?? 1))
      state.apply(txn);
    const node = state.tree.get(path);
    if (node === undefined) return;
    nodes.push({ path, data: node.data, acl: node.acl.acl, ...node.stat });
    for (const name of [...(node.children ?? [])].sort()) visit(childPath(path, name));
  };
  visit('/');
  return { sessions, pages: [nodes], count: nodes.length };
}

/** Without the numbers of quota statistics: a replay over a newer tree counts twice, here as in ZooKeeper, until the next load. */
function uncounted({ sessions, pages, count }: TreeImage): TreeImage {
  const isStats = (path: string): boolean => path.endsWith('/zookeeper_stats');
  const nodes = pages.flat();
  return {
    sessions,
    pages: [nodes.map((node) => (isStats(node.path) ? { ...node, data: null } : node))],
    count,
  };
}

function errorOf(txn: Solo['log'][number]): number {
  if (txn.body.type === 'error') return txn.body.err;
  if (txn.body.type !== 'multi') return 0;
  const error = txn.body.txns.find((one) => one.type === 'error');
  return error?.type === 'error' ? error.err : 0;
}

describe('the replicated state', () => {
  test('does what Prep promised: a prepared txn applies with OK, an error txn with its code', () => {
    fc.assert(
      fc.property(history, (requests) => {
        const solo = new Solo();
        for (const session of [A, B]) solo.open(session);
        const promised: number[] = [];
        const kept: number[] = [];
        for (const { session, op, deliver } of requests) {
          promised.push(errorOf(solo.submit(session, op)));
          kept.push(...solo.deliver(deliver).map((applied) => applied.err));
        }
        kept.push(...solo.deliver().map((applied) => applied.err));
        // The first error of a failed multi may be behind operations that were taken back, which count as OK.
        expect(kept).toEqual(promised);
      }),
      { numRuns: 300 },
    );
  });

  test('has the same digest and the same image after a replay of the log', () => {
    fc.assert(
      fc.property(history, (requests) => {
        const solo = play(requests);
        solo.deliver();
        const again = ReplicatedState.empty();
        for (const txn of solo.log) again.apply(txn);
        expect(again.digest()).toBe(solo.state.digest());
        expect(again.image()).toEqual(solo.state.image());
      }),
      { numRuns: 150 },
    );
  });

  test('comes back whole from its image, at any point of a history', () => {
    fc.assert(
      fc.property(history, (requests) => {
        const { state } = play(requests);
        const image = JSON.parse(JSON.stringify(state.image())) as ReturnType<typeof state.image>;
        const exact = ReplicatedState.from(image, true);
        expect(exact.image()).toEqual(state.image());
        expect(exact.tree.approximateDataSize).toBe(state.tree.approximateDataSize);
        const loaded = ReplicatedState.from(image);
        expect(uncounted(loaded.image())).toEqual(uncounted(state.image()));
        for (const back of [exact, loaded]) {
          expect(back.digest()).toBe(state.digest());
          expect(back.tree.nodeCount).toBe(state.tree.nodeCount);
          expect(back.tree.ephemeralCount).toBe(state.tree.ephemeralCount);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('ends the same when a fuzzy snapshot is brought up to date by replaying txns it already holds', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (requests, first, second) => {
        const solo = play(requests);
        solo.deliver();
        const size = solo.log.length;
        const [named, taken] = [first % (size + 1), second % (size + 1)].sort((a, b) => a - b);
        const ahead = ReplicatedState.empty();
        for (const txn of solo.log.slice(0, taken)) ahead.apply(txn);
        const recovered = ReplicatedState.from(ahead.image());
        for (const txn of solo.log.slice(named)) recovered.apply(txn);
        expect(recovered.digest()).toBe(solo.state.digest());
        expect(recovered.sessions).toEqual(solo.state.sessions);
      }),
      { numRuns: 300 },
    );
  });

  test('ends the same when txns were applied in the middle of the dump of the snapshot', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.array(fc.nat({ max: 3 })), (requests, start, paces) => {
        const solo = play(requests);
        solo.deliver();
        const named = start % (solo.log.length + 1);
        const recovered = ReplicatedState.from(dumpWhile(solo.log, named, paces));
        for (const txn of solo.log.slice(named)) recovered.apply(txn);
        expect(uncounted(recovered.image())).toEqual(uncounted(solo.state.image()));
        expect(recovered.digest()).toBe(solo.state.digest());
      }),
      { numRuns: 300 },
    );
  });

  test('lets a create that is replayed over its own result raise the counter of an older parent', () => {
    const solo = new Solo();
    solo.open(A);
    for (const path of ['/p', '/p/c'])
      solo.do(A, { type: 'create', path, data: null, acl: openAclUnsafe, mode: 'PERSISTENT' });
    // A dump that visited the parent before the create and the child after it.
    const { pages, ...rest } = solo.state.image();
    const image = {
      ...rest,
      pages: [pages.flat().map((node) => (node.path === '/p' ? { ...node, cversion: 0 } : node))],
    };
    const recovered = ReplicatedState.from(image);
    const txn = solo.log.at(-1);
    if (txn !== undefined) expect(recovered.apply(txn).err).toBe(errorCodes.NODEEXISTS);
    expect(recovered.digest()).toBe(solo.state.digest());
  });

  test('differs in its digest as soon as anything replicated differs', () => {
    const base = (): Solo => {
      const solo = new Solo();
      solo.open(A);
      const data = encodeText('x');
      solo.do(A, { type: 'create', path: '/a', data, acl: openAclUnsafe, mode: 'PERSISTENT' });
      return solo;
    };
    const digests = [
      base(),
      ...(
        [
          { type: 'setData', path: '/a', data: encodeText('x'), version: -1 },
          {
            type: 'setACL',
            path: '/a',
            acl: [{ scheme: 'world', id: 'anyone', perms: 1 }],
            version: -1,
          },
          { type: 'createSession', timeoutMs: 4000 },
          { type: 'delete', path: '/a', version: -1 },
        ] satisfies Operation[]
      ).map((op) => {
        const solo = base();
        solo.do(A, op);
        return solo;
      }),
    ].map((solo) => solo.state.digest());
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('stat', () => {
  test('agrees with a model that counts what happened to each node', () => {
    fc.assert(
      fc.property(fc.array(multiOp, long), (ops) => {
        const solo = new Solo();
        solo.open(A);
        const model = new Map<string, { creates: number; deletes: number; sets: number }>();
        model.set('/', { creates: 0, deletes: 0, sets: 0 });
        for (const op of ops) {
          const { err, body } = solo.do(A, op);
          if (err !== 0) continue;
          const path = body?.type === 'create' ? body.path : op.path;
          const parent = model.get(parentPath(path) ?? '');
          const own = model.get(path);
          if (op.type === 'create') {
            model.set(path, { creates: 0, deletes: 0, sets: 0 });
            if (parent !== undefined) parent.creates += 1;
          } else if (op.type === 'delete') {
            model.delete(path);
            if (parent !== undefined) parent.deletes += 1;
          } else if (op.type === 'setData' && own !== undefined) own.sets += 1;
        }
        for (const [path, { creates, deletes, sets }] of model) {
          const stat = solo.state.tree.stat(path);
          // The root was given /zookeeper without a create being counted.
          const given = path === '/' ? 1 : 0;
          expect(stat?.cversion).toBe(creates + deletes - given);
          expect(stat?.numChildren).toBe(creates - deletes + given);
          expect(stat?.version).toBe(sets);
        }
        expect(solo.state.tree.nodeCount).toBe(model.size + 4);
      }),
    );
  });
});
