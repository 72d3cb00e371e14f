// The legal faults of correctness.md 2, by class: each class makes up episodes, actions and their undoing.
// Called by seeds.ts; a class is on or off for a whole schedule (the swarm rule).
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { Draws } from './draws.ts';
import type { Action } from './recording.ts';

export const faultClasses = [
  'kill', // P1, P2, D1: a process dies, with or without a prefix of what was not synced, and comes back
  'crashLoop', // P3: and dies again while it recovers
  'powerCut', // P2: all at once
  'hostCrash', // P8: the worker of a process dies between two inputs of one moment
  'pause', // P4: stalls, perhaps as a leader that has been replaced
  'partition', // N5: one node
  'halves', // N5: the ensemble falls in two, or a bridge node stays between
  'oneWay', // N6: one direction of one link
  'swizzle', // N9: links stop one by one and come back in another order
  'flap', // N10: a node comes and goes
  'slow', // N7: a link, ten to a hundred times slower
  'reset', // N3: a suffix of each direction is lost
  'disk', // D5, D6: slow or failing syncs
  'clock', // T1, T2: rate and skew
  'client', // N12, C1, C3: client processes die, client connections break or are cut
] as const;

export type FaultClass = (typeof faultClasses)[number];

export interface Scene {
  readonly draws: Draws;
  readonly sids: readonly ServerId[];
  readonly voters: readonly ServerId[];
  readonly clients: readonly string[];
  /** One tick, the yardstick of all durations. */
  readonly tick: Micros;
}

/** The actions of one episode that starts at `at`. */
export function episode(kind: FaultClass, scene: Scene, at: Micros): Action[] {
  switch (kind) {
    case 'kill':
      return killEpisode(scene, at, scene.draws.pick(scene.sids));
    case 'crashLoop':
      return crashLoop(scene, at);
    case 'powerCut':
      return scene.sids.flatMap((sid) => killEpisode(scene, at, sid));
    case 'hostCrash': {
      const node = scene.draws.pick(scene.sids);
      const after = scene.draws.integer(0, 2);
      return [
        { at, do: 'hostCrash', node, after },
        { at: at + lasting(scene), do: 'restart', node },
      ];
    }
    case 'pause': {
      const node = scene.draws.pick(scene.sids);
      return [
        { at, do: 'pause', node },
        { at: at + lasting(scene), do: 'resume', node },
      ];
    }
    case 'partition':
      return partitionEpisode(scene, at, lasting(scene));
    case 'halves':
      return halves(scene, at);
    case 'oneWay':
      return oneWay(scene, at);
    case 'swizzle':
      return swizzle(scene, at);
    case 'flap':
      return flap(scene, at);
    case 'slow': {
      const [from, to] = pair(scene);
      const value = scene.draws.spread(10, 100);
      return [
        { at, do: 'slow', from, to, value },
        { at: at + lasting(scene), do: 'slow', from, to, value: 1 },
      ];
    }
    case 'reset': {
      const [from, to] = pair(scene);
      return [{ at, do: 'reset', from, to }];
    }
    case 'disk':
      return diskEpisode(scene, at);
    case 'clock':
      return clockEpisode(scene, at);
    case 'client':
      return clientEpisode(scene, at);
  }
}

/** A hundredth of a tick to twelve ticks: below and above every time-out of the protocol. */
function lasting({ draws, tick }: Scene): Micros {
  return draws.spread(Math.max(1, Math.floor(tick / 100)), 12 * tick);
}

function pair({ draws, sids }: Scene): [ServerId, ServerId] {
  const [from = 1, to = 1] = draws.sample(sids, 2);
  return [from, to];
}

function killEpisode(scene: Scene, at: Micros, node: ServerId): Action[] {
  const prefix = scene.draws.chance(50) ? ({ value: 'prefix' } as const) : {};
  return [
    { at, do: 'kill', node, ...prefix },
    { at: at + lasting(scene), do: 'restart', node },
  ];
}

