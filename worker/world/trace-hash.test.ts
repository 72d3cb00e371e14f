import { expect, test, vi } from 'vitest';
import type { WorldEvent } from './facts.ts';
import { realMachines } from './real-machines.ts';
import { drawRecording } from './seeds.ts';
import { Simulator } from './simulator.ts';
import { TraceHash } from './trace-hash.ts';

vi.setConfig({ testTimeout: 60_000 });

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
    [...facts.slice(0, 2), { at: 5, who: 2, fact: { type: 'queued', zxid: -1 } as const }],
    [...facts.slice(0, 2), { at: 5, who: 2, fact: { type: 'queued', zxid: 2 ** 32 - 1 } as const }],
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
          image: { sessions: [[path, 1]], pages: [], count: 0 },
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

test('every field of every fact of a whole run counts, but for the image of a loaded tree', () => {
  const samples = new Map<string, WorldEvent[]>();
  const recording = drawRecording(3, 'fuzz', { servers: 3, observers: 1, until: 10_000_000 });
  const listen = (event: WorldEvent): void => {
    const { fact } = event;
    const kind = fact.type === 'sent' ? `sent ${fact.packet.type}` : fact.type;
    const list = samples.get(kind) ?? [];
    if (list.length < 5) samples.set(kind, [...list, event]);
  };
  const machines = realMachines({ extras: true });
  new Simulator(recording, { machines, listen, hash: false }).runTo(recording.until);
  expect(samples.size).toBeGreaterThan(40);
  for (const event of [...samples.values()].flat()) {
    const plain = hashOf([event]);
    for (const changed of changesOf(event.fact)) {
      const other = hashOf([{ ...event, fact: changed as WorldEvent['fact'] }]);
      if (other === plain) expect(changed).toEqual(event.fact);
    }
  }
});

/** Copies of plain data, each with one leaf changed or one entry more in a list. */
function changesOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value + 2 ** 33, -value - 7];
  if (typeof value === 'string') return [`${value}x`];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return [0];
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return [
      [...list, 1],
      ...list.flatMap((entry, index) =>
        changesOf(entry).map((changed) => list.map((old, at) => (at === index ? changed : old))),
      ),
    ];
  }
  return Object.entries(value as object).flatMap(([name, entry]) =>
    name === 'type' || name === 'image'
      ? []
      : changesOf(entry).map((changed) => ({ ...(value as object), [name]: changed })),
  );
}
