// Runs a client's programs one at a time: what was typed waits in order, what a program asks is put to the connection, and
// what comes back resumes it. Part of the client machine (client.ts).
// Source: ZooKeeperMain.executeLine and processCmd; ZooKeeper.close.
import { present, unreachable } from '../base/assert.ts';
import { MS } from '../base/units.ts';
import { runApi } from './api.ts';
import { Calls } from './calls.ts';
import {
  changeShell,
  takeTask,
  type ClientState,
  type Request,
  type Running,
  type Task,
} from './client-state.ts';
import type { ClientConfig } from './config.ts';
import { refusal, type Call } from './connection/call.ts';
import type { Finished } from './connection/cnxn-state.ts';
import type { Effects } from './effects.ts';
import type { Opener } from './opener.ts';
import { Gate } from './zkcli/output.ts';
import type { Answer, Ask, Ending, Program } from './zkcli/program.ts';
import { boot, runWords, type ShellView } from './zkcli/shell.ts';
import { tokenize } from './zkcli/tokenize.ts';

/** What happened to the connection in this step and is not yet told to the program. */
type News =
  | { readonly kind: 'finished'; readonly tag: number; readonly result: Finished }
  | { readonly kind: 'closed' | 'connected' | 'timeout' };

const TIMER = 'command';

export class ProgramRunner {
  readonly #config: ClientConfig;
  readonly #state: ClientState;
  readonly #effects: Effects;
  readonly #opener: Opener;
  readonly #calls: Calls;
  readonly #gate: Gate;
  readonly #news: News[] = [];
  #program: Program | null = null;

  constructor(config: ClientConfig, state: ClientState, effects: Effects, opener: Opener) {
    this.#config = config;
    this.#state = state;
    this.#effects = effects;
    this.#gate = new Gate(effects.out);
    this.#opener = opener;
    this.#calls = new Calls(state, opener);
    if (state.running !== null) this.#runAgain(state.running);
  }

  enqueue(task: Task): void {
    this.#state.queue.push(task);
  }

  hear(news: News): void {
    this.#news.push(news);
  }

  /** Tells programs their news and starts the next ones, until all of them wait. Ends every step. */
  settle(): void {
    while (!this.#state.exited) {
      const news = this.#news.shift();
      if (news !== undefined) this.#tellNews(news);
      else if (this.#state.running !== null) return;
      else {
        const task = takeTask(this.#state);
        if (task === null) return;
        this.#begin(task);
      }
    }
  }

  /** ZooKeeper.close() by somebody else than the program that runs. */
  closeFromOutside(): void {
    if (this.#calls.isAlive) this.#requestClose();
  }

  /** The prompt that zkCli would show now. */
  prompt(): string {
    const { shell, cnxn } = this.#state;
    return `[zk: ${shell.host}(${cnxn?.states ?? 'CONNECTING'}) ${shell.commandCount}] `;
  }

  // The life of a program.

  #begin(task: Task): void {
    const { shell } = this.#state;
    if (task.what === 'line') {
      this.#effects.tell({ type: 'typed', line: task.line });
      if (task.line === '') {
        this.#tellPrompt();
        return;
      }
      shell.history.set(shell.commandCount, task.line);
    }
    this.#state.running = { task, journal: [], wait: null, arrived: [] };
    this.#program = this.#programOf(task);
    this.#drive(this.#program.next());
  }

  #programOf(task: Task): Program {
    const view = this.#view();
    const out = this.#gate;
    switch (task.what) {
      case 'boot':
        return boot(view, out);
      case 'line':
        return runWords(view, tokenize(task.line), out);
      case 'api':
        return runApi(task.api);
      default:
        return unreachable(task);
    }
  }

  #view(): ShellView {
    const { extras, greeting } = this.#config;
    return { ...this.#state.shell, extras, greeting };
  }

  /** After a restore: the program from its start, with the answers it had. */
  #runAgain({ task, journal }: Running): void {
    this.#gate.open = false;
    this.#program = this.#programOf(task);
    this.#program.next();
    for (const answer of journal) this.#program.next(answer);
    this.#gate.open = true;
  }

  #resume(answer: Answer): void {
    const running = present(this.#state.running, 'The program that is answered');
    running.wait = null;
    this.#effects.clearTimer(TIMER);
    running.journal.push(answer);
    this.#drive(present(this.#program, 'The program').next(answer));
  }

