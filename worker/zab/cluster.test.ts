// The protocol as a whole, on small clusters: elections, synchronization, broadcast, and what faults may not break.
import { describe, expect, test } from 'vitest';
import { Cluster } from './testing/cluster.ts';

describe('a cluster without faults', () => {
  test('three servers elect the largest sid, synchronize and commit', () => {
    const cluster = new Cluster().startAll().settle();
    expect(cluster.leader()?.sid).toBe(3);
    for (let i = 0; i < 5; i += 1) cluster.write(1 + (i % 3));
    cluster.run(500);
    expect(cluster.oracle.violations).toEqual([]);
    expect(cluster.oracle.ghost).toHaveLength(5);
    for (const server of cluster.up()) expect(server.database.history).toHaveLength(5);
  });
});
