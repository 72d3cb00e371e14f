import { expect, test } from 'vitest';
import { emptyDisk } from '../zab/disk.ts';
import { DiskMirror, type MirrorState } from './disk-mirror.ts';

/** Epochs 1 to 5 written one by one; synced are those of `syncs`: mark and due time. */
function mirrorWith(...syncs: readonly (readonly [number, number])[]): DiskMirror {
  const mirror = new DiskMirror({ synced: emptyDisk, written: [], syncs: [], durable: 0 });
  for (let mark = 1; mark <= 5; mark += 1) {
    mirror.note({ kind: 'write', mark, op: { op: 'epoch', file: 'acceptedEpoch', value: mark } });
    for (const [synced, due] of syncs)
      if (synced === mark) mirror.note({ kind: 'sync', mark, due, failed: false });
  }
  return mirror;
}

test('a crash keeps exactly what was durable by its time', () => {
  for (const [at, kept] of [
    [9, 0],
    [10, 2],
    [19, 2],
    [20, 4],
    [99, 4],
  ] as const) {
    const mirror = mirrorWith([2, 10], [4, 20]);
    expect(mirror.crash(at, null)).toBe(kept);
    expect(mirror.image().acceptedEpoch).toBe(kept === 0 ? null : kept);
    expect(mirror.writtenImage()).toEqual(mirror.image());
  }
});

test('a crash that keeps a prefix keeps between all that was durable and all that was written', () => {
  const seen = new Set<number>();
  for (let seed = 0; seed < 200; seed += 1) {
    const mirror = mirrorWith([2, 10]);
    const kept = mirror.crash(15, [seed, 'prefix']);
    seen.add(kept);
    expect(mirror.image().acceptedEpoch).toBe(kept);
    expect(mirrorWith([2, 10]).crash(15, [seed, 'prefix'])).toBe(kept);
  }
  expect([...seen].sort()).toEqual([2, 3, 4, 5]);
});

test('a failed sync makes nothing durable, a later good one all before it', () => {
  const mirror = mirrorWith();
  mirror.note({ kind: 'sync', mark: 5, due: 10, failed: true });
  mirror.settle(50);
  expect(mirror.image().acceptedEpoch).toBeNull();
  mirror.note({ kind: 'sync', mark: 5, due: 60, failed: false });
  mirror.settle(60);
  expect(mirror.image().acceptedEpoch).toBe(5);
});

test('marks start anew after a crash, and a captured mirror goes on as the one it was', () => {
  const mirror = mirrorWith([2, 10], [4, 20]);
  mirror.settle(10);
  const copy = new DiskMirror(JSON.parse(JSON.stringify(mirror.capture())) as MirrorState);
  expect(copy.writtenImage()).toEqual(mirror.writtenImage());
  expect(copy.crash(20, null)).toBe(4);
  copy.note({ kind: 'write', mark: 1, op: { op: 'epoch', file: 'currentEpoch', value: 9 } });
  copy.note({ kind: 'sync', mark: 1, due: 30, failed: false });
  expect(copy.crash(30, null)).toBe(1);
  expect(copy.image()).toMatchObject({ acceptedEpoch: 4, currentEpoch: 9 });
});
