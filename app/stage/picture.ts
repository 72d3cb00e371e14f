// The stage as a picture for slides: the same places, ways, walls and messages as on the screen, from the same functions.
// Pure; called when a picture is asked for, and to compare branches.
import type { Micros } from '../../worker/base/units.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Messages } from '../messages/en.ts';
import { formatTime } from '../state/clock.ts';
import type { Palette } from '../state/palette.ts';
import type { Clutter } from '../state/preferences.svelte.ts';
import { el, svgDocument, text } from '../state/svg.ts';
import { arcsOf } from './arcs.ts';
import { flightsOf, type TrackFinder } from './flights.ts';
import { layoutStage, type StageLayout } from './layout.ts';
import { pointOn, svgPath } from './path.ts';
import { arcPath, card, chip, colours, meter, plugSign, sign, way } from './picture-parts.ts';
import { plugsOf, type Plug } from './plugs.ts';
import { leaderStar } from './star.ts';
import { tracksOf } from './tracks.ts';
import { groupsOf, meterOf, obstaclesOf, wallsOf, type Groups } from './walls.ts';

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly t: Messages;
  readonly clutter: Clutter;
}

/** Room for the headline. */
const HEAD = 44;

export function stagePicture(world: World, time: Micros, options: PictureOptions): string {
  const { width, height, palette: p, t } = options;
  const voters = world.nodes.filter((node) => node.voter).map((node) => node.sid);
  const observers = world.nodes.filter((node) => !node.voter).map((node) => node.sid);
  const layout = layoutStage(width, height - HEAD, voters, observers, 1, true);
  const plugs = plugsOf(world, layout, 1);
  const trackOf = tracksOf(layout, plugs, 1);
  const groups = groupsOf(world);
  const walls = wallsOf(groups, layout, trackOf);
  const flights = flightsOf(world, time, trackOf, options.clutter);
  const title = world.leader
    ? t.stage.headline(voters.length, world.leader.sid)
    : t.stage.headlineNone(voters.length);
  const line = { size: 17, fill: p.ink, family: p.sans, weight: 650 };
  const clock = { size: 13, fill: p.ink2, family: p.mono, anchor: 'end' } as const;
  return svgDocument(
    width,
    height,
    `${title} ${formatTime(time)}`,
    p.paper,
    text(20, HEAD / 2 + 2, title, line),
    text(width - 20, HEAD / 2 + 2, formatTime(time), clock),
    el(
      'g',
      { transform: `translate(0 ${HEAD})` },
      ...ways(world, layout, trackOf, plugs, p),
      ...walls.flatMap(({ path }) => [
        way(path, p.wall, 12),
        way(path, p.paper, 8.5),
        way(path, p.wall, 8.5, '1.8 7'),
      ]),
      ...obstacles(world, groups, trackOf, p),
      ...flights.filter((flight) => flight.dock === null).map((flight) => chip(flight, layout, p)),
      meter(world, meterOf(groups, layout, walls), { p, t }),
      ...world.nodes.flatMap((node) => {
        const place = layout.places.get(node.sid);
        return place ? [card(node, place, layout, world, { p, t })] : [];
      }),
      ...arcsOf(world, time, layout, 1).map((arc) => arcPath(arc, p)),
      ...plugs.map((plug) => plugSign(plug, p)),
      ...flights.filter((flight) => flight.dock !== null).map((flight) => chip(flight, layout, p)),
    ),
  );
}

/** Who could talk to whom, who follows whom, which client is where. */
function ways(
  world: World,
  layout: StageLayout,
  trackOf: TrackFinder,
  plugs: readonly Plug[],
  p: Palette,
): readonly string[] {
  const sids = [...layout.places.keys()];
  const draw = (from: number, to: number, stroke: string, width: number, dash?: string) => {
    const track = trackOf(from, to);
    return track ? [way(svgPath(track), stroke, width, dash)] : [];
  };
  return [
    ...sids.flatMap((a) => sids.flatMap((b) => (a < b ? draw(a, b, p.line2, 1, '1 5') : []))),
    ...leaderStar(world).flatMap(({ leader, learner, epoch, ready }) =>
      draw(leader, learner, colours(p, epoch).full, 2, ready ? undefined : '6 5'),
    ),
    ...plugs.flatMap(({ participant, server, connected }) =>
      server === null
        ? []
        : draw(participant, server, connected ? p.ink2 : p.line2, 2, connected ? undefined : '2 4'),
    ),
  ];
}

function obstacles(
  world: World,
  groups: Groups,
  trackOf: TrackFinder,
  p: Palette,
): readonly string[] {
  return obstaclesOf(world, groups).flatMap(({ from, to, cut, slow }) => {
    const track = trackOf(from, to);
    if (track === null) return [];
    return [
      sign(pointOn(track, cut ? 0.5 : 0.3, 8), cut ? '×' : `${slow}×`, cut ? p.wall : p.warn, p),
    ];
  });
}
