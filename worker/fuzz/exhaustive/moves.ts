// Every move that a scope allows in a state. Called by explore.ts.
import type { Model } from '../../check/model.ts';
import type { Cells, Cell } from './cell.ts';
import type { Scope } from './scope.ts';
import { GUEST, type Move, type State } from './yard.ts';
import type { Side, Wire } from './wire.ts';

/** Half ticks after which an ensemble with a quorum must have settled, and for which one without is watched. */
const PATIENCE = 160;
const WATCHED = 12;

export interface Choice {
  readonly moves: readonly Move[];
  /** Nothing is under way, and every node that runs serves in one epoch. */
  readonly settled: boolean;
  /** It should have settled by now. */
  readonly stuck: boolean;
}

export function choose(state: State, model: Model, scope: Scope, cells: Cells): Choice {
  const program = inOrder(state, scope, cells);
  const quiet = program.length === 0;
  const settled = quiet && isSettled(state, model);
  const down = state.cells.filter(({ up }) => !up);
  const quorum = 2 * (state.cells.length - down.length) > state.cells.length;
  const ticks = quiet && !settled && state.idle < (quorum ? PATIENCE : WATCHED);
  const restarts = quiet || scope.restarts === 'everywhere' ? down : [];
  const moves: Move[] = [
    ...program,
    ...(ticks ? [{ do: 'tick' } as const] : []),
    ...restarts.map(({ sid }): Move => ({ do: 'restart', node: sid })),
    ...(settled && state.sessions > 0 && state.guest.number === 0 ? visits(model) : []),
    ...(state.crashes > 0 ? state.cells.flatMap((cell) => crashes(cell, scope)) : []),
    ...(state.resets > 0 ? state.wires.flatMap(resets) : []),
  ];
  return { moves, settled, stuck: quiet && !settled && quorum && state.idle >= PATIENCE };
}

/** The steps of servers that may come next. Elections, clients and timers that are due come first, one by one. */
function inOrder(state: State, { orders }: Scope, cells: Cells): Move[] {
  const arrivals = state.wires.flatMap(arrivalsOn);
  const urgent = arrivals.find(({ wire }) => wire.plane !== 'quorum');
  if (urgent !== undefined) return [urgent.move];
  for (const cell of state.cells) {
    const [id] = cells.due(cell, state.half);
    if (id !== undefined) return [{ do: 'timer', node: cell.sid, id }];
  }
  const candidates = [
    ...arrivals.map(({ move, to }) => ({ move, node: to })),
    ...state.cells
      .filter(({ syncs }) => syncs.length > 0)
      .map(({ sid }) => ({ move: { do: 'sync', node: sid } as const, node: sid })),
  ];
  if (orders === 'all' || candidates.length === 0) return candidates.map(({ move }) => move);
  const sids = candidates.map(({ node }) => node);
  const node = orders === 'low' ? Math.min(...sids) : Math.max(...sids);
  return candidates
    .filter((candidate) => candidate.node === node)
    .map(({ move }) => move)
    .slice(0, 1);
}

interface Coming {
  readonly wire: Wire;
  readonly to: number;
  readonly move: Move;
}

function arrivalsOn(wire: Wire): Coming[] {
  const coming: Coming[] = [];
  for (const side of [0, 1] as const satisfies readonly Side[]) {
    if (wire.ways[side].length === 0) continue;
    const to = wire.who[side === 0 ? 1 : 0];
    coming.push({ wire, to, move: { do: 'deliver', link: wire.link, side } });
  }
  return coming;
}

function isSettled({ cells }: State, { nodes }: Model): boolean {
  const running = nodes.filter(({ sid }) => cells[sid - 1]?.up === true);
  const leaders = running.filter(({ state, serves }) => state === 'LEADING' && serves);
  const epoch = leaders[0]?.epoch;
  return (
    leaders.length === 1 &&
    running.every((node) => node.serves && node.epoch === epoch) &&
    2 * running.length > nodes.length
  );
}

function visits({ nodes }: Model): Move[] {
  return nodes
    .filter(({ up, serves }) => up && serves)
    .map(({ sid }) => ({ do: 'visit', node: sid }));
}

/** With what the disk has synced, or with any part of the rest beside it. */
function crashes({ sid, up, written }: Cell, { prefixes }: Scope): Move[] {
  if (!up) return [];
  const most = prefixes ? written.length : 0;
  return Array.from({ length: most + 1 }, (_, kept) => ({ do: 'crash', node: sid, kept }));
}

/** A connection of the quorum plane, with any part of what is under way in each direction kept. */
function resets({ link, plane, who, ends, ways }: Wire): Move[] {
  if (plane !== 'quorum' || who.includes(GUEST) || ends.some((end) => end !== 'open')) return [];
  return Array.from({ length: ways[0].length + 1 }, (_, there) =>
    Array.from({ length: ways[1].length + 1 }, (__, back): Move => ({
      do: 'reset',
      link,
      kept: [there, back],
    })),
  ).flat();
}
