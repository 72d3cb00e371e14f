import { expect, test } from 'vitest';
import type { WorldEvent } from './facts.ts';
import { TraceHash } from './trace-hash.ts';

const facts: WorldEvent[] = [
  { at: 0, who: 1, fact: { type: 'booted', incarnation: 1 } },
  { at: 5, who: 1, fact: { type: 'timer', id: 'tick', set: 2_000_000 } },
  { at: 5, who: 2, fact: { type: 'queued', zxid: 0x100000001 } },
];

function hashOf(events: readonly WorldEvent[]): string {
  const hash = new TraceHash();
  for (const { at, who, fact } of events) hash.fold(at, who, fact);
  return hash.hex();
}

test('any change of a time, a teller, a field or the order changes the hash', () => {
  const variants = [
    facts,
    facts.slice(0, 2),
    [...facts].reverse(),
    [facts[0]!, facts[2]!, facts[1]!],
    facts.map((event) => ({ ...event, at: event.at + 1 })),
    facts.map((event) => ({ ...event, at: event.at + 2 ** 32 })),
    facts.map((event) => ({ ...event, who: event.who + 1 })),
    [...facts.slice(0, 2), { at: 5, who: 2, fact: { type: 'queued', zxid: 0x100000002 } as const }],
  ];
  const hashes = variants.map(hashOf);
  expect(new Set(hashes).size).toBe(variants.length);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
});

test('a hash goes on from a captured state', () => {
  const first = new TraceHash();
  for (const { at, who, fact } of facts.slice(0, 2)) first.fold(at, who, fact);
  const second = new TraceHash(first.capture());
  for (const { at, who, fact } of facts.slice(2)) second.fold(at, who, fact);
  expect(second.hex()).toBe(hashOf(facts));
});

test('a hash up to a moment leaves the facts of that moment out', () => {
  const hash = new TraceHash();
  const early = hashOf(facts.slice(0, 1));
  for (const { at, who, fact } of facts) hash.fold(at, who, fact);
  expect(hash.hexBefore(5)).toBe(early);
  expect(hash.hexBefore(6)).toBe(hashOf(facts));
  expect(new TraceHash(hash.capture()).hexBefore(5)).toBe(early);
});

test('the image of a loaded tree is left out: its digest stands for it', () => {
  const loaded = (path: string, digest: string): string =>
    hashOf([
      {
        at: 1,
        who: 1,
        fact: {
          type: 'loaded',
          from: 'disk',
          zxid: 3,
          digest,
          image: { sessions: [[path, 1]], nodes: [] },
        },
      },
    ]);
  expect(loaded('a', 'x')).toBe(loaded('b', 'x'));
  expect(loaded('a', 'x')).not.toBe(loaded('a', 'y'));
});

test('a hundred thousand facts that differ in one number never share a state', () => {
  const seen = new Set<string>();
  for (let zxid = 0; zxid < 100_000; zxid += 1) {
    const hash = new TraceHash();
    hash.fold(7, 1, { type: 'queued', zxid });
    seen.add(hash.hex());
  }
  expect(seen.size).toBe(100_000);
});
