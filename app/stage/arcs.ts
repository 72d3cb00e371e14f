// The deadlines drawn round the numbers of the nodes: what is left before a node gives up on its peer. Pure.
import type { Micros } from '../../worker/base/units.ts';
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
    if (place === undefined || node.life === 'down' || node.heardAt === null) continue;
    const { tickTimeMs, syncLimit } = world.shape.timing;
    const span = tickTimeMs * syncLimit * 1000;
    const left = Math.min(1, Math.max(0, 1 - (time - node.heardAt) / span));
    const coin = coinOf(place, layout.density, unit);
    arcs.push({
      x: coin.x,
      y: coin.y,
      r: coin.r + 4.5 * unit,
      left,
      epoch: node.currentEpoch,
      urgent: left < 0.35,
    });
  }
  return arcs;
}
