// One recording, one trace hash: whoever plays it, in whatever portions, with whatever delays (determinism.md 16, 20, 21).
// The seeds here are a sample; `FROM` and `SEEDS` in the environment play more of them.
import { describe, expect, test, vi } from 'vitest';
import { Draws } from './draws.ts';
import type { WorldEvent } from './facts.ts';
import { playLive } from './live-play.ts';
import type { Machines } from './machines.ts';
import { realMachines } from './real-machines.ts';
import type { Recording } from './recording.ts';
import { drawRecording } from './seeds.ts';
import { Simulator } from './simulator.ts';
import { toyMachines } from './toy.ts';
import { WindowedRun, type WindowedOptions } from './windowed.ts';

vi.setConfig({ testTimeout: 60_000 });

const from = Number(process.env['FROM'] ?? 1);
const many = Number(process.env['SEEDS'] ?? 3);
const seeds = Array.from({ length: many }, (_, index) => from + index);

interface Kind {
  readonly name: string;
  readonly machines: Machines;
  readonly recording: (seed: number) => Recording;
}

const kinds: readonly Kind[] = [
  {
    name: 'toys',
    machines: toyMachines(5000),
    recording: (seed) =>
      drawRecording(seed, 'fuzz', { until: 200_000, settings: { tickTimeMs: 20 } }),
  },
  {
    name: 'servers',
    machines: realMachines({ extras: true }),
    recording: (seed) => drawRecording(seed, 'fuzz', { until: 4_000_000 }),
  },
];

const modes: readonly Pick<WindowedOptions, 'windows' | 'delivery' | 'told'>[] = [
  { windows: 'whole', delivery: 'prompt' },
  { windows: 'whole', delivery: 'shuffled' },
  { windows: 'half', delivery: 'shuffled' },
  { windows: 'random', delivery: 'shuffled' },
  { windows: 'inputs', delivery: 'shuffled' },
  { windows: 'mixed', delivery: 'shuffled' },
  { windows: 'mixed', delivery: 'shuffled', told: false },
];

function simulate(
  recording: Recording,
  machines: Machines,
): { hash: string; events: WorldEvent[] } {
  const events: WorldEvent[] = [];
  const simulator = new Simulator(recording, { machines, listen: (event) => events.push(event) });
  simulator.runTo(recording.until);
  return { hash: simulator.hash(), events };
}

/** Where two traces part, for the message of a failure. */
function firstDifference(a: readonly WorldEvent[], b: readonly WorldEvent[]): unknown {
  const index = a.findIndex((event, at) => JSON.stringify(event) !== JSON.stringify(b[at]));
  if (index < 0 && a.length === b.length) return null;
  return { index: index < 0 ? a.length : index, simulated: a.at(index), windowed: b.at(index) };
}

describe.each(kinds)('$name', ({ machines, recording: draw }) => {
  test.each(seeds)('seed %i gives one hash in windows of every kind', (seed) => {
    const recording = draw(seed);
    const simulated = simulate(recording, machines);
    expect(simulated.events.length).toBeGreaterThan(100);
    for (const mode of modes) {
      const run = new WindowedRun(recording, { machines, ...mode });
      run.runTo(recording.until);
      if (run.hash() !== simulated.hash)
        expect(firstDifference(simulated.events, run.takeEvents()), mode.windows).toBeNull();
      expect(run.hash(), mode.windows).toBe(simulated.hash);
    }
  });

  test.each(seeds)('seed %i, clicked live with workers that hang, replays as recorded', (seed) => {
    const live = playLive(draw(seed), machines);
    const simulated = simulate(live.recording, machines);
    if (simulated.hash !== live.hash)
      expect(firstDifference(simulated.events, live.events)).toBeNull();
    expect(simulated.hash).toBe(live.hash);
    const replay = new WindowedRun(live.recording, {
      machines,
      windows: 'mixed',
      delivery: 'shuffled',
    });
    replay.runTo(live.recording.until);
    expect(replay.hash()).toBe(live.hash);
  });

  test.each(seeds)('seed %i goes on from a key frame as if none had been taken', (seed) => {
    const recording = draw(seed);
    const { hash } = simulate(recording, machines);
    const at = new Draws(seed, 'key frame').integer(1, recording.until);
    const first = new Simulator(recording, { machines });
    first.runTo(at);
    const state = first.captureState();
    const text = JSON.stringify(state);
    const goOn = (captured: typeof state): string => {
      const simulator = new Simulator(recording, { machines, state: captured });
      simulator.runTo(recording.until);
      return simulator.hash();
    };
    expect(goOn(JSON.parse(text) as typeof state)).toBe(hash);
    first.runTo(recording.until);
    expect(first.hash()).toBe(hash);

    const windowed = new WindowedRun(recording, {
      machines,
      windows: 'random',
      delivery: 'shuffled',
    });
    windowed.runTo(at);
    const frame = windowed.capture();
    expect(JSON.stringify(frame)).toBe(text);
    expect(goOn(frame)).toBe(hash);
    windowed.runTo(recording.until);
    expect(windowed.hash()).toBe(hash);
    const other = new WindowedRun(recording, {
      machines,
      windows: 'whole',
      delivery: 'shuffled',
      state,
    });
    other.runTo(recording.until);
    expect(other.hash()).toBe(hash);
  });
});

test('the sample has hosts that crash and key frames that are gone on from', () => {
  const { machines, recording } = kinds[0]!;
  const plays = seeds.map((seed) => playLive(recording(seed), machines));
  expect(plays.some(({ crashes }) => crashes > 0)).toBe(true);
  expect(plays.some(({ captures }) => captures > 0)).toBe(true);
});
