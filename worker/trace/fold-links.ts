// Folds connections and what travels on them into the World. Called by fold.ts.
// Source of the facts: worker/world/facts.ts; their rules: determinism.md 7 to 10.
import { CLIENT_BASE, type LinkId, type Micros, type Participant } from '../base/units.ts';
import type { WorldFact } from '../world/facts.ts';
import type { Draft, Mutable } from './draft.ts';
import { countPacket } from './fold-counters.ts';
import type { Freight, LinkView, LostItem, Message } from './link-view.ts';
import { LOST_WINDOW } from './world-state.ts';

export type LinkFact = Extract<
  WorldFact,
  { type: 'dialed' | 'sent' | 'closing' | 'received' | 'opened' | 'refused' | 'closed' | 'lost' }
>;
type Leaving = Extract<LinkFact, { type: 'dialed' | 'sent' | 'closing' }>;

export function foldLink(draft: Draft, at: Micros, who: Participant, fact: LinkFact): void {
  switch (fact.type) {
    case 'dialed':
    case 'sent':
    case 'closing':
      onLeaving(draft, at, who, fact);
      return;
    case 'received':
      onReceived(draft, at, who, fact.link, fact.from, fact.n);
      return;
    case 'opened': {
      const link = ownLink(draft, fact.link);
      if (link === null) return;
      if (link.status === 'dialing') link.status = 'open';
      // The dial is answered where it arrived; it is no packet and has no `received` of its own.
      if (!fact.dialed) dropDial(draft, link);
      return;
    }
    case 'refused':
      removeLink(draft, at, fact.link);
      return;
    case 'closed':
      closeEnd(draft, at, fact.link, who);
      return;
    case 'lost':
      loseItems(draft, at, fact);
      return;
  }
}

function ownLink(draft: Draft, id: LinkId): Mutable<LinkView> | null {
  const world = draft.world();
  const known = world.links.get(id);
  if (known === undefined) return null;
  const link = draft.own(known);
  if (link !== known) {
    const links = draft.ownMap(world.links);
    links.set(id, link);
    world.links = links;
  }
  return link;
}

function addLink(draft: Draft, at: Micros, who: Participant, fact: Leaving): Mutable<LinkView> {
  const world = draft.world();
  const links = draft.ownMap(world.links);
  const link: LinkView = {
    link: fact.link,
    plane: fact.plane,
    opener: who,
    target: fact.to,
    status: 'dialing',
    openerClosed: false,
    targetClosed: false,
    since: at,
    outward: [],
    inward: [],
  };
  const mine = draft.own(link);
  links.set(fact.link, mine);
  world.links = links;
  return mine;
}

function onLeaving(draft: Draft, at: Micros, who: Participant, fact: Leaving): void {
  const known = ownLink(draft, fact.link);
  // What a process closes when it ends is told after its end: that link is gone already.
  if (known === null && fact.type !== 'dialed') return;
  const link = known ?? addLink(draft, at, who, fact);
  const side = who === link.opener ? 'outward' : 'inward';
  const items = draft.ownList(link[side]);
  items.push({
    link: fact.link,
    plane: fact.plane,
    from: who,
    to: fact.to,
    n: fact.n,
    freight: freightOf(fact),
    sentAt: at,
    arrives: fact.arrives,
  });
  link[side] = items;
  if (fact.type === 'closing') {
    link.status = 'closing';
    if (who === link.opener) link.openerClosed = true;
    else link.targetClosed = true;
    if (link.openerClosed && link.targetClosed) removeLink(draft, at, fact.link);
  }
  if (fact.type === 'sent' && fact.plane !== 'client') countPacket(draft, fact.packet);
}

function freightOf(fact: Leaving): Freight {
  if (fact.type === 'sent') return { kind: 'packet', packet: fact.packet };
  return { kind: fact.type === 'dialed' ? 'dial' : 'closing' };
}

