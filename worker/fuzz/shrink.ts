// Makes a failing recording short: the same invariant, fewer actions. Delta debugging: pieces are left out, large ones
// first, as long as the failure stays. Latencies stay those of the seed as long as that leads anywhere: no draw depends on
// another action's place. Where that does not make it short, other seeds are tried, the end of the run alone, and the
// other passes of shrink-passes.ts.
// Called by worker/host/cli/fuzz.ts; it says when to stop. Source: correctness.md 5 (at most 40 actions within a minute).
import type { Micros } from '../base/units.ts';
import type { Action, Recording } from '../world/recording.ts';
import { endings, mergedClients, pairs, smallLimits, withoutLastServer } from './shrink-passes.ts';

export interface ShrinkOptions {
  /** When it fails in the same way, or null if it does not. */
  readonly failsAt: (recording: Recording) => Micros | null;
  /** True once there was enough trying; what is found by then is the result. */
  readonly enough: () => boolean;
}

export interface Shrunk {
  readonly recording: Recording;
  readonly tries: number;
}

export function shrink(recording: Recording, options: ShrinkOptions): Shrunk {
  return new Shrinker(recording, options).run();
}

/** Short enough to be read: there other latencies are not tried any more. */
const GOAL = 40;
/** Other seeds for one candidate: at least so many, and of these a share as large as the piece that would go. */
const RESEEDS = 3;
const RESEEDS_FOR_ALL = 96;
/** How often all pieces are gone through with other seeds and nothing comes of it, before that is given up. */
const ROUNDS = 3;

class Shrinker {
  private best: Recording;
  private readonly options: ShrinkOptions;
  private tries = 0;
  private reseeds = false;
  /** Other seeds that were tried. */
  private seeds = 0;

  constructor(recording: Recording, options: ShrinkOptions) {
    const { hash: _hash, view: _view, ...rest } = recording;
    this.best = rest;
    this.options = options;
  }

  run(): Shrunk {
    this.try(this.best);
    this.dropKinds();
    this.dropAll();
    // What is left may only keep the times right: with other latencies less of it may do.
    this.reseeds = true;
    for (let idle = 0; idle < ROUNDS && this.isLong() && !this.options.enough(); idle += 1) {
      const before = this.best.actions.length;
      this.keepEnding();
      this.reshape();
      this.dropAll();
      if (this.best.actions.length < before) idle = -1;
    }
    return { recording: this.best, tries: this.tries };
  }

  private isLong(): boolean {
    return this.best.actions.length > GOAL;
  }

  private dropAll(): void {
    for (let before = Infinity; before > this.best.actions.length;) {
      before = this.best.actions.length;
      this.dropPieces();
      this.dropPairs();
      this.simplify();
      if (this.options.enough()) return;
    }
  }

  /** All that one client does, all faults of one kind, all that happens to one node. */
  private dropKinds(): void {
    for (const kind of kindsOf(this.best.actions)) {
      if (this.options.enough()) return;
      this.try(without(this.best, (action) => kindsOf([action]).includes(kind)));
    }
  }

  /** The end of the run alone may do, with one of many seeds: nothing else takes so much away. */
  private keepEnding(): void {
    for (const candidate of endings(this.best)) {
      if (this.options.enough()) return;
      if (candidate.actions.length < this.best.actions.length && this.try(candidate)) return;
    }
  }

  private reshape(): void {
    for (const pass of [withoutLastServer, mergedClients, smallLimits])
      // Of what is best by then: what was found meanwhile must not be undone.
      for (let nth = 0; !this.options.enough(); nth += 1) {
        const candidate = pass(this.best)[nth];
        if (candidate === undefined) break;
        this.try(candidate);
      }
  }

  /** A crash and its restart, a wall and its end: neither can go alone. */
  private dropPairs(): void {
    for (const pair of pairs(this.best.actions)) {
      if (this.options.enough()) return;
      if (pair.every((action) => this.best.actions.includes(action)))
        this.try(without(this.best, (action) => pair.includes(action)));
    }
  }

