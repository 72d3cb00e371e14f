// Where each client's plug is: beside the card of the server it is connected to, or in the harbour while it has none.
// Pure; called by Stage.svelte and by the track finder.
import { CLIENT_BASE, type Participant, type ServerId } from '../../worker/base/units.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Point, StageLayout } from './layout.ts';

export interface Plug extends Point {
  readonly participant: Participant;
  readonly name: string;
  readonly server: ServerId | null;
  readonly connected: boolean;
}

export const PLUG = 30;
const STEP = 38;

export function plugsOf(world: World, layout: StageLayout, unit: number): readonly Plug[] {
  if (layout.gutter === 0) return [];
  const used = new Map<ServerId | null, number>();
  const plugs: Plug[] = [];
  for (const client of world.clients) {
    if (client.state === 'NOT_STARTED' || client.exited !== null) continue;
    const server = client.server ?? dialled(world, client.participant);
    const place = server === null ? undefined : layout.places.get(server);
    const order = used.get(place ? server : null) ?? 0;
    used.set(place ? server : null, order + 1);
    const { participant, name } = client;
    const connected = client.state === 'CONNECTED';
    const x = place
      ? place.x + place.side * (place.w / 2 + layout.gutter - (PLUG / 2 + 3) * unit)
      : layout.harbour.x + order * STEP * unit;
    const y = place
      ? place.y - place.h / 2 + (PLUG / 2 + 4 + order * STEP) * unit
      : layout.harbour.y;
    plugs.push({ participant, name, x, y, server: place ? server : null, connected });
  }
  return plugs;
}

/** The server a client is trying to reach. */
function dialled(world: World, client: Participant): ServerId | null {
  for (const link of world.links.values())
    if (link.opener === client && link.target < CLIENT_BASE) return link.target;
  return null;
}
