// The deadlines drawn round the numbers of the nodes: what is left before a node gives up waiting. Pure; once a frame.
import type { Micros } from '../../worker/base/units.ts';
import { patienceOf } from '../../worker/trace/deadlines.ts';
import type { World } from '../../worker/trace/world-state.ts';
import { coinOf, type StageLayout } from './layout.ts';
import type { Arc } from './painter.ts';

export function arcsOf(
  world: World,
  time: Micros,
  layout: StageLayout,
  unit: number,
): readonly Arc[] {
  const arcs: Arc[] = [];
  for (const node of world.nodes) {
    const place = layout.places.get(node.sid);
    const patience = patienceOf(world, node);
    if (place === undefined || patience === null || patience.end <= time) continue;
    const left = Math.min(1, (patience.end - time) / Math.max(1, patience.end - patience.start));
    const coin = coinOf(place, layout.density, unit);
    arcs.push({
      x: coin.x,
      y: coin.y,
      r: coin.ring,
      left,
      epoch: node.currentEpoch,
      urgent: left < 0.35,
    });
  }
  return arcs;
}
