// What the checker keeps does not grow with the length of a run, and what it has let go of is judged neither right nor wrong.
import { describe, expect, it } from 'vitest';
import type { TxnBody } from '../data/model.ts';
import { Checker } from './checker.ts';
import { established, shape, txn, zxid, type HandRun } from './hand-run.ts';
import { Model } from './model.ts';
import { PathModel } from './path-model.ts';
import { isPrefix, knotAfter, REMEMBERED, startOfHistory, upTo, type Knot } from './strand.ts';

const LONG = 2 * REMEMBERED;

/** Objects that can be reached from here. */
function reachable(root: object): number {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof Map) waiting.push(...next.keys(), ...next.values());
    else waiting.push(...(next instanceof Set ? next : Object.values(next)));
  }
  return seen.size;
}

function create(path: string): TxnBody {
  return { type: 'create', path, data: '', acl: [], ephemeral: false, parentCVersion: 1 };
}

function committed(count: number): Model {
  const model = new Model(shape);
  let knot = model.start;
  for (let counter = 1; counter <= count; counter += 1) {
    knot = knotAfter(knot, zxid(1, counter));
    model.commitUpTo(knot);
  }
  return model;
}

function push(checker: Checker, run: HandRun): void {
  for (const event of run.events.splice(0)) checker.push(event);
}

describe('a run of any length', () => {
  it('leaves no more behind after twice as many writes, and every server is still judged', () => {
    const checker = new Checker(shape);
    const run = established();
    const sizes: number[] = [];
    for (let counter = 1; counter <= 2 * LONG; counter += 1) {
      const body = create(`/n${counter}`);
      const gone: TxnBody = { type: 'delete', path: `/n${counter - 1}` };
      run.write(txn(1, counter, counter % 2 === 1 ? body : gone));
      if (counter % REMEMBERED === 0)
        for (const sid of [1, 2, 3]) {
          run.disk(sid, { op: 'snapshot', zxid: zxid(1, counter) });
          run.disk(sid, { op: 'purge', retain: 3 });
        }
      push(checker, run);
      if (counter % LONG === 0) sizes.push(reachable(checker));
    }
    expect(checker.docket.red()).toEqual([]);
    expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) * 1.1);
    run.push(3, { type: 'cleared' }).apply(3, txn(1, 2 * LONG));
    push(checker, run);
    expect(checker.docket.red().map(({ id }) => id)).toContain('S2');
  });
});

describe('a history whose older part was let go', () => {
  const model = committed(3 * REMEMBERED);
  const { trunk } = model.start;

  it('is walked again, from the start or from any old place, to the same knots', () => {
    let knot: Knot = model.start;
    for (let counter = 1; counter <= 3 * REMEMBERED; counter += 1)
      knot = knotAfter(knot, zxid(1, counter));
    expect(knot).toBe(model.committed);
    expect(upTo(model.committed, zxid(1, 7)).length).toBe(7);
  });

  it('is a prefix of its continuation and of nothing else', () => {
    const old = upTo(model.committed, zxid(1, 100));
    expect(isPrefix(old, model.committed)).toBe(true);
    expect(isPrefix(model.committed, old)).toBe(false);
    const dead = knotAfter(old, zxid(2, 1));
    expect(isPrefix(dead, model.committed)).toBe(false);
    expect(isPrefix(old, dead)).toBe(true);
    expect(isPrefix(upTo(model.committed, zxid(1, 101)), dead)).toBe(false);
    expect(upTo(dead, zxid(1, 50)).length).toBe(50);
  });

  it('remembers at least so many txns, and no more than twice as many', () => {
    expect(trunk.horizon).toBeLessThanOrEqual(zxid(1, 2 * REMEMBERED));
    expect(trunk.horizon).toBeGreaterThan(zxid(1, REMEMBERED - 1));
  });

  it('belongs to one ensemble alone', () => {
    expect(knotAfter(startOfHistory(), zxid(1, 1)).committed).toBe(false);
  });
});

describe('the paths of which older states were let go', () => {
  function model(): PathModel {
    const paths = new PathModel();
    paths.apply(txn(1, 1, create('/a')));
    for (let counter = 2; counter < 900; counter += 1)
      paths.apply(txn(1, counter, create(`/a/${counter}`)));
    for (let counter = 900; counter < 1798; counter += 1)
      paths.apply(txn(1, counter, { type: 'delete', path: `/a/${counter - 898}` }));
    return paths;
  }

  it('are asked about old states in vain, and give the newer ones', () => {
    const paths = model();
    expect(paths.forget(zxid(1, 1000))).toBe(true);
    expect(paths.at('/a', zxid(1, 999))).toBeUndefined();
    expect(paths.childrenAt('/a', zxid(1, 999))).toBeUndefined();
    expect(paths.at('/a', zxid(1, 1000))?.stat.numChildren).toBe(797);
    expect(paths.childrenAt('/a', zxid(1, 1001))).toHaveLength(796);
    expect(paths.at('/a/2', zxid(1, 1000))).toBeNull();
  });

  it('a watch on a node tells of no change when only its children came and went', () => {
    const paths = model();
    paths.forget(zxid(1, 1000));
    const last = zxid(1, 1797);
    expect(paths.changeBetween('data', '/a', zxid(1, 1), last)).toBeNull();
    expect(paths.changeBetween('child', '/a', zxid(1, 1), last)).not.toBeNull();
  });

  it('a watch set long before still learns that the node has changed', () => {
    const paths = model();
    const body: TxnBody = { type: 'setData', path: '/a', data: 'eA==', version: 1 };
    paths.apply(txn(1, 1798, body));
    paths.forget(zxid(1, 1798));
    expect(paths.changeBetween('data', '/a', zxid(1, 1), zxid(1, 1798))).toBe(zxid(1, 1798));
  });

  it('a node that was made anew has none of the children it had before, and had them before', () => {
    const paths = model();
    paths.apply(txn(1, 1798, { type: 'delete', path: '/a' }));
    paths.apply(txn(1, 1799, create('/a')));
    expect(paths.childrenAt('/a', zxid(1, 1799))).toEqual([]);
    expect(paths.childrenAt('/a', zxid(1, 4))).toHaveLength(3);
  });
});
