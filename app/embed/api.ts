// The frame's side of the talk with the page around it. Commands are taken only from the parent whose origin is named by
// `?parent=`; without it only `ready` and `resize` leave. Nothing here reads storage, navigates, opens or injects.
import { CLIENT_BASE } from '../../worker/base/units.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import type { Playground } from '../state/playground.svelte.ts';
import { sentenceOf } from '../state/showing.svelte.ts';
import { printedBy } from './printed.ts';
import { readRequest } from './protocol.ts';
import type { Command, Fault, Reply, Request, Telling } from './types.ts';

/** Messages a second; more are not heard. */
const RATE_MAX = 50;
/** Commands whose prompt is not back yet. */
const WAITING_MAX = 32;

export interface Wishes {
  /** How high the frame would like to be at this width. */
  readonly heightAt: (width: number) => number;
}

export class FrameApi {
  readonly #playground: Playground;
  readonly #wishes: Wishes;
  /** null: nobody may command. */
  readonly #origin: string | null;
  #wanted: ReadonlySet<string> = new Set();
  #second = 0;
  #count = 0;
  #toldWidth = 0;
  #toldHeight = 0;
  #waiting = 0;
  /** The end of the last command of each client: their lines must not mingle. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(playground: Playground, parent: string | null, wishes: Wishes) {
    this.#playground = playground;
    this.#wishes = wishes;
    this.#origin = originOf(parent);
    if (window.parent === window) return;
    playground.hearFacts((events) => this.#tellFacts(events));
    addEventListener('message', (event) => void this.#hear(event));
    this.#tell({ zab: 1, do: 'ready' }, this.#origin ?? '*');
    new ResizeObserver(() => this.#tellSize()).observe(document.documentElement);
  }

  /** What went wrong here, for a parent who is named. */
  tellError(error: string): void {
    if (this.#origin !== null) this.#tell({ zab: 1, do: 'error', error }, this.#origin);
  }

  async #hear(event: MessageEvent<unknown>): Promise<void> {
    if (event.source !== window.parent || this.#origin === null || event.origin !== this.#origin)
      return;
    const second = Math.floor(performance.now() / 1000);
    this.#count = second === this.#second ? this.#count + 1 : 1;
    this.#second = second;
    if (this.#count > RATE_MAX) return;
    const request = readRequest(event.data);
    if (request !== null) this.#reply(await this.#answer(request));
  }

  async #answer(request: Request): Promise<Reply> {
    const { id: re } = request;
    try {
      const out = await this.#do(request);
      return { zab: 1, re, ok: true, ...(out === null ? {} : { out }) };
    } catch (error) {
      return { zab: 1, re, ok: false, error: sentenceOf(error) };
    }
  }

  /** The lines that a client printed, for a command; else null. Rejects with a sentence. */
  async #do(command: Command): Promise<readonly string[] | null> {
    const playground = this.#playground;
    switch (command.do) {
      case 'play':
        await playground.play();
        return null;
      case 'pause':
        await playground.pause();
        return null;
      case 'step':
        await playground.step();
        return null;
      case 'seek':
        await playground.seek(command.at);
        return null;
      case 'command':
        return await this.#inTurn(command.client, () => this.#command(command));
      case 'fault':
        await playground.tryAct(draftOf(command));
        return null;
      case 'load':
        await this.#load(command);
        return null;
      case 'subscribe':
        this.#wanted = new Set(command.types);
        return null;
    }
  }

  async #load({ recording, scenario }: Extract<Command, { do: 'load' }>): Promise<void> {
    const playground = this.#playground;
    if (scenario !== undefined) {
      if (await playground.openScenario(scenario, false)) return;
      throw new Error(`There is no scenario called ${scenario}.`);
    }
    if (await playground.openText(JSON.stringify(recording))) return;
    const { notice } = playground;
    throw new Error(notice && 'why' in notice ? notice.why : 'This is not a recording.');
  }

  async #inTurn<T>(client: string, work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= WAITING_MAX) throw new Error('Too many commands are waiting already.');
    this.#waiting += 1;
    const turn = (this.#turns.get(client) ?? Promise.resolve()).then(work);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(client, over);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      if (this.#turns.get(client) === over) this.#turns.delete(client);
    }
  }

  /** What the client prints until its prompt is back. */
  async #command({ client, line }: Extract<Command, { do: 'command' }>): Promise<string[]> {
    const playground = this.#playground;
    const index = playground.recording.clients.findIndex(({ name }) => name === client);
    if (index < 0) throw new Error(`There is no client ${client}.`);
    const who = CLIENT_BASE + index + 1;
    return printedBy(playground, who, { do: 'command', client, line });
  }

  #tellFacts(events: readonly TraceEvent[]): void {
    // What is replayed up to the moment where a run opens is past already.
    if (this.#wanted.size === 0 || this.#origin === null || this.#playground.replaying) return;
    for (const { at, who, fact } of events)
      if (this.#wanted.has(fact.type))
        this.#tell({ zab: 1, do: 'fact', at, who, fact: { ...fact } }, this.#origin);
  }

  #tellSize(): void {
    const width = innerWidth;
    const height = this.#wishes.heightAt(width);
    // A parent that follows changes the height in turn: it is told once for each width.
    if (width === this.#toldWidth && height === this.#toldHeight) return;
    this.#toldWidth = width;
    this.#toldHeight = height;
    this.#tell({ zab: 1, do: 'resize', width, height }, this.#origin ?? '*');
  }

  #reply(reply: Reply): void {
    if (this.#origin !== null) window.parent.postMessage(reply, this.#origin);
  }

  #tell(telling: Telling, origin: string): void {
    window.parent.postMessage(telling, origin);
  }
}

/** `?parent=` as an origin; null where it names none. */
function originOf(parent: string | null): string | null {
  if (parent === null || !URL.canParse(parent)) return null;
  const { origin } = new URL(parent);
  return origin === 'null' ? null : origin;
}

/** The engine checks the fields again: a fault without what it needs is refused with a sentence. */
function draftOf({ fault, node, from, to, value }: Fault): ActionDraft {
  const fields = { do: fault, node, from, to, value };
  const given = Object.entries(fields).filter(([, field]) => field !== undefined);
  return Object.fromEntries(given) as ActionDraft;
}
