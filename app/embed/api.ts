// The frame's side of the talk with the page around it. Commands are taken only from the parent whose origin is named by
// `?parent=`; without it only `ready` and `resize` leave. Nothing here reads storage, navigates, opens or injects.
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import type { Playground } from '../state/playground.svelte.ts';
import { readRequest, type Reply, type Request, type Telling } from './protocol.ts';

const RATE_MAX = 50;

export class FrameApi {
  readonly #playground: Playground;
  /** null: nobody may command. */
  readonly #origin: string | null;
  #wanted: ReadonlySet<string> = new Set();
  #second = 0;
  #count = 0;

  constructor(playground: Playground, parent: string | null) {
    this.#playground = playground;
    this.#origin = originOf(parent);
    if (window.parent === window) return;
    playground.hearFacts((events) => this.#tellFacts(events));
    addEventListener('message', (event) => void this.#hear(event));
    new ResizeObserver(() => this.#tellSize()).observe(document.documentElement);
    this.#tell({ zab: 1, do: 'ready' }, this.#origin ?? '*');
  }

  async #hear(event: MessageEvent<unknown>): Promise<void> {
    if (event.source !== window.parent || this.#origin === null || event.origin !== this.#origin)
      return;
    const second = Math.floor(performance.now() / 1000);
    this.#count = second === this.#second ? this.#count + 1 : 1;
    this.#second = second;
    if (this.#count > RATE_MAX) return;
    const request = readRequest(event.data);
    if (request === null) return;
    const { id } = request;
    try {
      const out = await this.#do(request);
      this.#reply({ zab: 1, re: id, ok: true, ...(out === null ? {} : { out }) });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#reply({ zab: 1, re: id, ok: false, error: text });
    }
  }

  async #do(request: Request): Promise<readonly string[] | null> {
    const playground = this.#playground;
    switch (request.do) {
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
        await playground.seek(request.at);
        return null;
      case 'command':
        return await this.#command(request.client, request.line);
      case 'fault':
        await playground.tryAct(draftOf(request));
        return null;
      case 'load':
        if (request.recording === undefined) throw new Error('Only recordings can be loaded here.');
        if (!(await playground.openText(JSON.stringify(request.recording))))
          throw new Error('This is not a recording that can be played.');
        return null;
      case 'subscribe':
        this.#wanted = new Set(request.types);
        return null;
    }
  }

  /** What the client prints until its prompt is back. */
  async #command(name: string, line: string): Promise<readonly string[]> {
    const playground = this.#playground;
    const index = playground.world.clients.findIndex((client) => client.name === name);
    if (index < 0) throw new Error(`There is no client ${name}.`);
    const who = 1001 + index;
    const out: string[] = [];
    const done = new Promise<void>((resolve) => {
      const stop = playground.hearFacts((events) => {
        for (const { who: speaker, fact } of events) {
          if (speaker !== who) continue;
          if (fact.type === 'printed') out.push(...fact.lines);
          if (fact.type !== 'prompt' && fact.type !== 'clientExited') continue;
          stop();
          resolve();
          return;
        }
      });
    });
    await playground.tryAct({ do: 'command', client: name, line });
    await done;
    return out;
  }

  #tellFacts(events: readonly TraceEvent[]): void {
    if (this.#wanted.size === 0 || this.#origin === null) return;
    for (const { at, who, fact } of events)
      if (this.#wanted.has(fact.type))
        this.#tell({ zab: 1, do: 'fact', at, who, fact }, this.#origin);
  }

  #tellSize(): void {
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
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
function draftOf({ fault, node, from, to, value }: Extract<Request, { do: 'fault' }>): ActionDraft {
  const fields = { do: fault, node, from, to, value };
  const given = Object.entries(fields).filter(([, field]) => field !== undefined);
  return Object.fromEntries(given) as ActionDraft;
}
