import { expect, test, vi } from 'vitest';
import { FactTexts } from './fact-text.ts';
import type { WorldEvent } from './facts.ts';
import { realMachines } from './real-machines.ts';
import { drawRecording } from './seeds.ts';
import { Simulator } from './simulator.ts';

vi.setConfig({ testTimeout: 60_000 });

test('every fact of whole runs has the text that JSON.stringify gives, but for the image of a loaded tree', () => {
  const written = new Set<WorldEvent['fact']['type']>();
  for (const seed of [1, 2, 3]) {
    const texts = new FactTexts();
    const recording = drawRecording(seed, 'fuzz', { servers: 3, observers: 1, until: 10_000_000 });
    const listen = ({ fact }: WorldEvent): void => {
      written.add(fact.type);
      const plain = fact.type === 'loaded' ? { ...fact, image: undefined } : fact;
      if (texts.of(fact) !== JSON.stringify(plain))
        expect(texts.of(fact)).toBe(JSON.stringify(plain));
    };
    const machines = realMachines({ extras: true });
    new Simulator(recording, { machines, listen, hash: false }).runTo(recording.until);
  }
  for (const type of [
    ...(['received', 'sent', 'applied', 'proposed', 'queued', 'commitLearned', 'synced'] as const),
    ...(['acked', 'committed', 'durable', 'loaded'] as const),
  ])
    expect(written).toContain(type);
});
