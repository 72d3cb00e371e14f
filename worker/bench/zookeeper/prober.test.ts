import { expect, test } from 'vitest';
import { virtualFailover } from './prober.ts';

test('a leader that is killed is replaced at once, one that is frozen after syncLimit ticks', () => {
  for (const tick of [200, 2000]) {
    const killed = virtualFailover(1, tick, 'killed');
    // Fast Leader Election waits 200 ms for a better vote.
    expect(killed).toBeGreaterThan(200);
    expect(killed).toBeLessThan(1000);
    const frozen = virtualFailover(1, tick, 'frozen');
    expect(frozen).toBeGreaterThan(4 * tick);
    expect(frozen).toBeLessThan(5 * tick + 1000);
  }
});
