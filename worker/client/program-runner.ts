// Runs a client's programs one at a time: what was typed waits in order, what a program asks is put to the connection, and
// what comes back resumes it. Part of the client machine (client.ts).
// Source: ZooKeeperMain.executeLine and processCmd; ZooKeeper.close.
import { present, unreachable } from '../base/assert.ts';
import { MS } from '../base/units.ts';
import { errorCodes } from '../data/errors.ts';
import { runApi } from './api.ts';
import type { ClientState, Request, Running, Task } from './client-state.ts';
import type { ClientConfig } from './config.ts';
import { exceptionPath, refusal, toClient, type Call } from './connection/call.ts';
import type { Cnxn } from './connection/cnxn.ts';
import { isAlive, type Finished } from './connection/cnxn-state.ts';
import type { Result } from './connection/keeper-exception.ts';
import type { Effects } from './effects.ts';
import { Opener } from './opener.ts';
import type { Answer, Ask, Ending, Out, Program } from './zkcli/program.ts';
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
  readonly #news: News[] = [];
  #program: Program | null = null;
  /** While a program is run again after a restore nothing is printed. */
  #muted = false;

  constructor(config: ClientConfig, state: ClientState, effects: Effects, opener: Opener) {
    this.#config = config;
    this.#state = state;
    this.#effects = effects;
    this.#opener = opener;
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
        const task = this.#state.queue.shift();
        if (task === undefined) return;
        this.#begin(task);
      }
    }
  }

  /** ZooKeeper.close() by somebody else than the program that runs. */
  closeFromOutside(): void {
    if (this.#isAlive()) this.#requestClose();
  }

  /** The prompt that zkCli would show now. */
  prompt(): string {
    const { shell, cnxn } = this.#state;
    return `[zk: ${shell.host}(${cnxn?.states ?? 'CONNECTING'}) ${shell.commandCount}] `;
  }

  #cnxn(): Cnxn | null {
    return this.#opener.current;
  }

  #isAlive(): boolean {
    const { cnxn } = this.#state;
    return cnxn !== null && isAlive(cnxn.states);
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
    const out = this.#out();
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

  #out(): Out {
    const { out } = this.#effects;
    return {
      line: (text) => {
        if (!this.#muted) out.line(text);
      },
      error: (text) => {
        if (!this.#muted) out.error(text);
      },
      write: (text) => {
        if (!this.#muted) out.write(text);
      },
    };
  }

  /** After a restore: the program from its start, with the answers it had. */
  #runAgain({ task, journal }: Running): void {
    this.#muted = true;
    this.#program = this.#programOf(task);
    this.#program.next();
    for (const answer of journal) this.#program.next(answer);
    this.#muted = false;
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
        if (!this.#isAlive()) return { kind: 'done' };
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
      default:
        return this.#answerAtOnce(ask);
    }
  }

  #answerAtOnce(
    ask: Exclude<Ask, { ask: 'call' | 'send' | 'await' | 'close' | 'open' | 'awaitConnected' }>,
  ): Answer {
    const { shell, cnxn } = this.#state;
    switch (ask.ask) {
      case 'states': {
        const { sessionId = '', negotiatedMs: timeoutMs = 0, states = null } = cnxn ?? {};
        return { kind: 'states', states, sessionId, timeoutMs };
      }
      case 'addAuth':
        this.#cnxn()?.addAuth(ask.scheme, ask.auth);
        break;
      case 'keepMode':
        shell.addWatchMode = ask.mode;
        break;
      case 'printWatches':
        shell.printWatches = ask.on;
        break;
      case 'rewriteHistory':
        shell.history.set(shell.commandCount, ask.line);
        break;
      default:
        unreachable(ask);
    }
    return { kind: 'done' };
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
    this.#state.tags += 1;
    const tag = this.#state.tags;
    this.#state.requests.set(tag, { call, how });
    const cnxn = this.#cnxn();
    if (cnxn !== null) cnxn.submit(tag, call);
    else
      this.hear({
        kind: 'finished',
        tag,
        result: { err: errorCodes.CONNECTIONLOSS, body: null },
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
    if (wait?.kind === 'call') this.#state.requests.delete(wait.tag);
    if (wait?.kind === 'call' || wait?.kind === 'connected') this.#resume({ kind: 'timeout' });
  }

  #onFinished(tag: number, finished: Finished): void {
    const request = this.#state.requests.get(tag);
    if (request === undefined) return;
    this.#state.requests.delete(tag);
    if (request.how === 'close') {
      this.#cnxn()?.disconnect();
      return;
    }
    const { running } = this.#state;
    const result = this.#resultOf(request.call, finished);
    if (running === null) return;
    if (request.how === 'sync') {
      if (running.wait?.kind === 'call' && running.wait.tag === tag) this.#resume(result);
    } else if (running.wait?.kind === 'next') this.#resume(result);
    else running.arrived.push(result);
  }

  #resultOf(call: Call, { err, body }: Finished): Result {
    if (err !== errorCodes.OK) return { kind: 'keeper', err, path: exceptionPath(call) };
    return { kind: 'reply', body: toClient(this.#state.cnxn?.chroot ?? null, body) };
  }
}
