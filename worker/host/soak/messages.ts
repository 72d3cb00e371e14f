// Hostile messages to embedded playgrounds, from pages that may not speak, from one that may but does not know the words,
// and from one that knows them and asks for what cannot be. Called by cli/soak.ts. Source: correctness.md W7, W8, W17.
import { inflateRawSync } from 'node:zlib';
import type { Frame, Page } from '@playwright/test';
import { drawsOf } from './draws.ts';
import { drawRequest, impossible, strangeKinds, type Drawn } from './drawn-messages.ts';
import { Figures } from './figures.ts';
import { ask, type Stage } from './stage.ts';

/** The frame hears fifty messages a second: so many, then it is given the rest of the second. */
const TOGETHER = 40;
/** A second of the frame's, and a little. */
const SECOND_MS = 1050;
const COMPARED_EVERY = 400;
/** What is not answered by then is not answered. */
const PATIENCE_MS = 5000;

/** Frames of the page, by number. */
const COMMANDED = 0;
const NAMES_ANOTHER = 1;
/** The third names nobody. */
const STRANGER = 3;

interface Sent {
  readonly kind: string;
  readonly target: number;
  readonly drawn: Drawn;
  /** Whether it has to be answered: with a sentence then. */
  readonly answered: boolean;
  readonly byStranger: boolean;
}

function drawMessage(index: number): Sent {
  const draw = drawsOf('message', index);
  const part = index % 4;
  if (part === 0) {
    const target = draw(0, 2);
    const data = drawRequest(draw);
    if (target === COMMANDED)
      return {
        kind: 'in order, from another frame',
        target,
        drawn: { data },
        answered: false,
        byStranger: true,
      };
    const kind =
      target === NAMES_ANOTHER ? 'in order, to who named another' : 'in order, to who named nobody';
    return { kind, target, drawn: { data }, answered: false, byStranger: false };
  }
  if (part === 1) {
    const make = impossible[draw(0, impossible.length - 1)] ?? impossible[0];
    const data = { zab: 1, id: index, ...make(draw) };
    return {
      kind: 'in order, impossible',
      target: COMMANDED,
      drawn: { data },
      answered: true,
      byStranger: false,
    };
  }
  const kinds = Object.keys(strangeKinds);
  const kind = kinds[draw(0, kinds.length - 1)] ?? '';
  const drawn = strangeKinds[kind]?.(draw) ?? { data: null };
  return { kind, target: COMMANDED, drawn, answered: false, byStranger: draw(0, 4) === 0 };
}

/** The run behind a frame, without the moment that is shown. */
async function runOf(frame: Frame): Promise<string> {
  const { hash } = new URL(await ask(frame, 'full'));
  const text = inflateRawSync(Buffer.from(hash.slice(3), 'base64url')).toString();
  const { view: _view, ...run } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(run);
}

class Posted {
  private readonly figures: Figures;
  private readonly page: Page;
  private readonly frames: readonly Frame[];
  private runs: readonly string[] = [];
  private probes = 0;

  constructor(page: Page, frames: readonly Frame[], figures: Figures) {
    this.page = page;
    this.frames = frames;
    this.figures = figures;
  }

  async begin(): Promise<void> {
    for (const frame of this.frames.slice(0, STRANGER))
      await frame.getByText('Leader node 2, epoch 1').first().waitFor({ state: 'attached' });
    // What is in view plays; it has to stand to be compared.
    for (const frame of this.frames.slice(0, STRANGER)) {
      await frame.getByRole('button', { name: 'Pause', exact: true }).click();
      await frame.getByRole('button', { name: 'Play', exact: true }).waitFor();
    }
    this.runs = await this.read();
  }

  /** So many that the frame hears them all; then a question in order, which must be answered. */
  async post(messages: readonly Sent[]): Promise<void> {
    const sent: boolean[] = [];
    for (const message of messages) sent.push(await this.one(message));
    const known = messages.filter((one) => one.answered).map(idOf);
    const { heard, ms } = await this.probe(known);
    messages.forEach(({ kind, drawn, answered }, i) => {
      if (sent[i] !== true) {
        this.figures.add(kind, 'not sent: it cannot be cloned', null, null);
        return;
      }
      const answer = answered ? heard.find(({ re }) => re === idOf({ drawn })) : undefined;
      const isSentence = answer?.ok === false && /^[A-Z][^]{5,600}\.$/.test(String(answer.error));
      const wrong = answered && !isSentence ? `answered by ${JSON.stringify(answer)}` : null;
      this.figures.add(kind, answered ? 'refused' : 'ignored', ms, wrong);
    });
    const strange = heard.find(({ re }) => re !== undefined && !known.includes(re));
    if (strange !== undefined) this.figures.fail(`answered unasked: ${JSON.stringify(strange)}`);
    let held = await this.held();
    // A machine that does much else holds a page too: what holds it by itself does so every time.
    for (let more = 0; more < 2 && held > this.figures.hangMs; more += 1) {
      await this.page.waitForTimeout(SECOND_MS);
      for (const message of messages) await this.one(message);
      await this.probe(known);
      held = Math.min(held, await this.held());
    }
    this.figures.held(held, messages.map(({ kind }) => kind).join(', '));
  }

