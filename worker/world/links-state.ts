// Captures and restores the connections of one participant (determinism.md 21). Called by participant.ts.
import { present } from '../base/assert.ts';
import type { ArrivalState, LinkState } from './host-state.ts';
import { parseLink, rankOf } from './item.ts';
import { latencyPrefix } from './latency.ts';
import type { Arrival, LinkEnd } from './link-end.ts';
import type { Links } from './links.ts';

/** Equal for equal connections, in whatever order their items came in. */
export function captureLinks(links: Links): LinkState[] {
  const queued = new Map<LinkEnd, Arrival[]>();
  for (const arrival of links.arrivals()) {
    const list = queued.get(arrival.end);
    if (list === undefined) queued.set(arrival.end, [arrival]);
    else list.push(arrival);
  }
  return links.ends().map((end) => ({
    link: end.link,
    plane: end.plane,
    peer: end.peer,
    peerIncarnation: end.peerIncarnation,
    dialed: end.dialed,
    phase: end.phase,
    outN: end.outN,
    outStamp: end.outStamp,
    inN: end.inN,
    inDue: end.inDue,
    ended: end.ended,
    held: end.held.map(stateOf),
    queued: (queued.get(end) ?? []).sort((a, b) => a.item.n - b.item.n).map(stateOf),
  }));
}

export function restoreLinks(links: Links, states: readonly LinkState[], seed: number): void {
  for (const state of states) {
    const name = present(parseLink(state.link), `The name of connection ${state.link}`);
    const { held, queued, ...plain } = state;
    const end: LinkEnd = {
      ...plain,
      name,
      rank: rankOf(name, state.dialed),
      outPrefix: latencyPrefix(seed, name, state.dialed ? 0 : 1),
      held: [],
    };
    end.held = held.map((arrival) => ({ end, ...arrival }));
    links.put(
      end,
      queued.map((arrival) => ({ end, ...arrival })),
    );
  }
}

function stateOf({ item, at, arrived }: Arrival): ArrivalState {
  return { item, at, arrived };
}
