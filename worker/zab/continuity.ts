// Which zxid may come next in a history. Called where a learner takes proposals in.
// Source: zab.md 2 and 10.3 (successor rule); ZooKeeper's own check is weaker (Learner.enforceContinuousProposal).
import { counterOf, epochOf } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Settings } from './settings.ts';

/** The next counter of the epoch, or the first of a later epoch, wherever the settings let an epoch's counter start. */
export function mayFollow(
  previous: Zxid,
  next: Zxid,
  { firstCounter }: Pick<Settings, 'firstCounter'>,
): boolean {
  if (next === previous + 1) return true;
  const isFirst = counterOf(next) === firstCounter + 1;
  if (epochOf(next) === epochOf(previous)) return isFirst && counterOf(previous) === 0;
  return isFirst && epochOf(next) > epochOf(previous);
}