  /** The longest that one of the pages was held. */
  private async held(): Promise<number> {
    const each: number[] = [];
    for (const frame of this.frames) each.push(await ask(frame, 'held'));
    return Math.max(...each);
  }

  /** Nothing of what was posted is in the runs. */
  async compare(): Promise<void> {
    const now = await this.read();
    now.forEach((run, i) => {
      if (run !== this.runs[i]) this.figures.fail(`the run of frame ${i + 1} has changed: ${run}`);
    });
  }

  /** All at once: what is too much in a second is not heard, and the frame goes on. */
  async flood(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1)
      await ask(this.page, 'post', COMMANDED, { zab: 1, id: `flood ${i}`, do: 'pause' });
    await this.page.waitForTimeout(SECOND_MS);
    const { heard } = await this.probe([]);
    const answers = heard.filter(({ re }) => String(re).startsWith('flood')).length;
    this.figures.add('too many at once', 'sent', null, null);
    if (answers >= count) this.figures.fail(`all of ${count} messages at once were heard`);
  }

  private async one({ target, drawn, byStranger }: Sent): Promise<boolean> {
    const from = byStranger ? (this.frames[STRANGER] ?? this.page) : this.page;
    if ('data' in drawn) return ask(from, 'post', target, drawn.data);
    return ask(from, 'postExotic', target, drawn.exotic, drawn.size);
  }

  /** What was answered once all of these and a question in order are, and how long that question took. */
  private async probe(
    awaited: readonly unknown[],
  ): Promise<{ heard: readonly Answer[]; ms: number }> {
    this.probes += 1;
    const id = `probe ${this.probes}`;
    const began = performance.now();
    await ask(this.page, 'post', COMMANDED, { zab: 1, id, do: 'subscribe', types: [] });
    const heard: Answer[] = [];
    const hears = (wanted: unknown) => heard.some(({ re }) => re === wanted);
    const listen = async () =>
      heard.push(...((await ask(this.page, 'answers', COMMANDED)) as Answer[]));
    while (!hears(id)) await listen();
    const ms = performance.now() - began;
    while (!awaited.every(hears) && performance.now() - began < PATIENCE_MS) await listen();
    return { heard: heard.filter(({ re }) => re !== id), ms };
  }

  private async read(): Promise<string[]> {
    const runs: string[] = [];
    for (const frame of this.frames.slice(0, STRANGER)) runs.push(await runOf(frame));
    return runs;
  }
}

interface Answer {
  readonly re?: unknown;
  readonly ok?: unknown;
  readonly error?: unknown;
}

function idOf({ drawn }: Pick<Sent, 'drawn'>): unknown {
  return 'data' in drawn ? (drawn.data as { id?: unknown } | null)?.id : undefined;
}

export async function soakMessages(stage: Stage, count: number): Promise<Figures> {
  const figures = new Figures('hostile messages', stage.hangMs);
  const stranger = await stage.host(() => 'A stranger.');
  const frame = (query: string) =>
    `<iframe width="640" height="400" src="${stage.site}embed/?lang=en&${query}"></iframe>`;
  const home = await stage.host(
    (origin) =>
      [`parent=${origin}`, `parent=${stranger}`, 'seed=3'].map(frame).join('') +
      `<iframe src="${stranger}"></iframe>`,
  );
  const page = await stage.page();
  page.on('pageerror', (error) => {
    figures.fail(`an error nobody caught: ${error.message}`);
  });
  await page.goto(home);
  // In the order of the page, as `window.frames` has them.
  const handles = await page.locator('iframe').elementHandles();
  const inside = await Promise.all(handles.map((handle) => handle.contentFrame()));
  const posted = new Posted(
    page,
    inside.filter((one) => one !== null),
    figures,
  );
  await posted.begin();
  for (let from = 0; from < count; from += TOGETHER) {
    const began = performance.now();
    const size = Math.min(TOGETHER, count - from);
    await posted.post(Array.from({ length: size }, (_, i) => drawMessage(from + i)));
    if (from % COMPARED_EVERY === 0) await posted.compare();
    await page.waitForTimeout(Math.max(0, SECOND_MS - (performance.now() - began)));
  }
  await posted.compare();
  await posted.flood(200);
  await page.context().close();
  return figures;
}
