// What a search covers: how many servers, what clients do, how many faults, and what is left to chance. Called by explore.ts;
// the scopes of the command line and of the tests are listed here. Source: correctness.md 5 (exhaustive small scope).
import type { Settings } from '../../zab/settings.ts';
import type { Switch } from '../../zab/bugs.ts';

export interface Scope {
  readonly name: string;
  readonly servers: number;
  /** Sessions of clients, one after the other, each at any server that serves; and the writes of each. */
  readonly sessions: number;
  readonly writes: number;
  /** Deaths of a process, each at any boundary between two steps. */
  readonly crashes: number;
  /** Restarts are free: `quiet`, whenever nothing is under way, or at every boundary. */
  readonly restarts: 'quiet' | 'everywhere';
  /** Whether a crash may keep a part of what was written and not synced, too. */
  readonly prefixes: boolean;
  /** Connections between servers that break, each at any boundary, with any suffix of each direction lost. */
  readonly resets: number;
  /**
   * `all`: packets of the quorum plane and syncs happen in every order (FIFO in each connection and on each disk). `low` and
   * `high`: in one order, the node with the smallest or largest sid first. Elections go in one order always.
   */
  readonly orders: 'all' | 'low' | 'high';
  readonly settings: Partial<Settings>;
  readonly switches: readonly Switch[];
}

const base: Scope = {
  ...{ name: '', servers: 3, sessions: 1, writes: 1, crashes: 0, prefixes: false, resets: 0 },
  ...{ restarts: 'quiet', orders: 'low' },
  // Short time-outs: a search passes every tick one by one. Notifications must be able to become rare: here nothing is ever
  // late, and where two nodes repeat themselves in step, each new message of the one keeps the other from speaking.
  settings: { initLimit: 3, syncLimit: 2, maxNotificationIntervalMs: 3200, snapCount: 1000 },
  switches: [],
};

/** From small to large; the last ones have no end that anybody waits for. */
export const scopes: readonly Scope[] = [
  { ...base, name: 'one crash', crashes: 1, prefixes: true },
  { ...base, name: 'one crash, large sids first', crashes: 1, prefixes: true, orders: 'high' },
  { ...base, name: 'one reset', resets: 1 },
  { ...base, name: 'orders', orders: 'all' },
  { ...base, name: 'two crashes', crashes: 2 },
  { ...base, name: 'a crash and a reset', crashes: 1, resets: 1 },
  { ...base, name: 'orders and one reset', orders: 'all', resets: 1 },
  { ...base, name: 'orders and one crash', orders: 'all', crashes: 1 },
  { ...base, name: 'two sessions, two crashes', sessions: 2, crashes: 2, prefixes: true },
  {
    ...{ ...base, name: 'two sessions, two crashes, one reset, orders', sessions: 2, crashes: 2 },
    ...{ prefixes: true, resets: 1, orders: 'all' },
  },
];
