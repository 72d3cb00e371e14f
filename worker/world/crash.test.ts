import { expect, test } from 'vitest';
import type { WorldEvent } from './facts.ts';
import { ensembleOf } from './profiles.ts';
import type { Recording } from './recording.ts';
import { inputsOf, scriptMachines, type Script, type ScriptEffect } from './script.ts';
import { Simulator } from './simulator.ts';
import { WindowedRun } from './windowed.ts';

const recording: Recording = {
  zabRecording: 1,
  seed: 1,
  ensemble: {
    ...ensembleOf('lan', { servers: 3, observers: 0 }),
    latencyMicros: [100, 100],
    syncMicros: [1000, 1000],
  },
  clients: [],
  actions: [1, 2, 3].map((node) => ({ at: 0, do: 'start', node })),
  until: 3000,
};

/** Everyone writes and syncs at boot; at 1000 come the sync and three timers, each of which writes again. */
const script: Script = (_who, _now, input) => {
  if (input.kind === 'boot')
    return [
      ...written(1),
      ...['a', 'b', 'c'].map((id): ScriptEffect => ({ kind: 'setTimer', id, at: 1000 })),
    ];
  return input.kind === 'timer' ? written(2) : [];
};

function written(mark: number): ScriptEffect[] {
  return [
    { kind: 'write', mark, op: { op: 'epoch', file: 'acceptedEpoch', value: mark } },
    { kind: 'sync', mark },
  ];
}

/** Steps input by input until node 2 has had `count` inputs at 1000, then its worker hangs at the next. */
function crashAfter(count: number): { events: WorldEvent[]; recorded: Recording; hash: string } {
  const run = new WindowedRun(recording, {
    machines: scriptMachines(script),
    windows: 'inputs',
    delivery: 'prompt',
  });
  const events: WorldEvent[] = [];
  const had = (): number => inputsOf(events, 2).filter((line) => line.startsWith('1000:')).length;
  while (run.director.nextAt() < 1000 || had() < count || nextWho(events) < 2) {
    run.step();
    events.push(...run.takeEvents());
  }
  run.hang(2);
  run.runTo(3000);
  expect(run.director.awaited()).toEqual([2]);
  run.giveUp(2);
  run.runTo(3000);
  events.push(...run.takeEvents());
  return { events, recorded: run.director.recording(), hash: run.hash() };
}

/** At 1000 everyone has four inputs, and the smaller node goes first. */
function nextWho(events: readonly WorldEvent[]): number {
  return inputsOf(events, 1).filter((line) => line.startsWith('1000:')).length < 4 ? 1 : 2;
}

test.each([0, 1, 2, 3])(
  'a host that dies after %i of its inputs of one time is replayed to the same point',
  (count) => {
    const { events, recorded, hash } = crashAfter(count);
    const crash = recorded.actions.find((action) => action.do === 'hostCrash');
    expect(crash).toEqual({ at: 1000, do: 'hostCrash', node: 2, after: count });
    expect(inputsOf(events, 2)).toEqual(
      ['0: boot', '1000: synced 1', '1000: timer a', '1000: timer b'].slice(0, 1 + count),
    );
    expect(inputsOf(events, 3)).toHaveLength(8);

    const replayed: WorldEvent[] = [];
    const simulator = new Simulator(recorded, {
      machines: scriptMachines(script),
      listen: (event) => replayed.push(event),
    });
    simulator.runTo(3000);
    expect(replayed).toEqual(events);
    expect(simulator.hash()).toBe(hash);
    // A sync that was due counts, whether its completion was processed or not.
    expect(simulator.diskOf(2).synced.acceptedEpoch).toBe(1);
    for (const windows of ['whole', 'inputs', 'random'] as const) {
      const run = new WindowedRun(recorded, {
        machines: scriptMachines(script),
        windows,
        delivery: 'shuffled',
      });
      run.runTo(3000);
      expect(run.hash(), windows).toBe(hash);
    }
  },
);