function crashLoop(scene: Scene, at: Micros): Action[] {
  const { draws, tick } = scene;
  const node = draws.pick(scene.sids);
  const actions: Action[] = [];
  let when = at;
  for (let count = draws.integer(2, 4); count > 0; count -= 1) {
    actions.push({ at: when, do: 'kill', node, ...(draws.chance(50) ? { value: 'prefix' } : {}) });
    when += draws.spread(1, tick);
    actions.push({ at: when, do: 'restart', node });
    when += draws.spread(MS, 3 * tick);
  }
  return actions;
}

function partitionEpisode(scene: Scene, at: Micros, length: Micros): Action[] {
  const node = scene.draws.pick(scene.sids);
  return [
    { at, do: 'partition', node },
    { at: at + length, do: 'heal', node },
  ];
}

function halves(scene: Scene, at: Micros): Action[] {
  const { draws, sids } = scene;
  const side = draws.sample(sids, draws.integer(1, Math.max(1, sids.length - 1)));
  const bridge = draws.chance(30) ? draws.pick(sids) : 0;
  const cuts: Action[] = [];
  for (const from of sids) {
    for (const to of sids) {
      if (from === bridge || to === bridge || side.includes(from) === side.includes(to)) continue;
      cuts.push({ at, do: 'cut', from, to });
    }
  }
  return [...cuts, { at: at + lasting(scene), do: 'healAll' }];
}

function oneWay(scene: Scene, at: Micros): Action[] {
  const [from, to] = pair(scene);
  return [
    { at, do: 'cut', from, to },
    { at: at + lasting(scene), do: 'join', from, to },
  ];
}

function swizzle(scene: Scene, at: Micros): Action[] {
  const { draws, tick } = scene;
  const links = Array.from({ length: draws.integer(2, 5) }, () => pair(scene));
  const actions: Action[] = [];
  let when = at;
  for (const [from, to] of links) {
    actions.push({ at: when, do: 'cut', from, to });
    when += draws.spread(MS, tick);
  }
  for (const [from, to] of draws.sample(links, links.length)) {
    actions.push({ at: when, do: 'join', from, to });
    when += draws.spread(MS, tick);
  }
  return actions;
}

function flap(scene: Scene, at: Micros): Action[] {
  const { draws, tick } = scene;
  const node = draws.pick(scene.sids);
  const half = draws.spread(Math.floor(tick / 4), 6 * tick);
  const actions: Action[] = [];
  for (let count = 0; count < draws.integer(2, 4); count += 1) {
    actions.push({ at: at + 2 * count * half, do: 'partition', node });
    actions.push({ at: at + (2 * count + 1) * half, do: 'heal', node });
  }
  return actions;
}

function diskEpisode(scene: Scene, at: Micros): Action[] {
  const { draws } = scene;
  const node = draws.pick(scene.sids);
  const end = at + lasting(scene);
  const value = draws.chance(30) ? 'fail' : draws.spread(2, 500);
  const actions: Action[] = [
    { at, do: 'disk', node, value },
    { at: end, do: 'disk', node, value: 'ok' },
  ];
  if (value === 'fail') actions.push({ at: end + lasting(scene), do: 'restart', node });
  return actions;
}

function clockEpisode(scene: Scene, at: Micros): Action[] {
  const { draws } = scene;
  const node = draws.pick(scene.sids);
  const value = draws.chance(50)
    ? { rate: draws.integer(500, 2000) }
    : { skewMs: draws.integer(-100_000, 100_000) };
  return [
    { at, do: 'clock', node, value },
    { at: at + lasting(scene), do: 'clock', node, value: { rate: 1000, skewMs: 0 } },
  ];
}

function clientEpisode(scene: Scene, at: Micros): Action[] {
  const { draws } = scene;
  if (scene.clients.length === 0) return [];
  const client = draws.pick(scene.clients);
  const node = draws.pick(scene.sids);
  const end = at + lasting(scene);
  switch (draws.integer(0, 3)) {
    case 0:
      return [
        { at, do: 'kill', client },
        { at: end, do: 'connect', client },
      ];
    case 1:
      return [{ at, do: 'reset', from: client, to: node }];
    case 2:
      return [
        { at, do: 'close', client },
        { at: end, do: 'connect', client },
      ];
    default: {
      const [from, to] = draws.chance(50) ? [client, node] : [node, client];
      return [
        { at, do: 'cut', from, to },
        { at: end, do: 'join', from, to },
      ];
    }
  }
}
