import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../trace/event.ts';
import { openingRecording } from '../world/opening.ts';
import { realMachines } from '../world/real-machines.ts';
import { Simulator } from '../world/simulator.ts';
import { SimulatedRunner } from './simulated-runner.ts';

const recording = openingRecording({ servers: 3, observers: 1, seed: 3 });

function start() {
  const events: TraceEvent[] = [];
  const tell = (more: readonly TraceEvent[]) => events.push(...more);
  return { events, runner: new SimulatedRunner(recording, { tell, stir: () => undefined }) };
}

describe('a run in one thread', () => {
  it('tells every fact once and in order, however short its slices are', async () => {
    const { runner, events } = start();
    while (runner.until < recording.until) await runner.advance(recording.until, 0);
    const whole: TraceEvent[] = [];
    const simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      listen: (event) => whole.push(event),
    });
    simulator.runTo(recording.until);
    expect(events).toEqual(whole);
    expect([runner.until, runner.hash()]).toEqual([recording.until, simulator.hash()]);
  });

  it('shows a fault at once while time stands still, and keeps what a client is told until it goes on', async () => {
    const { runner, events } = start();
    await runner.advance(recording.until, Infinity);
    const before = events.length;
    await runner.act({ do: 'command', client: 'A', line: 'ls /' }, runner.until);
    expect(events.length).toBe(before);
    await runner.act({ do: 'kill', node: 1 }, runner.until);
    expect(events.slice(before).map(({ fact }) => fact.type)).toContain('action');
  });

  it('records what was done between steps so that it replays to the same trace', async () => {
    const { runner } = start();
    await runner.advance(recording.until, Infinity);
    for (const node of [1, 2, 3]) {
      for (let i = 0; i < 5; i += 1) await runner.advanceOne();
      await runner.act({ do: 'partition', node }, runner.until);
      await runner.act({ do: 'command', client: 'A', line: 'ls /' }, runner.until);
    }
    await runner.advance(runner.until + 20_000_000, Infinity);
    const replay = runner.recording();
    const simulator = new Simulator(replay, { machines: realMachines({ extras: true }) });
    simulator.runTo(replay.until);
    expect(simulator.hash()).toBe(runner.hash());
  });
});
