import { expect, test, vi } from 'vitest';
import { decodeRecording } from './decode.ts';
import type { WorldEvent } from './facts.ts';
import { openingRecording } from './opening.ts';
import { sidsOf } from './profiles.ts';
import { realMachines } from './real-machines.ts';
import { Simulator } from './simulator.ts';

vi.setConfig({ testTimeout: 60_000 });

const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((servers) =>
  [0, 1, 2]
    .filter((observers) => servers + observers <= 9)
    .map((observers) => [servers, observers] as const),
);

function play(servers: number, observers: number, seed: number): WorldEvent[] {
  const events: WorldEvent[] = [];
  const recording = openingRecording({ servers, observers, seed });
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    listen: (event) => events.push(event),
    crashed: (_who, error) => {
      throw error;
    },
  });
  simulator.runTo(recording.until);
  return events;
}

test.each(sizes)(
  '%i servers and %i observers open with the middle node leading and /app everywhere',
  (servers, observers) => {
    for (const seed of [1, 2, 3]) {
      const events = play(servers, observers, seed);
      const leaders = events.flatMap(({ who, fact }) =>
        fact.type === 'state' && fact.state === 'LEADING' && fact.zabState === 'BROADCAST'
          ? [who]
          : [],
      );
      expect(leaders).toEqual([Math.floor(servers / 2) + 1]);
      const holders = events.flatMap(({ who, fact }) =>
        fact.type === 'applied' && fact.txn.body.type === 'create' && fact.txn.body.path === '/app'
          ? [who]
          : [],
      );
      expect(holders.sort()).toEqual(sidsOf({ servers, observers }));
      expect(
        events.some(({ fact }) => fact.type === 'printed' && fact.lines.includes('Created /app')),
      ).toBe(true);
    }
  },
);

test('the opening recording is a valid recording', () => {
  const recording = openingRecording({ servers: 3, observers: 1, seed: 7 });
  expect(decodeRecording(JSON.parse(JSON.stringify(recording)))).toEqual({
    ok: true,
    value: recording,
  });
});
