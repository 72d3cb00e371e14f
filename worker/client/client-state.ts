// Everything a client process knows, as plain data: zkCli's own variables, its connection, and the program that runs.
// Changed only by client.ts.
import type { Packed } from '../base/pack.ts';
import type { AddWatchMode } from '../data/model.ts';
import type { ApiCall } from './command.ts';
import type { ClientConfig } from './config.ts';
import type { Call } from './connection/call.ts';
import type { CnxnState } from './connection/cnxn-state.ts';
import type { Tail } from './zkcli/output.ts';
import type { Answer, Ask } from './zkcli/program.ts';
import { parseStartOptions, type StartOptions } from './zkcli/start-options.ts';
import { tokenize } from './zkcli/tokenize.ts';
import { defaultAddWatchMode } from './zkcli/watching.ts';

export type Task =
  | { readonly what: 'boot' }
  | { readonly what: 'line'; readonly line: string }
  | { readonly what: 'api'; readonly api: ApiCall };

/** What a program waits for. */
export type Wait =
  | { readonly kind: 'call'; readonly tag: number }
  | { readonly kind: 'next' | 'closed' | 'connected' };

export interface Running {
  readonly task: Task;
  /** Its answers so far: with them it can be run again from its start. */
  readonly journal: Answer[];
  wait: Wait | null;
  /** Results of calls that it did not wait for, oldest first. */
  readonly arrived: Answer[];
}

export interface Shell {
  readonly start: StartOptions;
  host: string;
  readonly history: Map<number, string>;
  commandCount: number;
  printWatches: boolean;
  addWatchMode: AddWatchMode;
  exitCode: number;
}

/** A request under way: of a program (`sync` it waits, `async` it goes on), or the closeSession of a close. */
export interface Request {
  readonly call: Call;
  readonly how: 'sync' | 'async' | 'close';
}

export interface ClientState {
  readonly shell: Shell;
  cnxn: CnxnState | null;
  /** How many ZooKeeper objects there were, links dialed, requests made, draws taken. */
  opens: number;
  dials: number;
  tags: number;
  draws: number;
  readonly requests: Map<number, Request>;
  running: Running | null;
  /** What waits for its turn, from `next` on. */
  readonly queue: Task[];
  next: number;
  tail: Tail | null;
  /** What the last API call gave. */
  answer: Packed;
  exited: boolean;
}

/** The next task in turn. What is done is cut off now and then: a million pasted lines must not be moved for each. */
export function takeTask(state: ClientState): Task | null {
  const task = state.queue[state.next];
  if (task === undefined) return null;
  state.next += 1;
  if (state.next * 2 >= state.queue.length) {
    state.queue.splice(0, state.next);
    state.next = 0;
  }
  return task;
}

/** What a command changes of the shell for the commands after it. */
export function changeShell(
  shell: Shell,
  change: Extract<Ask, { ask: 'keepMode' | 'printWatches' | 'rewriteHistory' }>,
): void {
  if (change.ask === 'keepMode') shell.addWatchMode = change.mode;
  else if (change.ask === 'printWatches') shell.printWatches = change.on;
  else shell.history.set(shell.commandCount, change.line);
}

export function makeClientState({ connectString, options }: ClientConfig): ClientState {
  const start = parseStartOptions(['-server', connectString, ...tokenize(options)]);
  return {
    shell: {
      start,
      host: '',
      history: new Map(),
      commandCount: 0,
      printWatches: true,
      addWatchMode: defaultAddWatchMode,
      exitCode: 0,
    },
    cnxn: null,
    opens: 0,
    dials: 0,
    tags: 0,
    draws: 0,
    requests: new Map(),
    running: null,
    queue: [],
    next: 0,
    tail: null,
    answer: null,
    exited: false,
  };
}