  #drive(first: IteratorResult<Ask, Ending>): void {
    let turn = first;
    const running = present(this.#state.running, 'The program that runs');
    const program = present(this.#program, 'The program');
    while (turn.done !== true) {
      const answer = this.#answer(turn.value, running);
      if (answer === null) return;
      running.journal.push(answer);
      turn = program.next(answer);
    }
    this.#program = null;
    this.#state.running = null;
    this.#end(running.task, turn.value);
  }

  #end(task: Task, ending: Ending): void {
    const { out } = this.#effects;
    const { shell } = this.#state;
    if (ending.kind === 'answered') {
      this.#state.answer = ending.answer;
      return;
    }
    if (ending.kind === 'thrown') {
      const { exception, message } = ending.thrown;
      const text = message === null ? exception : `${exception}: ${message}`;
      out.error(`Exception in thread "main" ${text}`);
      this.#exit(1, text);
      return;
    }
    if (ending.kind === 'exit') {
      this.#exit(ending.code ?? shell.exitCode, null);
      return;
    }
    if (ending.kind === 'failed') out.error(ending.message);
    out.flush(true);
    shell.exitCode = ending.kind === 'failed' ? ending.exitCode : 0;
    if (task.what === 'line') shell.commandCount += 1;
    this.#tellPrompt();
  }

  #tellPrompt(): void {
    this.#effects.tell({ type: 'prompt', text: this.prompt() });
  }

  /** The process ends: nothing that comes later is heard. Its session is not closed by this. */
  #exit(status: number, exception: string | null): void {
    this.#effects.out.flush(true);
    this.#effects.tell({
      type: 'clientExited',
      status,
      ...(exception === null ? {} : { exception }),
    });
    this.#effects.exit(status, exception ?? 'System.exit');
    this.#state.exited = true;
  }

  // What programs ask. An answer of null comes later.

  #answer(ask: Ask, running: Running): Answer | null {
    switch (ask.ask) {
      case 'call':
        return this.#call(ask.call, ask.timeoutMs, running);
      case 'send': {
        const fault = refusal(ask.call);
        if (fault === null) this.#submit(ask.call, 'async');
        else running.arrived.push(fault);
        return { kind: 'done' };
      }
      case 'await': {
        const arrived = running.arrived.shift();
        if (arrived === undefined) running.wait = { kind: 'next' };
        return arrived ?? null;
      }
      case 'close':
        if (!this.#calls.isAlive) return { kind: 'done' };
        running.wait = { kind: 'closed' };
        this.#requestClose();
        return null;
      case 'open': {
        this.#state.shell.host = ask.connectString;
        const { readOnly } = this.#state.shell.start;
        const thrown = this.#opener.open(ask.connectString, ask.timeoutMs, readOnly);
        return thrown === null ? { kind: 'done' } : { kind: 'thrown', thrown };
      }
      case 'awaitConnected':
        if (this.#state.cnxn?.states === 'CONNECTED') return { kind: 'done' };
        running.wait = { kind: 'connected' };
        this.#effects.setTimer(TIMER, this.#effects.now + ask.timeoutMs * MS);
        return null;
      case 'states': {
        const {
          sessionId = '',
          negotiatedMs: timeoutMs = 0,
          states = null,
        } = this.#state.cnxn ?? {};
        return { kind: 'states', states, sessionId, timeoutMs };
      }
      case 'addAuth':
        this.#opener.current?.addAuth(ask.scheme, ask.auth);
        return { kind: 'done' };
      default:
        changeShell(this.#state.shell, ask);
        return { kind: 'done' };
    }
  }

  #call(call: Call, timeoutMs: number | undefined, running: Running): Answer | null {
    const fault = refusal(call);
    if (fault !== null) return fault;
    if (timeoutMs !== undefined) this.#effects.setTimer(TIMER, this.#effects.now + timeoutMs * MS);
    // The answer may come within submit; it is told when the step settles.
    running.wait = { kind: 'call', tag: this.#state.tags + 1 };
    this.#submit(call, 'sync');
    return null;
  }

  #submit(call: Call, how: Request['how']): void {
    this.#calls.submit(call, how, (tag, result) => {
      this.hear({ kind: 'finished', tag, result });
    });
  }

  /** A second close waits for the first (ZooKeeper.close is synchronized). */
  #requestClose(): void {
    if (this.#state.cnxn?.closing === false)
      this.#submit({ op: { type: 'closeSession' } }, 'close');
  }

  // What comes back.

  #tellNews(news: News): void {
    const wait = this.#state.running?.wait;
    if (news.kind === 'finished') this.#onFinished(news.tag, news.result);
    else if (news.kind === 'timeout') this.#onTimeout();
    else if (wait?.kind === news.kind) this.#resume({ kind: 'done' });
  }

  #onTimeout(): void {
    const wait = this.#state.running?.wait;
    // The answer to a call that was given up finds nobody.
    if (wait?.kind === 'call') this.#calls.forget(wait.tag);
    if (wait?.kind === 'call' || wait?.kind === 'connected') this.#resume({ kind: 'timeout' });
  }

  #onFinished(tag: number, finished: Finished): void {
    const returned = this.#calls.returned(tag, finished);
    const { running } = this.#state;
    if (returned === null || running === null || returned.how === 'close') return;
    const { result } = returned;
    if (returned.how === 'sync') {
      if (running.wait?.kind === 'call' && running.wait.tag === tag) this.#resume(result);
    } else if (running.wait?.kind === 'next') this.#resume(result);
    else running.arrived.push(result);
  }
}
