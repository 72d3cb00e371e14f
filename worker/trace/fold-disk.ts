// Folds what a host says of its server's disk into the World: which records are written, durable, or gone with a crash.
// Called by fold.ts. Source of the facts: worker/world/facts.ts; the layers: determinism.md 19.
import type { ServerId } from '../base/units.ts';
import type { WorldFact } from '../world/facts.ts';
import type { Draft, Mutable } from './draft.ts';
import { setCell } from './fold-log.ts';
import type { CellStage, NodeView } from './world-state.ts';

export type DiskFact = Extract<WorldFact, { type: 'wrote' | 'durable' | 'diskKept' }>;

export function foldDisk(draft: Draft, who: ServerId, fact: DiskFact): void {
  switch (fact.type) {
    case 'wrote':
      onWrote(draft, draft.node(who), fact);
      return;
    case 'durable':
      settle(draft, draft.node(who), fact.mark);
      return;
    case 'diskKept': {
      // Told right after the end of the process, which has already marked what was not synced as lost.
      const node = draft.node(fact.node);
      settle(draft, node, fact.mark);
      const newest = node.disk.synced;
      node.disk = { ...node.disk, unsynced: [], written: newest };
      node.lastLogged = newest;
      return;
    }
  }
}

function onWrote(
  draft: Draft,
  node: Mutable<NodeView>,
  fact: Extract<DiskFact, { type: 'wrote' }>,
): void {
  const { op, mark } = fact;
  if (op.op === 'snapshot') node.disk = { ...node.disk, snapshot: op.zxid };
  if (op.op !== 'append') return;
  setStage(draft, node, op.zxids, 'appended');
  const disk = draft.own(node.disk);
  const unsynced = draft.ownList(disk.unsynced);
  unsynced.push({ mark, zxids: op.zxids });
  disk.unsynced = unsynced;
  node.disk = disk;
}

/** Everything written up to `mark` is durable. */
function settle(draft: Draft, node: Mutable<NodeView>, mark: number): void {
  if ((node.disk.unsynced[0]?.mark ?? Infinity) > mark) return;
  const disk = draft.own(node.disk);
  const unsynced = draft.ownList(disk.unsynced);
  for (let first = unsynced[0]; first !== undefined && first.mark <= mark; first = unsynced[0]) {
    setStage(draft, node, first.zxids, 'synced');
    unsynced.shift();
    const newest = first.zxids.at(-1) ?? 0;
    if (newest > disk.synced) disk.synced = newest;
  }
  disk.unsynced = unsynced;
  disk.written = node.disk.written;
  node.disk = disk;
}

function setStage(
  draft: Draft,
  node: Mutable<NodeView>,
  zxids: readonly number[],
  stage: CellStage,
): void {
  for (const zxid of zxids) setCell(draft, node, zxid, { stage });
}
