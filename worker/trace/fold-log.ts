// Folds the life of txns into the World: columns of the log matrix, the cells of each node, proposals and their ACKs,
// the layers of the disk, and which version of the tree a node holds. Called by fold.ts.
// Source of the facts: worker/zab/facts.ts (broadcast), worker/server/facts.ts (applied, loaded).
import { unreachable } from '../base/assert.ts';
import type { Micros, ServerId } from '../base/units.ts';
import { counterOf, epochOf, type Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { ServerFact } from '../server/facts.ts';
import { lowerBound, type Draft, type Mutable } from './draft.ts';
import { treeAfter, treeOfImage, type TreeVersion } from './tree.ts';
import { LOG_WINDOW, type Column, type LogCell, type NodeView } from './world-state.ts';

export type LogFact = Extract<
  ServerFact,
  {
    type:
      | 'proposed'
      | 'queued'
      | 'appended'
      | 'synced'
      | 'acked'
      | 'committed'
      | 'commitLearned'
      | 'truncated'
      | 'applied'
      | 'loaded'
      | 'cleared'
      | 'snapshot';
  }
>;

export function foldLog(draft: Draft, at: Micros, sid: ServerId, fact: LogFact): void {
  const node = draft.node(sid);
  switch (fact.type) {
    case 'proposed':
      onProposed(draft, at, node, fact);
      return;
    case 'queued':
      setCell(draft, node, fact.zxid, { stage: 'queued' });
      return;
    case 'appended':
      for (const zxid of fact.zxids) setCell(draft, node, zxid, { stage: 'appended' });
      return;
    case 'synced':
      onSynced(draft, node, fact.zxid);
      return;
    case 'acked':
      node.outstanding = node.outstanding.map((entry) =>
        entry.zxid === fact.zxid
          ? { ...entry, acks: withSid(entry.acks, fact.sid), need: fact.need }
          : entry,
      );
      return;
    case 'committed':
      node.outstanding = node.outstanding.filter((entry) => entry.zxid !== fact.zxid);
      onCommitted(draft, at, node, fact.zxid);
      return;
    case 'commitLearned':
      if (fact.zxid > node.lastCommitted) node.lastCommitted = fact.zxid;
      setCell(draft, node, fact.zxid, { committed: true });
      return;
    case 'truncated':
      onTruncated(draft, node, fact.to);
      return;
    default:
      foldTree(draft, node, fact);
  }
}

function onProposed(
  draft: Draft,
  at: Micros,
  node: Mutable<NodeView>,
  fact: Extract<LogFact, { type: 'proposed' }>,
): void {
  const { txn, to } = fact;
  learnTxn(draft, txn, { sid: node.sid, at });
  const outstanding = draft.ownList(node.outstanding);
  outstanding.push({ zxid: txn.zxid, proposedAt: at, to, acks: [], need: 0 });
  node.outstanding = outstanding;
}

/** Sees to it that the matrix has a column for `txn`. */
export function learnTxn(
  draft: Draft,
  txn: Txn,
  proposed: { readonly sid: ServerId; readonly at: Micros } | null,
): void {
  const { columns } = draft.view;
  const index = lowerBound(columns, txn.zxid);
  const known = columns[index];
  if (known?.zxid === txn.zxid) {
    // The first to have proposed it is named; a column seen before its proposal (never by our servers) learns it now.
    if (proposed === null || known.proposedBy !== null) return;
    const list = draft.ownList(columns);
    list[index] = { ...known, proposedBy: proposed.sid, proposedAt: proposed.at };
    draft.world().columns = list;
    return;
  }
  const { zxid } = txn;
  const column: Column = {
    zxid,
    epoch: epochOf(zxid),
    counter: counterOf(zxid),
    txn,
    proposedBy: proposed?.sid ?? null,
    proposedAt: proposed?.at ?? null,
    committedAt: null,
  };
  draft.world().columns = inserted(draft.ownList(columns), index, column);
}

/** `entry` put at `index` of a list that is kept at LOG_WINDOW by dropping its oldest eighth when it is full. */
function inserted<T>(list: T[], index: number, entry: T): T[] {
  if (index === list.length) list.push(entry);
  else list.splice(index, 0, entry);
  if (list.length > LOG_WINDOW) list.splice(0, LOG_WINDOW / 8);
  return list;
}

/** Changes the cell of `zxid` on one node, or makes it if `change` says a stage. */
export function setCell(
  draft: Draft,
  node: Mutable<NodeView>,
  zxid: Zxid,
  change: Partial<Omit<LogCell, 'zxid'>>,
): void {
  const log = draft.ownList(node.log);
  node.log = log;
  const index = lowerBound(log, zxid);
  const cell = log[index];
  if (cell?.zxid === zxid) {
    // A cell that was cut off or lost starts anew when the log takes that zxid again.
    const gone = cell.stage === 'truncated' || cell.stage === 'lost';
    if (gone && change.stage === undefined) return;
    log[index] = gone ? { ...emptyCell(zxid), ...change } : { ...cell, ...change };
  } else if (change.stage !== undefined) {
    inserted(log, index, { ...emptyCell(zxid), ...change });
  } else return;
  if (change.stage === 'appended' && zxid > node.disk.written) {
    const disk = draft.own(node.disk);
    disk.written = zxid;
    node.disk = disk;
    node.lastLogged = zxid;
  }
}

function emptyCell(zxid: Zxid): LogCell {
  return { zxid, stage: 'queued', committed: false, applied: false };
}

function onSynced(draft: Draft, node: Mutable<NodeView>, zxid: Zxid): void {
  const log = draft.ownList(node.log);
  node.log = log;
  for (let index = lowerBound(log, zxid + 1) - 1; index >= 0; index -= 1) {
    const cell = log[index];
    if (cell === undefined || cell.stage === 'synced') break;
    if (cell.stage === 'appended') log[index] = { ...cell, stage: 'synced' };
  }
  if (zxid > node.disk.synced) {
    const disk = draft.own(node.disk);
    disk.synced = zxid;
    node.disk = disk;
  }
}

function onCommitted(draft: Draft, at: Micros, node: Mutable<NodeView>, zxid: Zxid): void {
  if (zxid > node.lastCommitted) node.lastCommitted = zxid;
  setCell(draft, node, zxid, { committed: true });
  const world = draft.world();
  if (zxid > world.committed) world.committed = zxid;
  const index = lowerBound(world.columns, zxid);
  const column = world.columns[index];
  if (column?.zxid !== zxid || column.committedAt !== null) return;
  const columns = draft.ownList(world.columns);
  columns[index] = { ...column, committedAt: at };
  world.columns = columns;
  const counters = draft.own(world.counters);
  counters.commits += 1;
  world.counters = counters;
}

function onTruncated(draft: Draft, node: Mutable<NodeView>, to: Zxid): void {
  const log = draft.ownList(node.log);
  node.log = log;
  for (let index = lowerBound(log, to + 1); index < log.length; index += 1) {
    const cell = log[index];
    if (cell !== undefined && cell.stage !== 'lost')
      log[index] = { ...cell, stage: 'truncated', committed: false, applied: false };
  }
  const { disk } = node;
  node.disk = {
    ...disk,
    written: Math.min(disk.written, to),
    synced: Math.min(disk.synced, to),
    unsynced: disk.unsynced.map(({ mark, zxids }) => ({
      mark,
      zxids: zxids.filter((zxid) => zxid <= to),
    })),
  };
  node.lastLogged = Math.min(node.lastLogged, to);
}

function foldTree(
  draft: Draft,
  node: Mutable<NodeView>,
  fact: Extract<LogFact, { type: 'applied' | 'loaded' | 'cleared' | 'snapshot' }>,
): void {
  switch (fact.type) {
    case 'applied': {
      const { zxid } = fact.txn;
      learnTxn(draft, fact.txn, null);
      node.tree = treeAfter(node.tree, fact.txn, fact.digest);
      node.digest = fact.digest;
      node.lastProcessed = zxid;
      const committed = fact.during !== 'recovery';
      if (committed && zxid > node.lastCommitted) node.lastCommitted = zxid;
      setCell(draft, node, zxid, committed ? { applied: true, committed } : { applied: true });
      return;
    }
    case 'loaded':
      node.tree =
        sameTree(draft, fact.digest, fact.zxid) ?? treeOfImage(fact.image, fact.zxid, fact.digest);
      node.digest = fact.digest;
      node.lastProcessed = fact.zxid;
      markApplied(node, fact.zxid);
      return;
    case 'cleared':
      node.tree = treeOfImage(null, 0, '');
      node.digest = '';
      node.lastProcessed = 0;
      return;
    case 'snapshot':
      if (fact.phase === 'written') node.disk = { ...node.disk, snapshot: fact.zxid };
      return;
    default:
      unreachable(fact);
  }
}

/** After a load the tree holds every record of the log up to `zxid`, committed or not. */
function markApplied(node: Mutable<NodeView>, zxid: Zxid): void {
  node.log = node.log.map((cell) => {
    const applied = cell.zxid <= zxid && cell.stage !== 'truncated' && cell.stage !== 'lost';
    return cell.applied === applied ? cell : { ...cell, applied };
  });
}

/** The version that another node, or this one, already holds: equal digests are equal trees. */
function sameTree(draft: Draft, digest: string, zxid: Zxid): TreeVersion | null {
  for (const other of draft.view.nodes)
    if (other.tree.digest === digest && other.tree.zxid === zxid) return other.tree;
  return null;
}

function withSid(sids: readonly ServerId[], sid: ServerId): readonly ServerId[] {
  return sids.includes(sid) ? sids : [...sids, sid].sort((a, b) => a - b);
}
