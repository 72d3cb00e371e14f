import { beforeAll, describe, expect, it } from 'vitest';
import { ensembleOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { bundle } from './cli/bundle.mjs';
import { DirectedRunner } from './directed-runner.ts';
import { NodeFleet } from './node-fleet.ts';

const machines = realMachines({ extras: true });
const SECOND = 1_000_000;

function recordingOf(servers: number, actions: readonly Action[], until: number): Recording {
  const starts = Array.from({ length: servers }, (_, i): Action => ({
    at: i * 1000,
    do: 'start',
    node: i + 1,
  }));
  return {
    zabRecording: 1,
    seed: 11,
    ensemble: ensembleOf('classroom', { servers, observers: 0 }),
    clients: [{ name: 'A' }],
    actions: [...starts, ...actions],
    until,
  };
}

const recordings: readonly (readonly [string, Recording])[] = [
  [
    'a write, a partition of the leader and its heal',
    recordingOf(
      3,
      [
        { at: 3 * SECOND, do: 'connect', client: 'A', node: 1 },
        { at: 4 * SECOND, do: 'command', client: 'A', line: 'create /app hello' },
        { at: 5 * SECOND, do: 'partition', node: 3 },
        { at: 25 * SECOND, do: 'command', client: 'A', line: 'set /app again' },
        { at: 26 * SECOND, do: 'heal', node: 3 },
      ],
      40 * SECOND,
    ),
  ],
  [
    'the kill and restart of the leader of five',
    recordingOf(
      5,
      [
        { at: 3 * SECOND, do: 'connect', client: 'A', node: 2 },
        { at: 4 * SECOND, do: 'command', client: 'A', line: 'create /app hello' },
        { at: 4_100_000, do: 'kill', node: 5, value: 'prefix' },
        { at: 12 * SECOND, do: 'restart', node: 5 },
      ],
      20 * SECOND,
    ),
  ],
];

let file: string;

beforeAll(async () => {
  file = await bundle('worker/host/node-worker.ts');
});

describe('one recording', () => {
  it.each(recordings)(
    'gives the same trace hash on threads with real channels as in the simulator: %s',
    async (_name, recording) => {
      const simulator = new Simulator(recording, { machines });
      simulator.runTo(recording.until);
      const told: number[] = [];
      const hearer = {
        tell: (events: readonly unknown[]) => told.push(events.length),
        stir: () => undefined,
      };
      const runner = new DirectedRunner(recording, machines, hearer, new NodeFleet(file));
      try {
        await runner.advance(recording.until, Infinity);
        expect(runner.until).toBe(recording.until);
        expect(runner.hash()).toBe(simulator.hash());
        expect(runner.troubles()).toEqual([]);
        expect(told.length).toBeGreaterThan(100);
      } finally {
        runner.dispose();
      }
    },
    60_000,
  );
});
