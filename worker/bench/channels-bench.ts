// G20: whether the first post on a channel that was just opened can be lost, while the page is busy. Called by cli/bench.ts
// with the bench page. Source: performance.md G20.
import type { Page } from '@playwright/test';
import { atMost, type Row } from './row.ts';

/** What the bench page offers (page/main.ts). */
declare const bench: {
  lostPosts(rounds: number, joined: boolean): Promise<number>;
};

/** First posts altogether, with the handshake and without. */
const POSTS = 2400;

export async function lostRows(page: Page, repeats: number): Promise<Row[]> {
  const rounds = Math.ceil(POSTS / repeats);
  const joined: number[] = [];
  const bare: number[] = [];
  const lose = (echo: boolean): Promise<number> =>
    page.evaluate(([count, wait]) => bench.lostPosts(count, wait), [rounds, echo] as const);
  for (let n = 0; n < repeats; n += 1) {
    joined.push(await lose(true));
    bare.push(await lose(false));
  }
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return [
    {
      ...{ id: 'G20', what: 'first posts lost on channels just opened, after the handshake' },
      values: [sum(joined)],
      ...{ must: atMost(0), good: atMost(0) },
      note: `of ${rounds * repeats}; without waiting for the echo ${sum(bare)}`,
    },
  ];
}
