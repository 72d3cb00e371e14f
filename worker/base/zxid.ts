// A zxid is one safe integer: epoch * 2^32 + counter, never touched by a 32-bit operator
// (determinism.md 6). Source: zab.md section 2, ZxidUtils.java.
import { assert } from './assert.ts';

export type Zxid = number;

const EPOCH_UNIT = 2 ** 32;
/** The largest counter of an epoch; a leader re-elects instead of assigning it (ZOOKEEPER-1277). */
export const COUNTER_MAX = 0xffffffff;
/** Epochs stay below 2^21, so that every zxid is a safe integer. */
export const EPOCH_MAX = 2 ** 21 - 1;

export function makeZxid(epoch: number, counter: number): Zxid {
  assert(
    Number.isInteger(epoch) && epoch >= 0 && epoch <= EPOCH_MAX,
    `Epoch ${epoch} is out of range`,
  );
  assert(
    Number.isInteger(counter) && counter >= 0 && counter <= COUNTER_MAX,
    `Counter ${counter} is out of range`,
  );
  return epoch * EPOCH_UNIT + counter;
}

export function epochOf(zxid: Zxid): number {
  return Math.floor(zxid / EPOCH_UNIT);
}

export function counterOf(zxid: Zxid): number {
  return zxid - Math.floor(zxid / EPOCH_UNIT) * EPOCH_UNIT;
}

/** As ZooKeeper prints it: `0x100000001`; -1 is `0xffffffffffffffff`. */
export function formatZxid(zxid: Zxid): string {
  return zxid < 0 ? '0xffffffffffffffff' : `0x${zxid.toString(16)}`;
}

/** As the page shows it to learners: `1.1`. */
export function shortZxid(zxid: Zxid): string {
  return zxid < 0 ? '-1' : `${epochOf(zxid)}.${counterOf(zxid)}`;
}

/** Whether `next` may directly follow `previous` in a history: +1 in one epoch, or the first of a later one. */
export function isSuccessor(previous: Zxid, next: Zxid): boolean {
  if (epochOf(next) === epochOf(previous)) return next === previous + 1;
  return epochOf(next) > epochOf(previous) && counterOf(next) === 1;
}
