import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../data/errors.ts';
import { materialize, noWatches, register, setWatchesBatches, unregister } from './watches.ts';

const { OK, NONODE, NOAUTH, NOWATCHER, CONNECTIONLOSS } = errorCodes;

describe('the watches of a client', () => {
  it('remember a failed exists as a watch for creation, and no other failed read', () => {
    const watches = noWatches();
    register(watches, { kind: 'exists', path: '/a' }, NONODE);
    register(watches, { kind: 'data', path: '/b' }, NONODE);
    register(watches, { kind: 'child', path: '/c' }, NOAUTH);
    register(watches, { kind: 'persistent', path: '/d' }, NONODE);
    expect([watches.exists, watches.data, watches.child, watches.persistent]).toEqual([
      new Set(['/a']),
      new Set(),
      new Set(),
      new Set(['/d']),
    ]);
  });

  it('are told once if they are one-shot, always if they are persistent, and below if recursive', () => {
    const watches = noWatches();
    register(watches, { kind: 'data', path: '/a' }, OK);
    const changed = { type: 'NodeDataChanged', path: '/a' } as const;
    expect([materialize(watches, changed), materialize(watches, changed)]).toEqual([true, false]);
    register(watches, { kind: 'persistentRecursive', path: '/r' }, OK);
    const below = { type: 'NodeDeleted', path: '/r/x/y' } as const;
    expect([materialize(watches, below), materialize(watches, below)]).toEqual([true, true]);
    expect(materialize(watches, { type: 'NodeDeleted', path: '/rx' })).toBe(false);
  });

  it('a persistent watch is found by every kind of removal and removed by Any alone', () => {
    const watches = noWatches();
    register(watches, { kind: 'persistent', path: '/p' }, OK);
    expect(unregister(watches, '/p', 'Data', false, OK)).toEqual({ err: NOWATCHER, removed: [] });
    expect(unregister(watches, '/p', 'Any', false, NOWATCHER).err).toBe(NOWATCHER);
    expect(unregister(watches, '/p', 'Any', true, CONNECTIONLOSS)).toEqual({
      err: OK,
      removed: ['PersistentWatchRemoved'],
    });
    expect(unregister(watches, '/p', 'Any', true, OK).err).toBe(NOWATCHER);
  });

  it('go to the server in batches that are full at 128 thousand characters', () => {
    const watches = noWatches();
    for (let i = 0; i < 300; i += 1)
      register(watches, { kind: 'data', path: `/${i}`.padEnd(1000, 'x') }, OK);
    register(watches, { kind: 'child', path: '/c' }, OK);
    const batches = setWatchesBatches(watches, 5, (path) => path);
    expect(batches.map(({ dataWatches }) => dataWatches.length)).toEqual([132, 132, 36]);
    expect(batches[2]?.childWatches).toEqual(['/c']);
  });
});
