// Follows the facts of one step and says whether a claim of it holds. Called by progress.ts, which makes new ones for each
// step. State is small: a trace may go on for long behind a step that waits.
import { WORLD } from '../base/units.ts';
import { shortZxid } from '../base/zxid.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { InvariantId } from '../trace/invariant-ids.ts';
import type { NodeView, World } from '../trace/world-state.ts';
import { agree, unbound, type Bindings, type NumberOf } from './fields.ts';
import type { Claim, Match } from './lesson.ts';
import { fits } from './matches.ts';

/** The moment at which a claim is judged: right after the newest fact. */
export interface Moment {
  readonly world: () => World;
  /** Whether this invariant has been broken since the start of the run. */
  readonly broken: (id: InvariantId) => boolean;
}

export interface Watcher {
  push(event: TraceEvent): void;
  holds(moment: Moment): boolean;
}

export function watcherOf(claim: Claim, numberOf: NumberOf): Watcher {
  if ('order' in claim) return new Order(claim.order, numberOf);
  if ('all' in claim) return new All(claim.all, numberOf);
  if ('count' in claim) return new Count(claim, numberOf);
  if ('each' in claim) return new Each(claim.each, numberOf);
  if ('node' in claim) return new Node(claim, numberOf);
  if ('never' in claim) return new Never(claim.never, claim.after ?? null, numberOf);
  return { push: () => undefined, holds: (moment) => holdsNow(claim, moment) };
}

class Order implements Watcher {
  private readonly matches: readonly Match[];
  private readonly numberOf: NumberOf;
  private met = 0;
  private bindings: Bindings = unbound;

  constructor(matches: readonly Match[], numberOf: NumberOf) {
    this.matches = matches;
    this.numberOf = numberOf;
  }

  push(event: TraceEvent): void {
    const match = this.matches[this.met];
    if (match === undefined) return;
    const found = fits(match, event, this.bindings, this.numberOf);
    if (found === null) return;
    this.met += 1;
    this.bindings = found;
  }

  holds(): boolean {
    return this.met === this.matches.length;
  }
}

class All implements Watcher {
  private open: readonly Match[];
  private readonly numberOf: NumberOf;

  constructor(matches: readonly Match[], numberOf: NumberOf) {
    this.open = matches;
    this.numberOf = numberOf;
  }

  push(event: TraceEvent): void {
    if (this.open.some((match) => match.fact === event.fact.type))
      this.open = this.open.filter((match) => fits(match, event, unbound, this.numberOf) === null);
  }

  holds(): boolean {
    return this.open.length === 0;
  }
}

class Count implements Watcher {
  private readonly claim: Extract<Claim, { readonly count: Match }>;
  private readonly numberOf: NumberOf;
  private seen = 0;

  constructor(claim: Extract<Claim, { readonly count: Match }>, numberOf: NumberOf) {
    this.claim = claim;
    this.numberOf = numberOf;
  }

  push(event: TraceEvent): void {
    if (fits(this.claim.count, event, unbound, this.numberOf) !== null) this.seen += 1;
  }

  holds(): boolean {
    return 'times' in this.claim ? this.seen >= this.claim.times : this.seen === this.claim.exactly;
  }
}

class Never implements Watcher {
  private readonly never: Match;
  private readonly numberOf: NumberOf;
  private after: Match | null;
  private bindings: Bindings = unbound;
  private broken = false;

  constructor(never: Match, after: Match | null, numberOf: NumberOf) {
    this.never = never;
    this.after = after;
    this.numberOf = numberOf;
  }

  push(event: TraceEvent): void {
    if (this.after !== null) {
      const found = fits(this.after, event, unbound, this.numberOf);
      if (found === null) return;
      this.after = null;
      this.bindings = found;
    } else if (fits(this.never, event, this.bindings, this.numberOf) !== null) this.broken = true;
  }

  /** A claim about what is behind a fact that never came says nothing: it does not hold. */
  holds(): boolean {
    return this.after === null && !this.broken;
  }
}

/** A World is asked for only after facts that may have changed the node. */
class Node implements Watcher {
  private readonly claim: Extract<Claim, { readonly node: number }>;
  private readonly numberOf: NumberOf;
  private stale = true;
  private held = false;

  constructor(claim: Extract<Claim, { readonly node: number }>, numberOf: NumberOf) {
    this.claim = claim;
    this.numberOf = numberOf;
  }

  push(event: TraceEvent): void {
    if (event.who === this.claim.node || event.who === WORLD) this.stale = true;
  }

  holds(moment: Moment): boolean {
    if (!this.stale) return this.held;
    this.stale = false;
    const node = nodeOf(moment.world(), this.claim.node);
    this.held = node !== undefined && agree(this.claim.has, node, unbound, this.numberOf) !== null;
    return this.held;
  }
}

class Each implements Watcher {
  private readonly watchers: readonly Watcher[];

  constructor(claims: readonly Claim[], numberOf: NumberOf) {
    this.watchers = claims.map((claim) => watcherOf(claim, numberOf));
  }

  push(event: TraceEvent): void {
    for (const watcher of this.watchers) watcher.push(event);
  }

  holds(moment: Moment): boolean {
    return this.watchers.every((watcher) => watcher.holds(moment));
  }
}

type NowClaim = Extract<
  Claim,
  | { readonly broken: InvariantId }
  | { readonly busy: string }
  | { readonly trees: string }
  | { readonly log: number }
>;

function holdsNow(claim: NowClaim, moment: Moment): boolean {
  if ('broken' in claim) return moment.broken(claim.broken);
  const world = moment.world();
  if ('busy' in claim) return world.clients.some((one) => one.name === claim.busy && one.busy);
  if ('trees' in claim) {
    const digests = new Set(claim.nodes.map((sid) => nodeOf(world, sid)?.digest));
    return claim.trees === 'same' ? digests.size === 1 : digests.size > 1;
  }
  const cell = nodeOf(world, claim.log)?.log.find(({ zxid }) => shortZxid(zxid) === claim.zxid);
  return (cell?.stage ?? 'none') === claim.stage;
}

function nodeOf(world: World, sid: number): NodeView | undefined {
  return world.nodes.find((node) => node.sid === sid);
}
