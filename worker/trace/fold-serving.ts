// Folds synchronization as the leader decides it, and what a server does for its clients, into the World. Called by fold.ts.
// Source of the facts: worker/zab/facts.ts (synchronization), worker/server/facts.ts (sessions, watches).
import { unreachable } from '../base/assert.ts';
import type { Micros, ServerId } from '../base/units.ts';
import type { ServerFact } from '../server/facts.ts';
import type { Draft, Mutable } from './draft.ts';
import type { LearnerView, NodeView } from './world-state.ts';

export type ServingFact = Extract<
  ServerFact,
  {
    type:
      | 'syncDecided'
      | 'syncMode'
      | 'learnerReady'
      | 'learnerTimedOut'
      | 'serving'
      | 'sessionOpened'
      | 'sessionExpiring'
      | 'sessionOwner'
      | 'watchSet'
      | 'watchDropped'
      | 'watchFired';
  }
>;

export function foldServing(draft: Draft, at: Micros, sid: ServerId, fact: ServingFact): void {
  const node = draft.node(sid);
  switch (fact.type) {
    case 'syncDecided':
      setLearner(draft, at, node, fact.sid, { mode: fact.mode, row: fact.row, ready: false });
      return;
    case 'learnerReady':
      setLearner(draft, at, node, fact.sid, { ready: true });
      return;
    case 'learnerTimedOut':
      node.learners = node.learners.filter((learner) => learner.sid !== fact.sid);
      return;
    case 'syncMode':
      node.syncMode = fact.mode;
      return;
    case 'serving':
      node.serving = fact.on;
      if (!fact.on) {
        node.sessions = [];
        node.watches = [];
      }
      return;
    case 'sessionOpened':
      onSessionOpened(draft, node, fact);
      return;
    case 'sessionExpiring':
    case 'sessionOwner':
      return;
    default:
      foldWatch(draft, node, fact);
  }
}

function setLearner(
  draft: Draft,
  at: Micros,
  node: Mutable<NodeView>,
  sid: ServerId,
  change: Partial<LearnerView>,
): void {
  const learners = draft.ownList(node.learners);
  const index = learners.findIndex((learner) => learner.sid === sid);
  const learner = learners[index];
  if (learner !== undefined) learners[index] = { ...learner, ...change };
  else {
    learners.push({ sid, mode: 'NONE', row: null, ready: false, heardAt: at, ...change });
    learners.sort((a, b) => a.sid - b.sid);
  }
  node.learners = learners;
}

function onSessionOpened(
  draft: Draft,
  node: Mutable<NodeView>,
  fact: Extract<ServingFact, { type: 'sessionOpened' }>,
): void {
  const { sessionId, timeoutMs, link } = fact;
  const client = draft.view.clients.find((other) => other.sessionId === sessionId)?.name ?? null;
  node.sessions = [
    ...node.sessions.filter((other) => other.sessionId !== sessionId),
    { sessionId, timeoutMs, link, client },
  ].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
}

/** The connection is gone, and with it the session's watches on this server (they live where the client is connected). */
export function dropSession(draft: Draft, sid: ServerId, link: string): void {
  const known = draft.view.nodes[sid - 1];
  const session = known?.sessions.find((other) => other.link === link);
  if (session === undefined) return;
  const node = draft.node(sid);
  node.sessions = node.sessions.filter((other) => other !== session);
  node.watches = node.watches.filter((watch) => watch.sessionId !== session.sessionId);
}

function foldWatch(
  draft: Draft,
  node: Mutable<NodeView>,
  fact: Extract<ServingFact, { type: 'watchSet' | 'watchDropped' | 'watchFired' }>,
): void {
  switch (fact.type) {
    case 'watchSet': {
      const { sessionId, kind, path } = fact;
      if (node.watches.some((w) => isWatch(w, sessionId, path) && w.kind === kind)) return;
      const watches = draft.ownList(node.watches);
      watches.push({ sessionId, kind, path });
      node.watches = watches;
      return;
    }
    case 'watchDropped':
      node.watches = node.watches.filter(
        (w) => !(isWatch(w, fact.sessionId, fact.path) && w.kind === fact.kind),
      );
      return;
    case 'watchFired': {
      const { sessionId, event } = fact;
      const oneShot = firedKinds(event.type);
      node.watches = node.watches.filter(
        (w) => !(isWatch(w, sessionId, event.path) && oneShot.includes(w.kind)),
      );
      return;
    }
    default:
      unreachable(fact);
  }
}

function isWatch(
  watch: { readonly sessionId: string; readonly path: string },
  sessionId: string,
  path: string,
): boolean {
  return watch.sessionId === sessionId && watch.path === path;
}

/** Which one-shot watches an event uses up; persistent ones stay. Source: DataTree's calls of triggerWatch. */
function firedKinds(event: string): readonly string[] {
  switch (event) {
    case 'NodeCreated':
    case 'NodeDataChanged':
      return ['data', 'exists'];
    case 'NodeDeleted':
      return ['data', 'exists', 'child'];
    case 'NodeChildrenChanged':
      return ['child'];
    default:
      return [];
  }
}
