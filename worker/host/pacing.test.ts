import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../trace/event.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Ensemble } from '../world/recording.ts';
import { Pacing } from './pacing.ts';

const ensemble: Ensemble = {
  profile: 'classroom',
  servers: 3,
  observers: 0,
  epochMs: 0,
  latencyMicros: [20_000, 60_000],
  clientLatencyMicros: [20_000, 60_000],
  syncMicros: [10_000, 10_000],
};
const ack: PacketShown = { type: 'ACK', zxid: 1 };
const ping: PacketShown = { type: 'PING', zxid: 1 };

function sent(at: number, arrives: number, packet = ack, who = 1, to = 2): TraceEvent {
  return {
    at,
    who,
    fact: { type: 'sent', link: '1.1.1', plane: 'quorum', to, n: 1, arrives, packet },
  };
}

/** Wall milliseconds until the clock has reached `target`, in frames of 16 ms, with nothing due. */
function wallUntil(pacing: Pacing, target: number, due = Infinity): number {
  for (let wall = 0; wall < 60_000; wall += 16) {
    if (pacing.clock >= target) return wall;
    pacing.pass(16);
    for (let to = pacing.reach(due); to !== null; to = pacing.reach(due)) pacing.reached(to);
  }
  throw new Error(`The clock stands at ${pacing.clock}`);
}

function playing(pace: number | 'auto' | 'max' = 'auto', clock = 0): Pacing {
  const pacing = new Pacing(ensemble, clock, pace);
  pacing.setPlaying(true);
  return pacing;
}

describe('auto speed', () => {
  it('lets one hop of usual latency take about 0.8 s of wall time', () => {
    const pacing = playing();
    pacing.hear([sent(0, 40_000)]);
    expect(wallUntil(pacing, 40_000)).toBeGreaterThan(750);
    expect(pacing.clock).toBeLessThan(60_000);
  });

  it('runs at 1x while nothing but pings is in flight', () => {
    const pacing = playing();
    pacing.hear([sent(0, 40_000, ping)]);
    expect(wallUntil(pacing, 480_000)).toBe(480);
  });

  it('is not slowed by what is sent into a partition', () => {
    const pacing = playing();
    pacing.hear([
      { at: 0, who: 0, fact: { type: 'action', action: { at: 0, do: 'partition', node: 2 } } },
    ]);
    pacing.hear([sent(0, 40_000)]);
    expect(pacing.rate()).toBe(1);
  });

  it('slows down for a hop when a partition heals, because what was held is set free', () => {
    const pacing = playing();
    pacing.hear([{ at: 0, who: 0, fact: { type: 'action', action: { at: 0, do: 'healAll' } } }]);
    expect(pacing.rate()).toBe(0.05);
  });

  it('passes over a long quiet at 2x, so that ten silent seconds take about six', () => {
    expect(wallUntil(playing(), 10_000_000)).toBeLessThan(6100);
  });

  it('lets a slowed packet fly no longer than a usual one when it is alone', () => {
    const pacing = playing();
    pacing.hear([sent(0, 400_000)]);
    expect(wallUntil(pacing, 400_000)).toBeLessThan(850);
  });

  it('stops right behind the next input while it is quiet, so that a packet sent there is seen from its start', () => {
    const pacing = playing();
    pacing.pass(16);
    expect(pacing.reach(5000)).toBe(5001);
  });

  it('does not let the page run past the next input while it is quiet', () => {
    expect(playing().limit(0, 3000)).toBe(3000);
  });
});

describe('pace', () => {
  it('never lets the clock pass the wall time multiplied by the chosen rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 60 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (walls, pace) => {
          const pacing = playing(pace);
          let wall = 0;
          for (const ms of walls) {
            pacing.pass(ms);
            wall += ms;
            const to = pacing.reach(Infinity);
            if (to !== null) pacing.reached(to);
            expect(pacing.clock).toBeLessThanOrEqual(wall * 1000 * pace + 1);
          }
          expect(pacing.clock).toBeGreaterThanOrEqual(wall * 1000 * pace - 1000);
        },
      ),
    );
  });

  it('does not leap after a stall of the wall clock', () => {
    const pacing = playing(1);
    pacing.pass(60_000);
    expect(pacing.reach(Infinity)).toBe(100_000);
  });

  it('stands still while paused, and does not make up for the pause', () => {
    const pacing = playing(1);
    pacing.setPlaying(false);
    pacing.pass(500);
    expect(pacing.reach(Infinity)).toBeNull();
    pacing.setPlaying(true);
    expect(pacing.reach(Infinity)).toBeNull();
  });

  it('hands out nothing by the clock at full speed', () => {
    const pacing = playing('max');
    pacing.pass(16);
    expect(pacing.reach(Infinity)).toBeNull();
    expect(pacing.isUnpaced).toBe(true);
  });
});
