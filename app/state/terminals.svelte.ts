// What the terminals of a page know beside the run: lines that wait for their turn, how much of an output was cleared away,
// and who lost its zkCli to an exception and gets another. What was typed and printed is in the World. One per playground.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Participant } from '../../worker/base/units.ts';
import type { Completion } from '../../worker/host/surface.ts';
import type { ClientView } from '../../worker/trace/client-view.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { Playground } from './playground.svelte.ts';

export type { Completion };

/** One action holds so many characters of a pasted script at most. */
const SCRIPT_PART = 400_000;

export class Terminals {
  readonly #playground: Playground;
  /** Sent and not yet typed at the prompt, by client. */
  readonly #waiting = new SvelteMap<string, readonly string[]>();
  /** How many lines of each client were cleared away. Only the view: the run keeps them. */
  readonly #cleared = new SvelteMap<string, number>();
  /** Clients to whom this page has sent a command since the run was opened. */
  readonly #spokenTo = new SvelteSet<string>();

  constructor(playground: Playground) {
    this.#playground = playground;
    playground.hearFacts((events) => {
      this.#hear(events);
    });
  }

  /** Types lines at a client's prompt. Several lines are one action of the recording: a script runs without a break. */
  async run(client: string, lines: readonly string[]): Promise<void> {
    for (const part of partsOf(lines)) {
      this.#spokenTo.add(client);
      this.#wait(client, (before) => [...before, ...part]);
      await this.#playground.command(client, part.join('\n'));
    }
  }

  /** Sends a four-letter word to a node. */
  async ask(node: number, word: string): Promise<void> {
    await this.#playground.act({ do: 'command', node, line: word });
  }

  /** Another zkCli under the name of one that has ended, started as the old one was. */
  async reopen(client: string): Promise<void> {
    const { actions } = await this.#playground.recorded();
    const starts = actions.filter((each) => each.do === 'connect');
    const before = starts.findLast((each) => each.client === client);
    if (before === undefined) return;
    const { at: _at, ...draft } = before;
    await this.#playground.act(draft);
  }

  /** What was typed at a client, the newest last; a line typed twice in a row stands there once. */
  history({ name, typed }: ClientView): readonly string[] {
    const all = [...typed, ...(this.#waiting.get(name) ?? [])];
    return all.filter((line, index) => line !== all[index + 1]);
  }

  clearedOf(client: string): number {
    return this.#cleared.get(client) ?? 0;
  }

  /** The prompt that waits stays. */
  clear({ name, lines, linesTotal }: ClientView): void {
    const kept = lines.at(-1)?.kind === 'prompt' ? 1 : 0;
    this.#cleared.set(name, linesTotal - kept);
  }

  /** What the Tab key offers behind this text: the paths are those of the node that the client is connected to. */
  complete(client: ClientView, before: string): Promise<Completion> {
    const node = this.#playground.world.nodes.find((one) => one.sid === client.server);
    const isThere = client.state === 'CONNECTED' && node?.life === 'up';
    return this.#playground.complete(before, isThere ? node.tree : null, chrootOf(client));
  }

  #wait(client: string, change: (before: readonly string[]) => readonly string[]): void {
    this.#waiting.set(client, change(this.#waiting.get(client) ?? []));
  }

  #hear(events: readonly TraceEvent[]): void {
    if (!this.#playground.ready) {
      // Another run is being opened: what was said to the old one is over.
      this.#spokenTo.clear();
      this.#waiting.clear();
      return;
    }
    for (const { who, fact } of events) {
      if (fact.type === 'typed' && this.#waiting.size > 0) this.#typed(who, fact.line);
      else if (fact.type === 'clientExited') this.#exited(who, fact.exception !== undefined);
    }
  }

  #typed(who: Participant, line: string): void {
    const name = this.#nameOf(who);
    const at = this.#waiting.get(name)?.indexOf(line) ?? -1;
    if (at >= 0) this.#wait(name, (before) => before.slice(at + 1));
  }

  #exited(who: Participant, died: boolean): void {
    const name = this.#nameOf(who);
    this.#wait(name, () => []);
    const { live } = this.#playground;
    if (died && live && this.#spokenTo.delete(name)) void this.reopen(name);
  }

  #nameOf(who: Participant): string {
    const { clients } = this.#playground.world;
    return clients.find((client) => client.participant === who)?.name ?? '';
  }
}

function partsOf(lines: readonly string[]): string[][] {
  const parts: string[][] = [];
  let size = Infinity;
  for (const line of lines) {
    if (size + line.length > SCRIPT_PART) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(line);
    size += line.length + 1;
  }
  return parts;
}

/** The path behind the servers of its connect string, as the prompt names it: `[zk: node1:2181/app(CONNECTED) 3] `. */
function chrootOf({ lines }: ClientView): string {
  const prompt = lines.findLast((line) => line.kind === 'prompt')?.text ?? '';
  const host = /^\[zk: (.*)\([A-Z_]+\) \d+\] $/s.exec(prompt)?.[1] ?? '';
  const slash = host.indexOf('/');
  return slash < 0 || host.endsWith('/') ? '' : host.slice(slash);
}

const known = new WeakMap<Playground, Terminals>();

/** The same one for every region that asks. */
export function terminalsOf(playground: Playground): Terminals {
  const before = known.get(playground);
  if (before !== undefined) return before;
  const made = new Terminals(playground);
  known.set(playground, made);
  return made;
}
