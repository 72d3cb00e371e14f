// How the runs of lessons begin: nodes boot so that a known one leads, clients connect, and what has to be there is written
// before the learner takes over. Called by the lessons beside this file; times are seconds, as in lesson.ts.
import type { ServerId } from '../base/units.ts';
import { ensembleOf } from '../world/profiles.ts';
import type { ActionDraft, Ensemble } from '../world/recording.ts';
import type { Opening } from './lesson.ts';

type Planned = Opening['actions'][number];

interface Wanted {
  readonly servers?: number;
  readonly observers?: number;
  readonly seed?: number;
  readonly ensemble?: Partial<Ensemble>;
  /** Nodes that start at once; the highest of them leads. The others join later. None: all is left to the learner. */
  readonly first?: readonly ServerId[];
  /** Clients and the node that each tries first; they know all nodes. */
  readonly clients?: Readonly<Record<string, ServerId>>;
  /** What is done before the learner takes over, a second apart. */
  readonly then?: readonly ActionDraft[];
}

/** Everyone who may ever connect has a place in the recording from its start; most never do. */
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const JOIN = 3;
const OBSERVE = 4;
const CONNECT = 5;
/** When `then` begins. */
const READY = 7;

export function opening(wanted: Wanted = {}): Opening {
  const { servers = 3, observers = 0, seed = 1, clients = {}, then = [] } = wanted;
  const ensemble = { ...ensembleOf('classroom', { servers, observers }), ...wanted.ensemble };
  const half = Math.floor(servers / 2) + 1;
  const first = wanted.first ?? upTo(half);
  const starts = upTo(servers + observers).map((node): Planned => {
    const at = first.includes(node) ? 0 : node <= servers ? JOIN : OBSERVE;
    return { at, do: 'start', node };
  });
  const connects = Object.entries(clients).map(([client, node]): Planned => ({
    at: CONNECT,
    do: 'connect',
    client,
    node,
    value: 'all',
  }));
  const rest = then.map((draft, i): Planned => ({ ...draft, at: READY + i }));
  return {
    seed,
    ensemble,
    clients: NAMES.map((name) => ({ name })),
    actions: [...(first.length === 0 ? [] : starts), ...connects, ...rest],
  };
}

/** A line typed at a client. */
export function typed(client: string, line: string): Extract<ActionDraft, { line: string }> {
  return { do: 'command', client, line };
}

function upTo(last: number): ServerId[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