function onReceived(
  draft: Draft,
  at: Micros,
  who: Participant,
  id: LinkId,
  from: Participant,
  n: number,
): void {
  const link = ownLink(draft, id);
  if (link === null) return;
  const side = from === link.opener ? 'outward' : 'inward';
  const items = draft.ownList(link[side]);
  while (items[0] !== undefined && items[0].n <= n) items.shift();
  link[side] = items;
  if (link.plane === 'quorum') hearQuorum(draft, at, who, from);
  else if (link.plane === 'client' && who > CLIENT_BASE) draft.client(who).heardAt = at;
}

/** The silence that syncLimit measures ends with every packet of the quorum plane. */
function hearQuorum(draft: Draft, at: Micros, who: Participant, from: Participant): void {
  const node = draft.node(who);
  if (node.leader === from) node.heardAt = at;
  else if (node.state === 'LEADING') {
    const index = node.learners.findIndex((learner) => learner.sid === from);
    const learner = node.learners[index];
    const learners = draft.ownList(node.learners);
    if (learner !== undefined) learners[index] = { ...learner, heardAt: at };
    else {
      learners.push({ sid: from, mode: 'NONE', row: null, ready: false, heardAt: at });
      learners.sort((a, b) => a.sid - b.sid);
    }
    node.learners = learners;
  }
}

function dropDial(draft: Draft, link: Mutable<LinkView>): void {
  if (link.outward[0]?.freight.kind !== 'dial') return;
  const items = draft.ownList(link.outward);
  items.shift();
  link.outward = items;
}

function loseItems(draft: Draft, at: Micros, fact: Extract<LinkFact, { type: 'lost' }>): void {
  const link = ownLink(draft, fact.link);
  if (link === null) return;
  const side = fact.from === link.opener ? 'outward' : 'inward';
  const gone = link[side].filter((item) => item.n >= fact.n && item.n <= fact.m);
  link[side] = link[side].filter((item) => item.n < fact.n || item.n > fact.m);
  die(draft, at, gone);
}

/** `who` has the connection closed: nothing more can reach it. The link goes when both ends have. */
export function closeEnd(draft: Draft, at: Micros, id: LinkId, who: Participant): void {
  const link = ownLink(draft, id);
  if (link === null) return;
  const side = who === link.opener ? 'inward' : 'outward';
  die(
    draft,
    at,
    link[side].filter((item) => item.freight.kind === 'packet'),
  );
  link[side] = [];
  link.status = 'closing';
  if (who === link.opener) link.openerClosed = true;
  else link.targetClosed = true;
  if (link.openerClosed && link.targetClosed) removeLink(draft, at, id);
}

/** A participant's process ended: what was on its way to it dies, what it sent still travels (determinism.md 18). */
export function closeAllOf(draft: Draft, at: Micros, who: Participant): void {
  for (const [id, link] of draft.view.links)
    if (link.opener === who || link.target === who) closeEnd(draft, at, id, who);
}

function removeLink(draft: Draft, at: Micros, id: LinkId): void {
  const world = draft.world();
  const link = world.links.get(id);
  if (link === undefined) return;
  die(
    draft,
    at,
    [...link.outward, ...link.inward].filter((item) => item.freight.kind === 'packet'),
  );
  const links = draft.ownMap(world.links);
  links.delete(id);
  world.links = links;
}

function die(draft: Draft, at: Micros, items: readonly Message[]): void {
  if (items.length === 0) return;
  const world = draft.world();
  const lost = draft.ownList<LostItem>(world.lost);
  for (const item of items) {
    const fault = world.faults.find((f) => f.from === item.from && f.to === item.to);
    lost.push({
      ...item,
      at,
      cutAt: fault?.cutAt ?? null,
      joinedAt: fault?.joinedAt ?? null,
    });
  }
  if (lost.length > LOST_WINDOW) lost.splice(0, lost.length - LOST_WINDOW);
  world.lost = lost;
  const counters = draft.own(world.counters);
  counters.lost += items.length;
  world.counters = counters;
}