  /** Halves, quarters and so on down to single actions. */
  private dropPieces(): void {
    for (let size = Math.ceil(this.best.actions.length / 2); size >= 1; size = halfOf(size)) {
      // From the end: what comes later rarely carries what came before.
      for (let end = this.best.actions.length; end > 0 && !this.options.enough(); end -= size) {
        const start = Math.max(0, end - size);
        const { actions } = this.best;
        if (end > actions.length) continue;
        this.try({ ...this.best, actions: [...actions.slice(0, start), ...actions.slice(end)] });
      }
      if (size === 1 || this.options.enough()) return;
    }
  }

  /** What is not named any more goes, and settings that the failure does not need. */
  private simplify(): void {
    const { clients, ensemble } = this.best;
    const named = clients.filter(({ name }) => isNamed(this.best.actions, name));
    // Clients are numbered in order, and draws are keyed by the number: only the last ones can go unnoticed.
    if (named.length < clients.length) this.try({ ...this.best, clients: named });
    for (const key of Object.keys(ensemble.settings ?? {}).sort()) {
      if (this.options.enough()) return;
      const rest = Object.entries(ensemble.settings ?? {}).filter(([name]) => name !== key);
      const settings = Object.fromEntries(rest);
      this.try({ ...this.best, ensemble: { ...this.best.ensemble, settings } });
    }
    if (ensemble.observers > 0)
      this.try({ ...this.best, ensemble: { ...this.best.ensemble, observers: 0 } });
  }

  /** Keeps the candidate if it fails in the same way, or does with other latencies. */
  private try(candidate: Recording): boolean {
    if (candidate.actions.some((action) => !isPossible(action, candidate))) return false;
    if (this.fails(candidate)) return true;
    if (!this.reseeds || !this.isLong()) return false;
    const dropped = 1 - candidate.actions.length / this.best.actions.length;
    const seeds = Math.max(RESEEDS, Math.floor(RESEEDS_FOR_ALL * dropped));
    for (let count = 0; count < seeds && !this.options.enough(); count += 1) {
      this.seeds += 1;
      if (this.fails({ ...candidate, seed: (candidate.seed + this.seeds) % 2 ** 32 })) return true;
    }
    return false;
  }

  /** It ends where it has failed. */
  private fails(candidate: Recording): boolean {
    this.tries += 1;
    const at = this.options.failsAt(candidate);
    if (at === null) return false;
    const until = Math.min(candidate.until, at + 1);
    const actions = candidate.actions.filter((action) => action.at < until);
    this.best = { ...candidate, actions, until };
    return true;
  }
}

function halfOf(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}

function without(recording: Recording, drops: (action: Action) => boolean): Recording {
  return { ...recording, actions: recording.actions.filter((action) => !drops(action)) };
}

function kindsOf(actions: readonly Action[]): string[] {
  const kinds = new Set<string>();
  for (const action of actions) {
    if (action.do === 'start') continue;
    if ('client' in action) kinds.add(`client ${action.client}`);
    else kinds.add(`do ${action.do}`);
    if (action.do === 'kill' || action.do === 'restart') continue;
    if ('node' in action && action.node !== undefined && !('client' in action))
      kinds.add(`${action.do} ${action.node}`);
  }
  return [...kinds].sort();
}

function isNamed(actions: readonly Action[], name: string): boolean {
  return actions.some(
    (action) =>
      ('client' in action && action.client === name) ||
      ('from' in action && (action.from === name || action.to === name)),
  );
}

/** Without a client or an observer that an action names, the recording would be none. */
function isPossible(action: Action, { ensemble, clients }: Recording): boolean {
  const servers = ensemble.servers + ensemble.observers;
  const ends = [
    ...('client' in action ? [action.client] : []),
    ...('node' in action && action.node !== undefined ? [action.node] : []),
    ...('from' in action ? [action.from, action.to] : []),
  ];
  return ends.every((end) =>
    typeof end === 'number' ? end <= servers : clients.some(({ name }) => name === end),
  );
}
