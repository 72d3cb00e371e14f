// Finds the track between any two participants of a stage, made once per layout and pair. The tracks of clients depend
// on where their plugs are and are made anew when those move.
import { CLIENT_BASE, type Participant } from '../../worker/base/units.ts';
import type { TrackFinder } from './flights.ts';
import type { StageLayout } from './layout.ts';
import { trackBetween, type Rect, type Track } from './path.ts';
import { PLUG, type Plug } from './plugs.ts';

export function tracksOf(layout: StageLayout, plugs: readonly Plug[], unit: number): TrackFinder {
  const made = new Map<number, Track | null>();
  const rectOf = (who: Participant): Rect | null => {
    if (who < CLIENT_BASE) return layout.places.get(who) ?? null;
    const plug = plugs.find((candidate) => candidate.participant === who);
    return plug ? { x: plug.x, y: plug.y, w: PLUG * unit, h: PLUG * unit } : null;
  };
  return (from, to) => {
    const key = from * 4096 + to;
    const known = made.get(key);
    if (known !== undefined) return known;
    const a = rectOf(from);
    const b = rectOf(to);
    const servers = from < CLIENT_BASE && to < CLIENT_BASE;
    const track = a && b ? trackBetween(a, b, servers ? layout.centre : null) : null;
    made.set(key, track);
    return track;
  };
}
