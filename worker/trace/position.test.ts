import { describe, expect, it } from 'vitest';
import type { Message } from './link-view.ts';
import { placeOfDeath, progress } from './position.ts';

const message: Message = {
  ...{ link: '1.1.1', plane: 'quorum', from: 1, to: 2, n: 1 },
  ...{ freight: { kind: 'closing' }, sentAt: 1000, arrives: 2000 },
};
const fault = (cutAt: number | null, joinedAt: number | null) => ({
  ...{ from: 1, to: 2, cutAt, joinedAt, slow: 1 },
});

describe('progress', () => {
  it('goes from 0 to 1 between sending and stamp, and waits at its receiver afterwards', () => {
    expect(progress(message, null, 100, 1000).share).toBe(0);
    expect(progress(message, null, 100, 1250)).toEqual({ share: 0.25, state: 'moving' });
    expect(progress(message, null, 100, 9000)).toEqual({ share: 1, state: 'waiting' });
  });

  it('a message that meets a wall stays in front of it until the heal, then takes one latency', () => {
    const cut = fault(500, null);
    expect(progress(message, cut, 100, 1400)).toEqual({ share: 0.4, state: 'moving' });
    expect(progress(message, cut, 100, 8000)).toEqual({ share: 0.5, state: 'held' });
    const healed = fault(500, 8000);
    expect(progress(message, healed, 100, 8000).share).toBe(0.5);
    expect(progress(message, healed, 100, 8050).share).toBe(0.75);
    expect(progress(message, healed, 100, 8100).share).toBe(1);
  });

  it('a message beyond the wall when it falls stops where it is: the receiver cut it, not the line', () => {
    expect(progress(message, fault(1800, null), 100, 5000)).toEqual({ share: 0.8, state: 'held' });
  });

  it('a message that had arrived before the cut is not touched by it', () => {
    expect(progress(message, fault(2500, null), 100, 3000).state).toBe('waiting');
  });

  it('a message stamped after the heal goes its way as if there had been no wall', () => {
    expect(progress(message, fault(100, 1500), 100, 1750).share).toBe(0.75);
  });

  it('never goes back while the clock goes on', () => {
    for (const one of [
      null,
      fault(500, null),
      fault(500, 3000),
      fault(1800, 2500),
      fault(1200, 1300),
    ]) {
      let last = 0;
      for (let clock = 900; clock < 4000; clock += 10) {
        const { share } = progress(message, one, 300, clock);
        expect(share).toBeGreaterThanOrEqual(last);
        last = share;
      }
    }
  });

  it('a message that dies at a wall dies in front of it', () => {
    const item = { ...message, at: 9000, cutAt: 500, joinedAt: null };
    expect(placeOfDeath(item, 100)).toBe(0.5);
    expect(placeOfDeath({ ...item, cutAt: null, at: 1300 }, 100)).toBe(0.3);
  });
});
