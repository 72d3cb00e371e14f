// Folds what people did, and the life and death of processes, into the World. Called by fold.ts.
// Source of the facts: worker/world/facts.ts; words of the actions: determinism.md 24.
import { unreachable } from '../base/assert.ts';
import { CLIENT_BASE, WORLD, type Micros, type Participant, type ServerId } from '../base/units.ts';
import type { WorldFact } from '../world/facts.ts';
import type { Action } from '../world/recording.ts';
import type { Draft, Mutable } from './draft.ts';
import { closeAllOf } from './fold-links.ts';
import { findLeader, isCut } from './summary.ts';
import type { DirectionFault, NodeView } from './world-state.ts';
import { clientAtStart, roleAtStart } from './world-start.ts';

export function foldAction(draft: Draft, at: Micros, action: Action): void {
  switch (action.do) {
    case 'kill':
      if ('node' in action) endProcess(draft, at, action.node, null);
      else endClient(draft, at, action.client);
      return;
    case 'hostCrash':
      endProcess(draft, at, action.node, null);
      return;
    case 'partition':
    case 'heal':
      onPartition(draft, at, action.node, action.do === 'partition');
      return;
    case 'healAll':
      onHealAll(draft, at);
      return;
    case 'cut':
    case 'join': {
      const [from, to] = [participantOf(draft, action.from), participantOf(draft, action.to)];
      setCut(draft, at, from, to, action.do === 'cut');
      return;
    }
    case 'slow': {
      const [from, to] = [participantOf(draft, action.from), participantOf(draft, action.to)];
      changeFault(draft, from, to, { slow: action.value });
      return;
    }
    case 'pause':
    case 'resume':
      draft.node(action.node).paused = action.do === 'pause';
      return;
    case 'disk': {
      const node = draft.node(action.node);
      node.disk =
        typeof action.value === 'number'
          ? { ...node.disk, slow: action.value }
          : { ...node.disk, failing: action.value === 'fail' };
      return;
    }
    case 'clock': {
      const node = draft.node(action.node);
      node.clock = {
        rate: action.value.rate ?? node.clock.rate,
        skewMs: action.value.skewMs ?? node.clock.skewMs,
      };
      return;
    }
    case 'connect':
      if (participantOf(draft, action.client) === WORLD) addClient(draft, action.client);
      return;
    case 'start':
    case 'restart':
    case 'reset':
    case 'close':
    case 'command':
      // What these do shows in the facts that follow.
      return;
    default:
      unreachable(action);
  }
}

/** A server's or client's participant number; clients go by name. */
export function participantOf(draft: Draft, end: ServerId | string): Participant {
  if (typeof end === 'number') return end;
  const index = draft.view.clients.findIndex((client) => client.name === end);
  return index < 0 ? WORLD : CLIENT_BASE + index + 1;
}

function addClient(draft: Draft, name: string): void {
  const world = draft.world();
  const clients = draft.ownList(world.clients);
  clients.push(clientAtStart(name, CLIENT_BASE + clients.length + 1));
  world.clients = clients;
}

function onPartition(draft: Draft, at: Micros, sid: ServerId, on: boolean): void {
  draft.node(sid).partitioned = on;
  for (const other of draft.view.nodes) {
    // A heal restores the links whose other end is not itself partitioned (determinism.md 24).
    if (other.sid === sid || (!on && other.partitioned)) continue;
    setCut(draft, at, sid, other.sid, on);
    setCut(draft, at, other.sid, sid, on);
  }
}

function onHealAll(draft: Draft, at: Micros): void {
  for (const node of draft.view.nodes)
    if (node.partitioned) draft.node(node.sid).partitioned = false;
  for (const { from, to } of draft.view.faults) setCut(draft, at, from, to, false);
}

function setCut(draft: Draft, at: Micros, from: Participant, to: Participant, on: boolean): void {
  if (isCut(draft.view.faults, from, to) === on) return;
  changeFault(draft, from, to, on ? { cutAt: at, joinedAt: null } : { joinedAt: at });
}

function changeFault(
  draft: Draft,
  from: Participant,
  to: Participant,
  change: Partial<DirectionFault>,
): void {
  const world = draft.world();
  const known = world.faults.find((fault) => fault.from === from && fault.to === to);
  const fault: DirectionFault = {
    ...(known ?? { from, to, cutAt: null, joinedAt: null, slow: 1 }),
    ...change,
  };
  world.faults = [...world.faults.filter((other) => other !== known), fault].sort(
    (a, b) => a.from - b.from || a.to - b.to,
  );
}

export function foldLife(
  draft: Draft,
  at: Micros,
  who: Participant,
  fact: Extract<WorldFact, { type: 'booted' | 'crashed' | 'timer' }>,
): void {
  if (who >= CLIENT_BASE) {
    if (fact.type === 'crashed' && who > CLIENT_BASE)
      draft.client(who).exited = { status: 1, exception: fact.why };
    return;
  }
  const node = draft.node(who);
  switch (fact.type) {
    case 'booted':
      node.life = 'up';
      node.incarnation = fact.incarnation;
      node.ended = null;
      node.stateSince = at;
      return;
    case 'crashed':
      endProcess(draft, at, who, { kind: 'crashed', why: fact.why });
      return;
    case 'timer':
      node.timers = [
        ...node.timers.filter((timer) => timer.id !== fact.id && timer.end > at),
        ...(fact.set === null ? [] : [{ id: fact.id, start: at, end: fact.set }]),
      ];
      return;
  }
}

/** The process of a server is gone; its disk stays, without what was not yet durable. */
export function endProcess(
  draft: Draft,
  at: Micros,
  sid: ServerId,
  ended: NodeView['ended'],
): void {
  const node = draft.node(sid);
  if (node.life === 'down') return;
  Object.assign(node, roleAtStart);
  node.life = 'down';
  node.ended = ended;
  node.paused = false;
  node.stateSince = at;
  node.lastCommitted = 0;
  node.lastProcessed = 0;
  node.watches = [];
  loseUnsynced(node);
  closeAllOf(draft, at, sid);
  draft.world().leader = findLeader(draft.view.nodes);
}

function loseUnsynced(node: Mutable<NodeView>): void {
  node.log = node.log.map((cell) => ({
    ...cell,
    stage: cell.stage === 'queued' || cell.stage === 'appended' ? 'lost' : cell.stage,
    committed: false,
    applied: false,
  }));
  const newest = node.log.findLast((cell) => cell.stage === 'synced')?.zxid ?? node.disk.synced;
  node.lastLogged = newest;
  node.disk = { ...node.disk, written: newest, synced: newest };
}

function endClient(draft: Draft, at: Micros, name: string): void {
  const index = draft.view.clients.findIndex((client) => client.name === name);
  if (index < 0) return;
  const client = draft.client(CLIENT_BASE + index + 1);
  client.state = 'CLOSED';
  client.since = at;
  client.server = null;
  client.pending = [];
  client.busy = false;
  closeAllOf(draft, at, CLIENT_BASE + index + 1);
}
