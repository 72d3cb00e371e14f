// Seeded faults against a test cluster: crashes with and without the unsynced layer, partitions, one-way cuts, resets, slow
// links and disks, writes all along; then everything heals and the cluster must come together again.
// Used by chaos.test.ts.
import { drawInteger } from '../../base/draw.ts';
import type { ServerId } from '../../base/units.ts';
import type { Switch } from '../bugs.ts';
import type { Member } from '../quorum-config.ts';
import type { Settings } from '../settings.ts';
import { Cluster } from './cluster.ts';
import type { Violation } from './oracle.ts';

export interface ChaosOptions {
  readonly voters: number;
  readonly observers?: number;
  readonly switches?: readonly Switch[];
  readonly settings?: Partial<Settings>;
  readonly faults?: number;
  readonly recaptureEvery?: number;
}

export interface ChaosResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly exits: readonly string[];
  readonly healed: boolean;
  readonly commits: number;
  readonly elections: number;
  readonly modes: Readonly<Record<string, number>>;
  readonly cluster: Cluster;
}

export function chaos(seed: number, options: ChaosOptions): ChaosResult {
  let n = 0;
  const draw = (low: number, high: number): number => {
    n += 1;
    return drawInteger(low, high, seed, 'chaos', n);
  };
  const cluster = new Cluster({
    ...options,
    seed,
    settings: {
      snapCount: draw(4, 30),
      commitLogCount: draw(1, 8),
      snapRetainCount: draw(1, 3),
      snapshotSizeFactor: draw(0, 3) === 0 ? -1 : draw(0, 2),
      maxBatchSize: draw(1, 5),
      snapshotDumpMs: draw(1, 60),
      ...options.settings,
    },
    latency: [500, draw(1000, 30_000)],
    sync: [200, draw(500, 30_000)],
  });
  cluster.startAll();
  const only = draw(1, 5) === 1 ? draw(0, 9) : null;
  const keys = draw(1, 4);
  for (let i = 0; i < (options.faults ?? 40); i += 1) {
    cluster.run(draw(1, [60, 300, 1500][draw(0, 2)] ?? 1));
    const writes = draw(0, 6);
    const pause = draw(0, 20);
    for (let w = 0; w < writes; w += 1) {
      cluster.write(victim(cluster, draw), `/k${draw(1, keys)}`);
      if (pause > 4) cluster.run(draw(0, pause));
    }
    if (draw(0, 1) === 0) cluster.run(draw(0, 30));
    fault(cluster, only ?? draw(0, 9), draw);
    if (options.settings?.reconfigEnabled === true && draw(0, 3) === 0) reconfigure(cluster, draw);
  }
  cluster.world.healAll();
  const healed = comeTogether(cluster);
  cluster.oracle.checkEqual(cluster.up());
  return result(seed, cluster, healed);
}

/** A random membership: every server is a voter, an observer or left out; at least two vote. */
function reconfigure(cluster: Cluster, draw: (low: number, high: number) => number): void {
  const leader = cluster.leader();
  const members = cluster.config.members
    .map((member) => ({ member, kind: draw(0, 9) }))
    .filter(({ kind }) => kind > 1)
    .map(({ member, kind }): Member => ({
      ...member,
      type: kind > 3 ? 'participant' : 'observer',
    }));
  if (leader === null || members.filter(({ type }) => type === 'participant').length < 2) return;
  leader.guard(() => {
    leader.serving.reconfig((config) => ({ ...config, members }));
  });
}

function fault(cluster: Cluster, kind: number, draw: (low: number, high: number) => number): void {
  const { world, sids } = cluster;
  const sid = victim(cluster, draw);
  const other = pick(sids, draw);
  switch (kind) {
    case 0:
    case 1:
      world.kill(sid, draw(0, 2) === 0 ? draw(0, 4) : 0);
      cluster.checkDurable();
      return;
    case 2:
    case 3:
      cluster.start(sid);
      return;
    case 4:
      world.isolate(sid, sids);
      return;
    case 5:
      world.healAll();
      return;
    case 6:
      world.reset(sid, other);
      return;
    case 7:
      if (sid !== other) world.cut(sid, other);
      return;
    case 8:
      world.slowDown(sid, other, draw(1, 50));
      world.disk(sid).slow = draw(1, 30);
      return;
    default:
      for (const each of sids) world.kill(each, draw(0, 2) === 0 ? draw(0, 4) : 0);
      cluster.checkDurable();
      cluster.startAll();
  }
}

/** After the faults: a quorum must serve again, and everybody end up with the same history. */
function comeTogether(cluster: Cluster): boolean {
  for (let i = 0; i < 60; i += 1) {
    cluster.startAll();
    cluster.run(1000);
    const leader = cluster.leader();
    if (leader === null) continue;
    cluster.write(leader.sid);
    cluster.run(300);
    if (cluster.isSettled() && isEqual(cluster)) return true;
  }
  return false;
}

function isEqual(cluster: Cluster): boolean {
  const { ghost } = cluster.oracle;
  return cluster.up().every(({ database }) => database.history.length === ghost.length);
}

function result(seed: number, cluster: Cluster, healed: boolean): ChaosResult {
  const modes: Record<string, number> = {};
  for (const { mode, row } of cluster.told('syncDecided')) {
    const key = `${mode} ${row}`;
    modes[key] = (modes[key] ?? 0) + 1;
  }
  return {
    seed,
    violations: cluster.oracle.violations,
    exits: cluster.exits.map(({ sid, exit }) => `${sid} ${exit.message}`),
    healed,
    commits: cluster.oracle.ghost.length,
    elections: cluster.told('elected').length,
    modes,
    cluster,
  };
}

/** The leader more often than the others: most of what can go wrong has to do with it. */
function victim(cluster: Cluster, draw: (low: number, high: number) => number): ServerId {
  const leader = cluster.leader();
  return leader !== null && draw(0, 2) === 0 ? leader.sid : pick(cluster.sids, draw);
}

function pick(sids: readonly ServerId[], draw: (low: number, high: number) => number): ServerId {
  return sids[draw(0, sids.length - 1)] ?? 1;
}
