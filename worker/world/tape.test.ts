import { expect, test } from 'vitest';
import type { WorldEvent } from './facts.ts';
import { FactQueue } from './fact-queue.ts';
import { FactHasher } from './hash-facts.ts';
import { TapeWriter } from './tape.ts';
import { TraceHash } from './trace-hash.ts';

const facts: readonly WorldEvent[] = Array.from({ length: 3000 }, (_, i) => ({
  at: Math.floor(i / 3),
  who: (i % 3) + 1,
  fact:
    i % 2 === 0
      ? { type: 'queued', zxid: 2 ** 33 + i }
      : { type: 'received', link: `1.1.${i % 7}`, from: 1, n: i },
}));

test('facts on tapes and facts that are told fold into one hash, in trace order', () => {
  const plain = new TraceHash();
  for (const { at, who, fact } of facts) plain.fold(at, who, fact);
  const taped = new TraceHash();
  const queue = new FactQueue(taped);
  for (const who of [3, 1]) {
    const tape = new TapeWriter();
    const hasher = new FactHasher(tape);
    // Two tapes, as of two windows, and an empty one between them.
    for (const half of [0, 1]) {
      for (const event of facts) {
        if (event.who !== who || (event.at < 500 ? 0 : 1) !== half) continue;
        tape.begin(event.at);
        hasher.take(who, event.fact);
      }
      queue.pushTape(who, tape.take());
      queue.pushTape(who, tape.take());
    }
  }
  for (const event of facts) if (event.who === 2) queue.push(event);
  queue.foldUpTo(400, 1);
  expect(taped.capture().at).toBe(400);
  queue.foldUpTo(Infinity, 9);
  expect(taped.hex()).toBe(plain.hex());
  expect(queue.isEmpty).toBe(true);
  expect(queue.take()).toEqual(facts.filter(({ who }) => who === 2));
});
