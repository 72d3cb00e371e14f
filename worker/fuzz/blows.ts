// What falls upon a node when a trap springs: the faults of worker/world/fault-classes.ts, and a few that belong together
// because histories part where a leader dies and others go on. Called by ambush.ts.
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { Draws } from '../world/draws.ts';
import type { ActionDraft } from '../world/recording.ts';
import type { Moment } from './moments.ts';

// prettier-ignore
export const blows = [
  'kill', 'kill', 'away', 'retire', 'bounce', 'killBoth', 'killRest', 'killAll', 'depose', 'depose', 'swap', 'swap', 'starve', 'starve', 'starve',
  'reset', 'reset', 'cutIn', 'cutOut', 'isolate', 'exile', 'dream', 'pause', 'slowDisk', 'slowLink',
] as const;

export type Blow = (typeof blows)[number];

export interface Snare {
  readonly moment: string;
  /** So many such moments are let pass. */
  readonly skip: number;
  readonly blow: Blow;
  /** Between the moment and the blow. */
  readonly delay: Micros;
  /** Waits for the node that the snare before it has caught. */
  readonly sameNode: boolean;
}

/** A draft, and how long after the blow it is due. */
export interface Stroke {
  readonly after: Micros;
  readonly draft: ActionDraft;
}

export interface Ground {
  readonly draws: Draws;
  readonly sids: readonly ServerId[];
  /** Only these may be hurt. */
  readonly victims: readonly ServerId[];
  readonly tick: Micros;
  /** Clients that are connected to the node, and those that are not. */
  readonly near: readonly string[];
  readonly far: readonly string[];
}

export function strokesOf(blow: Blow, { node, peer }: Moment, ground: Ground): readonly Stroke[] {
  const others = ground.sids.filter((sid) => sid !== node);
  const other = peer ?? (others.length > 0 ? ground.draws.pick(others) : node);
  const strokes = all(blow, node, other, ground);
  return strokes.filter(({ draft }) => isAllowed(draft, ground.victims));
}

function all(blow: Blow, node: ServerId, other: ServerId, ground: Ground): Stroke[] {
  const { draws, sids, tick } = ground;
  switch (blow) {
    case 'kill':
      return killing(ground, [node], lasting(ground));
    case 'away':
      return killing(ground, [node], draws.integer(10, 60) * tick);
    case 'retire':
      return killing(ground, [other], draws.integer(15, 60) * tick);
    case 'bounce':
      return killing(ground, [node], 0);
    case 'killBoth':
      return [
        ...killing(ground, [node], lasting(ground)),
        ...killing(ground, [other], lasting(ground)),
      ];
    case 'killRest':
      return sids
        .filter((sid) => sid !== node)
        .flatMap((sid) => killing(ground, [sid], lasting(ground)));
    case 'killAll':
      return sids.flatMap((sid) => killing(ground, [sid], lasting(ground)));
    case 'depose':
      return depose(ground, node, other);
    case 'swap':
      return swap(ground, node);
    case 'starve':
      return cutting(other, node, draws.integer(10, 16) * tick);
    case 'reset':
      return other === node ? [] : [{ after: 0, draft: { do: 'reset', from: node, to: other } }];
    case 'cutIn':
      return cutting(other, node, lasting(ground));
    case 'cutOut':
      return cutting(node, other, lasting(ground));
    case 'isolate':
      return isolating(node, lasting(ground));
    case 'exile':
      return isolating(node, draws.integer(8, 30) * tick);
    case 'dream':
      return dream(ground, node);
    case 'pause':
      return [
        { after: 0, draft: { do: 'pause', node } },
        { after: lasting(ground), draft: { do: 'resume', node } },
      ];
    case 'slowDisk':
      return [
        { after: 0, draft: { do: 'disk', node, value: draws.spread(10, 500) } },
        { after: lasting(ground), draft: { do: 'disk', node, value: 'ok' } },
      ];
    case 'slowLink': {
      if (other === node) return [];
      const value = draws.spread(10, 100);
      return [
        { after: 0, draft: { do: 'slow', from: other, to: node, value } },
        { after: lasting(ground), draft: { do: 'slow', from: other, to: node, value: 1 } },
      ];
    }
  }
}

/** As often shorter than any time-out as long enough for the others to go on without. */
function lasting({ draws, tick }: Ground): Micros {
  return draws.chance(50) ? draws.spread(MS / 2, 2 * tick) : draws.integer(4, 30) * tick;
}

function killing({ draws }: Ground, nodes: readonly ServerId[], length: Micros): Stroke[] {
  return nodes.flatMap((node): Stroke[] => [
    { after: 0, draft: death(draws, node) },
    // A crash of its host may come later in the same microsecond.
    { after: Math.max(1, length), draft: { do: 'restart', node } },
  ]);
}

