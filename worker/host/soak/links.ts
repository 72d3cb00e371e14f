// Hostile links and files, one after the other, handed to the open page: each is refused in words while the run under way
// stays as it is, or opens the run that it is. Called by cli/soak.ts. Source: correctness.md W5, W16, W17.
import type { Page } from '@playwright/test';
import { openingRecording } from '../../world/opening.ts';
import type { Recording } from '../../world/recording.ts';
import { drawsOf } from './draws.ts';
import {
  codedText,
  linkKinds,
  textOfLink,
  verdictOnLink,
  verdictOnText,
  type Verdict,
} from './drawn-links.ts';
import { textKinds } from './drawn-texts.ts';
import { Figures } from './figures.ts';
import { ask, type Stage, type Told } from './stage.ts';

/** After so many that changed nothing the run is compared to the byte. */
const COMPARED_EVERY = 100;
/** What is not answered by then is not answered. */
const PATIENCE_MS = 5000;
/** What is to be passed over is watched for so long. */
const PASSING_MS = 60;

const WHOLE = 'whole';
const WHOLE_EVERY = 8;

type Way = 'link' | 'file';

interface Hostile {
  readonly kind: string;
  readonly content: string;
  readonly verdict: Verdict;
}

function drawHostile(way: Way, index: number): Hostile {
  const kinds = way === 'link' ? linkKinds : textKinds;
  const names = Object.keys(kinds);
  const named = names[index % names.length] ?? '';
  // A run that is played takes a hundred times as long as a refusal.
  const kind = named === WHOLE && index % (WHOLE_EVERY * names.length) !== 0 ? 'cut off' : named;
  const content = kinds[kind]?.(drawsOf(`${way} ${kind}`, index)) ?? '';
  const verdict = way === 'link' ? verdictOnLink(content) : verdictOnText(content);
  return { kind, content, verdict };
}

class Handed {
  private readonly page: Page;
  private readonly home: string;
  private readonly figures: Figures;
  private count = 0;
  private shown = '';
  private run = '';

  constructor(page: Page, site: string, figures: Figures) {
    this.page = page;
    this.home = site;
    this.figures = figures;
  }

  /** A page of its own with a run that stands. */
  async begin(): Promise<void> {
    const { page } = this;
    this.count += 1;
    const known = codedText(
      JSON.stringify(openingRecording({ servers: 3, observers: 0, seed: 5 })),
    );
    await page.goto(`${this.home}?lang=en&again=${this.count}#r=${known}`);
    await page.getByText('Leader node 2, epoch 1').waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    this.run = await ask(page, 'exported');
    this.shown = await ask(page, 'shown');
  }

  async hand(way: Way, hostile: Hostile): Promise<void> {
    const told = await this.tell(way, hostile);
    const wrong = await this.judge(way, hostile, told);
    const { kind } = hostile;
    this.figures.add(kind, told.outcome, told.outcome === 'ignored' ? null : told.ms, wrong);
    const fresh = told.outcome === 'taken' || wrong !== null;
    if (fresh) await this.begin();
    let { held } = told;
    // A machine that does much else holds a page too: what holds it by itself does so every time.
    for (let more = 0; more < 2 && held > this.figures.hangMs; more += 1) {
      const again = await this.tell(way, hostile);
      held = Math.min(held, again.held);
      if (again.outcome === 'taken') await this.begin();
    }
    this.figures.held(held, kind);
  }

  private tell(way: Way, { content, verdict }: Hostile): Promise<Told> {
    const patience = verdict === 'ignored' ? PASSING_MS : PATIENCE_MS;
    return ask(this.page, 'tell', way, content, patience);
  }

  async compare(): Promise<void> {
    if ((await ask(this.page, 'exported')) !== this.run) this.figures.fail('the run has changed');
    if ((await ask(this.page, 'hurt')) > 0) this.figures.fail('a foreign script ran');
  }

  /** What is wrong; null where nothing is. */
  private async judge(
    way: Way,
    { kind, content, verdict }: Hostile,
    told: Told,
  ): Promise<string | null> {
    const { outcome, sentence } = told;
    const sample = `${content.slice(0, 60)} (${content.length})`;
    // One that takes too long to check on this machine is refused in words, too.
    if (outcome !== verdict && !/takes too long/.test(sentence))
      return `${outcome} instead of ${verdict}: ${sample} ${sentence}`;
    if (outcome === 'refused' && !/^[A-Z][^]{10,600}\.$/.test(sentence))
      return `no sentence: ${sentence}`;
    if (outcome !== 'taken') {
      return told.shown === this.shown ? null : `the page has changed: ${told.shown}`;
    }
    return kind === WHOLE
      ? this.judgeRun(
          JSON.parse((way === 'link' ? textOfLink(content) : content) ?? '') as Recording,
        )
      : null;
  }

  /** The run that was opened is the one of the recording, to its hash, as the simulator plays it too. */
  private async judgeRun(recording: Recording): Promise<string | null> {
    await this.page.getByText(/^(Starting|Replaying)/).waitFor({ state: 'hidden' });
    const notice = await ask(this.page, 'notice');
    if (notice !== '') return notice;
    const now = JSON.parse(await ask(this.page, 'exported')) as Recording;
    return now.hash === recording.hash && now.view?.at === recording.view?.at
      ? null
      : `${now.hash} at ${now.view?.at} instead of ${recording.hash} at ${recording.view?.at}`;
  }
}

export async function soakLinks(stage: Stage, way: Way, count: number): Promise<Figures> {
  const figures = new Figures(way === 'link' ? 'hostile links' : 'hostile files', stage.hangMs);
  const page = await stage.page();
  page.on('pageerror', (error) => {
    figures.fail(`an error nobody caught: ${error.message}`);
  });
  const handed = new Handed(page, stage.site, figures);
  await handed.begin();
  for (let index = 0; index < count; index += 1) {
    await handed.hand(way, drawHostile(way, index));
    if (index % COMPARED_EVERY === COMPARED_EVERY - 1 || index === count - 1)
      await handed.compare();
  }
  await page.context().close();
  return figures;
}
