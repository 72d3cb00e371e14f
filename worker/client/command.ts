// What can be asked of a client from outside: recorded actions become `type` and `close`. Calls of the API on the
// client's own session are for the transcripts of the real ZooKeeper, which hold them beside typed lines.
import type { AddWatchMode, CreateMode, WatcherType } from '../data/model.ts';

export type ClientCommand =
  /** A line typed at the prompt. While a command runs, what is typed waits in order. */
  | { readonly do: 'type'; readonly line: string }
  /** ZooKeeper.close() from outside the terminal: the session is closed, the process stays. */
  | { readonly do: 'close' };

/** Fields left out mean: data null, version -1, no watch, acl world:anyone:cdrwa ('' is the empty list). */
export interface ApiCall {
  readonly op: string;
  readonly path?: string;
  readonly data?: string | null;
  readonly version?: number;
  readonly watch?: boolean;
  readonly acl?: string;
  readonly mode?: CreateMode | AddWatchMode;
  readonly ttl?: number;
  readonly stat?: boolean;
  readonly scheme?: string;
  readonly auth?: string | null;
  readonly type?: WatcherType;
  readonly local?: boolean;
  readonly joining?: string;
  readonly leaving?: string;
  readonly members?: string;
  readonly fromConfig?: number;
  readonly ops?: readonly ApiCall[];
}
