// What a node has of each transaction, as cards and log show it: the same columns on every node, so that a hole is a hole at a glance.
// Pure; called by the cards, the log and the picture export.
import { shortZxid, type Zxid } from '../../worker/base/zxid.ts';
import type { Column, LogCell, NodeView } from '../../worker/trace/world-state.ts';

/** `missing` is drawn dashed: others have it, this node does not. */
export type CellLook = 'missing' | 'queued' | 'appended' | 'synced' | 'committed' | 'gone';

export interface MiniCell {
  readonly zxid: Zxid;
  readonly epoch: number;
  readonly text: string;
  readonly look: CellLook;
}

export function miniLog(
  node: NodeView,
  columns: readonly Column[],
  many: number,
): readonly MiniCell[] {
  const newest = columns.slice(-many);
  return newest.map(({ zxid, epoch }) => ({
    zxid,
    epoch,
    text: shortZxid(zxid),
    look: lookOf(cellOf(node, zxid), node, zxid),
  }));
}

export function cellOf(node: NodeView, zxid: Zxid): LogCell | null {
  // The cells wanted are nearly always the last ones.
  for (let i = node.log.length - 1; i >= 0; i -= 1) {
    const cell = node.log[i];
    if (cell === undefined || cell.zxid < zxid) return null;
    if (cell.zxid === zxid) return cell;
  }
  return null;
}

export function lookOf(cell: LogCell | null, node: NodeView, zxid: Zxid): CellLook {
  if (cell === null)
    // What a snapshot holds is not in the log and not missing either.
    return node.disk.snapshot !== null && zxid <= node.disk.snapshot ? 'committed' : 'missing';
  if (cell.stage === 'truncated' || cell.stage === 'lost') return 'gone';
  if (cell.committed) return 'committed';
  return cell.stage;
}
