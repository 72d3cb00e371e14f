import { afterEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../world/item.ts';
import { openBroadcastChannel, randomHex, readEnvelope, Wire, type Channel } from './wire.ts';

const open = openBroadcastChannel;
const wires: Wire[] = [];

function wire(run: string, self: number, peers: readonly number[]) {
  const heard: Envelope[] = [];
  const made = new Wire({ run, self, peers, open, deliver: (envelope) => heard.push(envelope) });
  wires.push(made);
  return { made, heard };
}

function envelope(from: number, to: number, number = 1): Envelope {
  return {
    from,
    incarnation: 1,
    to,
    number,
    items: [{ kind: 'closed', link: '1.1.1', n: 3, stamp: 7 }],
  };
}

async function settled(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 1, timeout: 4000 }).toBe(true);
}

afterEach(() => {
  for (const made of wires.splice(0)) made.close();
});

describe('the wire between servers', () => {
  it('carries an envelope to its receiver alone, in order', async () => {
    const run = randomHex();
    const [one, two, three] = [wire(run, 1, [2, 3]), wire(run, 2, [1, 3]), wire(run, 3, [1, 2])];
    await Promise.all([one.made.join(), two.made.join(), three.made.join()]);
    for (let number = 1; number <= 50; number += 1) one.made.post(envelope(1, 2, number));
    await settled(() => two.heard.length === 50);
    expect(two.heard.map(({ number }) => number)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    expect(three.heard).toEqual([]);
  });

  it('does not hear a run of another id', async () => {
    const [one, two] = [wire(randomHex(), 1, [2]), wire(randomHex(), 2, [1])];
    await Promise.all([one.made.join(), two.made.join()]);
    one.made.post(envelope(1, 2));
    const again = wire(randomHex(), 1, [2]);
    await again.made.join();
    expect(two.heard).toEqual([]);
  });

  it('ignores and counts garbage, foreign senders and other runs on its channel', async () => {
    const run = randomHex();
    const { made, heard } = wire(run, 2, [1]);
    await made.join();
    const intruder = open(`zab/${run}/1-2`);
    const garbage: unknown[] = [
      null,
      'hi',
      { run },
      { run: 'other', envelope: envelope(1, 2) },
      { run, envelope: envelope(3, 2) },
      { run, envelope: { ...envelope(1, 2), items: [{ kind: 'evil' }] } },
      { run, envelope: { ...envelope(1, 2), number: -1 } },
    ];
    for (const message of garbage) intruder.post(message);
    intruder.post({ run, envelope: envelope(1, 2) });
    await settled(() => heard.length === 1);
    expect(made.traffic.ignored).toBe(garbage.length);
    intruder.close();
  });

  it('says so when its channels are deaf instead of waiting for ever', async () => {
    const silence = () => undefined;
    const deaf: Channel = { post: silence, listen: silence, close: silence };
    const made = new Wire({
      run: 'r',
      self: 1,
      peers: [2],
      open: () => deaf,
      deliver: () => undefined,
      patienceMs: 50,
    });
    await expect(made.join()).rejects.toThrow('carry nothing');
  });

  it('reads what it posted', () => {
    expect(readEnvelope({ run: 'r', envelope: envelope(1, 2) }, 'r')).toEqual(envelope(1, 2));
  });
});