function death(draws: Draws, node: ServerId): ActionDraft {
  if (draws.chance(10)) return { do: 'hostCrash', node, after: draws.integer(0, 2) };
  return draws.chance(40) ? { do: 'kill', node, value: 'prefix' } : { do: 'kill', node };
}

/** The node dies and its leader with it; the node and all who are down come back at once, the leader much later. */
function depose(ground: Ground, node: ServerId, leader: ServerId): Stroke[] {
  const { draws, sids, tick } = ground;
  const rest = sids.filter((sid) => sid !== leader);
  const soon = draws.spread(MS, tick);
  return [
    ...killing(ground, [node], 0).slice(0, 1),
    ...killing(ground, [leader], draws.integer(8, 40) * tick),
    { after: soon, draft: { do: 'healAll' } },
    ...rest.map((sid): Stroke => ({ after: soon, draft: { do: 'restart', node: sid } })),
  ];
}

/** Half of the others miss what is written for a while; then they must do without the half that did not. */
function swap(ground: Ground, node: ServerId): Stroke[] {
  const { draws, sids, tick } = ground;
  const others = draws.sample(
    sids.filter((sid) => sid !== node),
    sids.length - 1,
  );
  const half = Math.floor(others.length / 2);
  const turn = draws.integer(2, 12) * tick;
  const absent = others.slice(0, half);
  return [
    ...absent.map((sid): Stroke => ({ after: 0, draft: { do: 'partition', node: sid } })),
    ...others.slice(half, 2 * half).flatMap((sid): Stroke[] => {
      const [kill, restart] = killing(ground, [sid], turn + draws.integer(4, 30) * tick);
      return kill === undefined || restart === undefined ? [] : [{ ...kill, after: turn }, restart];
    }),
    ...absent.map((sid): Stroke => ({ after: turn, draft: { do: 'heal', node: sid } })),
  ];
}

function cutting(from: ServerId, to: ServerId, length: Micros): Stroke[] {
  if (from === to) return [];
  return [
    { after: 0, draft: { do: 'cut', from, to } },
    { after: length, draft: { do: 'join', from, to } },
  ];
}

/** Longer than the others need for a leader of their own, by far. */
export function dreamLength(tick: Micros): Micros {
  return 28 * tick;
}

/**
 * The node's clock runs slowly while it is cut off: as a leader it goes on believing it leads when the others have another
 * one. Its clients ask meanwhile with `sync`, others write (zab.md 11.2, M14: a stale sync is ZooKeeper's behaviour). Nobody
 * writes at the node itself: a write that waits there would hold the syncs back.
 */
function dream(ground: Ground, node: ServerId): Stroke[] {
  const { draws, tick, near, far } = ground;
  const length = dreamLength(tick);
  const guest = near.length === 0 && far.length > 1 ? draws.pick(far) : null;
  const from = guest === null ? 0 : 4 * tick;
  const arrival: ActionDraft[] =
    guest === null
      ? []
      : [
          { do: 'kill', client: guest },
          { do: 'connect', client: guest, node },
        ];
  const type = (client: string, line: string): Stroke[] => {
    // The others have a leader after some seven ticks, and their clients are back a while later.
    const first = from + draws.integer(7 * tick, 9 * tick);
    return [0, 2, 4, 7, 11].map((later) => ({
      after: first + later * tick,
      draft: { do: 'command', client, line },
    }));
  };
  return [
    ...arrival.map((draft, after) => ({ after, draft })),
    { after: from, draft: { do: 'clock', node, value: { rate: draws.integer(150, 400) } } },
    ...isolating(node, length - from).map((one) => ({ ...one, after: from + one.after })),
    { after: length, draft: { do: 'clock', node, value: { rate: 1000 } } },
    ...far.filter((client) => client !== guest).flatMap((client) => type(client, 'set /a dreamt')),
    ...[...near, ...(guest === null ? [] : [guest])].flatMap((client) =>
      type(client, 'sync /a\nget /a'),
    ),
  ];
}

function isolating(node: ServerId, length: Micros): Stroke[] {
  return [
    { after: 0, draft: { do: 'partition', node } },
    { after: length, draft: { do: 'heal', node } },
  ];
}

/** What undoes a fault always is; a fault, if it falls on a victim. */
function isAllowed(draft: ActionDraft, victims: readonly ServerId[]): boolean {
  switch (draft.do) {
    case 'kill':
    case 'hostCrash':
    case 'partition':
    case 'pause':
    case 'disk':
    case 'clock':
      return !('node' in draft) || victims.includes(draft.node);
    case 'cut':
    case 'slow':
    case 'reset':
      return [draft.from, draft.to].some((end) => typeof end === 'number' && victims.includes(end));
    default:
      return true;
  }
}
