// The World folded from the facts of real runs, against what the servers and their disks really hold in the end.
import { describe, expect, it } from 'vitest';
import { ReplicatedState } from '../data/replicated-state.ts';
import { SECOND } from '../base/units.ts';
import { realMachines } from '../world/real-machines.ts';
import { drawRecording } from '../world/seeds.ts';
import { Simulator } from '../world/simulator.ts';
import { Fold } from './fold.ts';
import { History } from './history.ts';
import { shapeOf } from './run-shape.ts';
import { sentence } from './story-entry.ts';
import { TreeReader } from './tree-reader.ts';
import { en } from './words/en.ts';
import { zhCN } from './words/zh-CN.ts';

function playedWorld(seed: number) {
  const recording = drawRecording(seed, 'fuzz', { until: 20 * SECOND, healAt: 12 * SECOND });
  const fold = new Fold(shapeOf(recording));
  const history = new History(shapeOf(recording));
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    hash: false,
    listen: (event) => {
      fold.push(event);
      history.append([event]);
    },
  });
  simulator.runTo(recording.until);
  return { world: fold.world, simulator, history };
}

describe.each([1, 2, 3, 4])('the World at the end of seed %i', (seed) => {
  const { world, simulator, history } = playedWorld(seed);

  it('knows who is up, and the state and leader of each', () => {
    for (const node of world.nodes) {
      const real = simulator.inspect(node.sid) as { [field: string]: unknown } | null;
      expect(node.life).toBe(real === null ? 'down' : 'up');
      if (real === null) continue;
      const shown = [node.state, node.zabState, node.leader];
      expect(shown).toEqual([real['state'], real['zabState'], real['leader']]);
    }
  });

  it('shows as durable exactly the newest records that each disk holds', () => {
    for (const node of world.nodes) {
      const { log, acceptedEpoch, currentEpoch } = simulator.diskOf(node.sid).synced;
      const synced = new Set(
        node.log.filter((cell) => cell.stage === 'synced').map((cell) => cell.zxid),
      );
      for (const { zxid } of log.slice(-100)) expect(synced).toContain(zxid);
      expect(Math.max(0, ...synced)).toBe(log.at(-1)?.zxid ?? 0);
      expect([node.acceptedEpoch, node.currentEpoch]).toEqual([
        acceptedEpoch ?? 0,
        currentEpoch ?? 0,
      ]);
    }
  });

  it('reads the tree of each node as the node itself has it, by digest', () => {
    const reader = new TreeReader();
    for (const node of world.nodes)
      if (node.life === 'up' && node.digest !== '')
        expect(ReplicatedState.from(reader.imageOf(node.tree)).digest()).toBe(node.digest);
  });

  it('has no connection left over, and tells every line in both languages', () => {
    const up = world.nodes.filter((node) => node.life === 'up').length;
    const pairs = (up + world.clients.length + 1) ** 2;
    expect(world.links.size).toBeLessThan(pairs * 2);
    for (const entry of history.storyUpTo(history.length))
      for (const words of [en, zhCN])
        expect(sentence(words, entry)).not.toMatch(/undefined|NaN|\[object/);
  });
});
