// The counters of a run up to a moment, as figures to show: folded from its facts (worker/trace), so that they are true at
// any position of the cursor. Called by Counters.svelte and by the comparison of two branches.
import type { Micros } from '../../worker/base/units.ts';
import { leaderlessAt } from '../../worker/trace/summary.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { FigureName } from '../messages/deeper.ts';
import { formatTime } from './clock.ts';

/** In the order in which they are shown. */
export const figureNames: readonly FigureName[] = [
  'commits',
  'perWrite',
  'leaderless',
  'leaders',
  'looking',
  'lost',
];

/** What each figure reads at `time`, a moment at which this World is shown. */
export function figuresOf(world: World, time: Micros): Readonly<Record<FigureName, string>> {
  const { commits, forWrites, leaders, elections, lost } = world.counters;
  return {
    commits: `${commits}`,
    perWrite: commits === 0 ? '–' : (forWrites / commits).toFixed(1),
    leaderless: formatTime(leaderlessAt(world, time)),
    leaders: `${leaders}`,
    looking: `${elections}`,
    lost: `${lost}`,
  };
}

/** In the order in which a node meets them: election, discovery, synchronization, broadcast, the rest. */
const order = [
  'NOTIFICATION',
  'FOLLOWERINFO',
  'OBSERVERINFO',
  'LEADERINFO',
  'ACKEPOCH',
  'DIFF',
  'TRUNC',
  'SNAP',
  'NEWLEADER',
  'UPTODATE',
  'REQUEST',
  'PROPOSAL',
  'ACK',
  'COMMIT',
  'INFORM',
  'COMMITANDACTIVATE',
  'INFORMANDACTIVATE',
  'SYNC',
  'REVALIDATE',
  'PING',
];

/** How many of each kind were sent; kinds that were not are left out. */
export function kindsOf(world: World): readonly { readonly kind: string; readonly sent: number }[] {
  return Object.entries(world.counters.sent)
    .map(([kind, sent]) => ({ kind, sent }))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
