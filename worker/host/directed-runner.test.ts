import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensembleOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';
import { Simulator } from '../world/simulator.ts';
import { Station } from '../world/station.ts';
import { DirectedRunner } from './directed-runner.ts';
import type { Fleet, Vessel, VesselListener } from './fleet.ts';
import type { Hearer } from './runner.ts';

const machines = realMachines({ extras: true });
const SECOND = 1_000_000;

const recording: Recording = {
  zabRecording: 1,
  seed: 5,
  ensemble: ensembleOf('classroom', { servers: 3, observers: 0 }),
  clients: [{ name: 'A' }],
  actions: [1, 2, 3].map((node): Action => ({ at: 0, do: 'start', node })),
  until: 3 * SECOND,
};

/** Stations in this thread behind the interface of workers; a hung one takes orders and never reports. */
class LocalFleet implements Fleet {
  readonly stations = new Map<number, Station>();
  readonly hung = new Set<number>();
  readonly terminated: number[] = [];
  refusals = 0;
  private listeners = new Map<number, VesselListener>();

  launch(_name: string, listener: VesselListener): Promise<Vessel> {
    if (this.refusals > 0) {
      this.refusals -= 1;
      return Promise.reject(new Error('no worker today'));
    }
    let sid = 0;
    let mine: Station;
    return Promise.resolve({
      boot: ({ setup }) => {
        sid = setup.identity.who;
        mine = this.moor(setup, listener);
        return Promise.resolve();
      },
      send: (order) => {
        queueMicrotask(() => {
          mine.onOrder(order);
        });
      },
      inspect: () => Promise.resolve(mine.inspect()),
      traffic: () => Promise.resolve({ posted: 0, heard: 0, ignored: 0 }),
      terminate: () => {
        this.terminated.push(sid);
        if (this.stations.get(sid) === mine) this.stations.delete(sid);
      },
    });
  }

  die(sid: number, message: string): void {
    this.hung.add(sid);
    this.listeners.get(sid)!.died(message);
  }

  dispose(): void {
    this.stations.clear();
  }

  private moor(setup: ConstructorParameters<typeof Station>[0], listener: VesselListener): Station {
    const sid = setup.identity.who;
    const station: Station = new Station(setup, machines, {
      post: (envelope) => {
        queueMicrotask(() => this.stations.get(envelope.to)?.onEnvelope(envelope));
      },
      report: (report) => {
        if (!this.hung.has(sid) || this.stations.get(sid) !== station)
          queueMicrotask(() => {
            listener.mail({ kind: 'report', report });
          });
      },
      captured: (captured) => {
        if (!this.hung.has(sid) || this.stations.get(sid) !== station)
          queueMicrotask(() => {
            listener.mail({ kind: 'captured', captured });
          });
      },
    });
    this.stations.set(sid, station);
    this.listeners.set(sid, listener);
    return station;
  }
}

function start() {
  const fleet = new LocalFleet();
  const stirred = vi.fn();
  const facts: string[] = [];
  const hearer: Hearer = {
    tell: (events) => facts.push(...events.map(({ who, fact }) => `${who} ${fact.type}`)),
    stir: stirred,
  };
  return { fleet, facts, stirred, runner: new DirectedRunner(recording, machines, hearer, fleet) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a run with a worker for each server', () => {
  it('is at the moment asked for when an advance ends, with the trace of the simulator', async () => {
    const { runner } = start();
    await runner.advance(recording.until, Infinity);
    const simulator = new Simulator(recording, { machines });
    simulator.runTo(recording.until);
    expect([runner.until, runner.hash()]).toEqual([recording.until, simulator.hash()]);
  });

  it('applies a fault while time stands still, and tells of it', async () => {
    const { runner, facts, stirred } = start();
    await runner.advance(2 * SECOND, Infinity);
    const action = await runner.act({ do: 'partition', node: 2 }, 2 * SECOND);
    await vi.waitFor(() => {
      expect(stirred).toHaveBeenCalled();
    });
    expect(action).toEqual({ at: 2 * SECOND, do: 'partition', node: 2 });
    expect([facts.at(-1), runner.until]).toEqual(['0 action', 2 * SECOND]);
  });

  it('records the hash of its end, also after a fault while time stands still and after a step', async () => {
    const { runner } = start();
    const replayed = () => {
      const recording = runner.recording();
      const simulator = new Simulator(recording, { machines });
      simulator.runTo(recording.until);
      return [recording.hash, simulator.hash()] as const;
    };
    await runner.advance(2 * SECOND, Infinity);
    await runner.act({ do: 'partition', node: 2 }, 2 * SECOND);
    await runner.advance(2 * SECOND, Infinity);
    const [recorded, simulated] = replayed();
    expect(simulated).toBe(recorded);
    for (let i = 0; i < 5; i += 1) {
      await runner.advanceOne();
      const [stepped, again] = replayed();
      expect(again).toBe(stepped);
    }
  });

  it('ends the worker of a killed node once the others have heard of it', async () => {
    const { runner, fleet } = start();
    await runner.advance(2 * SECOND, Infinity);
    await runner.act({ do: 'kill', node: 3 }, 2 * SECOND);
    await runner.advance(2 * SECOND + 100_000, Infinity);
    expect(fleet.terminated).toEqual([3]);
    expect([...fleet.stations.keys()]).toEqual([1, 2]);
  });

  it('says after a second that a node does not answer, waits for ever, and never ends it by itself', async () => {
    const { runner, fleet } = start();
    await runner.advance(SECOND, Infinity);
    fleet.hung.add(2);
    void runner.advance(recording.until, Infinity);
    await vi.advanceTimersByTimeAsync(900);
    expect(runner.troubles()).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(runner.troubles()).toMatchObject([{ node: 2, kind: 'silent' }]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(fleet.terminated).toEqual([]);
    runner.dispose();
  });

  it('restarts a node that does not answer from its disk, and the simulator replays what happened', async () => {
    const { runner, fleet } = start();
    await runner.advance(SECOND, Infinity);
    fleet.hung.add(2);
    const going = runner.advance(recording.until, Infinity);
    await vi.advanceTimersByTimeAsync(1100);
    fleet.hung.delete(2);
    await runner.restartHost(2);
    await going;
    await runner.advance(6 * SECOND, Infinity);
    expect(runner.troubles()).toEqual([]);
    const replay = runner.recording();
    expect(replay.actions.map((action) => action.do)).toContain('hostCrash');
    const simulator = new Simulator(replay, { machines });
    simulator.runTo(replay.until);
    expect([replay.until, runner.hash()]).toEqual([6 * SECOND, simulator.hash()]);
  });

  it('gives a key frame that the simulator goes on from to the same trace', async () => {
    const { runner } = start();
    await runner.advance(SECOND, Infinity);
    const states: string[] = [];
    await runner.capture((state) => states.push(JSON.stringify(state)));
    await runner.advance(recording.until, Infinity);
    const state = JSON.parse(states[0]!) as RunState;
    const simulator = new Simulator(recording, { machines, state });
    simulator.runTo(recording.until);
    expect([state.at, simulator.hash()]).toEqual([SECOND, runner.hash()]);
    const other = new DirectedRunner(
      ...([recording, machines, { tell: () => undefined, stir: () => undefined }] as const),
      ...([new LocalFleet(), 'whole', true, state] as const),
    );
    await other.advance(recording.until, Infinity);
    expect(other.hash()).toBe(runner.hash());
  });

  it('takes no key frame of a node that does not answer, and restarts it as at any other time', async () => {
    const { runner, fleet } = start();
    await runner.advance(SECOND, Infinity);
    fleet.hung.add(2);
    const taken = vi.fn();
    const capturing = runner.capture(taken);
    await vi.advanceTimersByTimeAsync(1100);
    expect(runner.troubles()).toMatchObject([{ node: 2, kind: 'silent' }]);
    fleet.hung.delete(2);
    await runner.restartHost(2);
    await capturing;
    expect(taken).not.toHaveBeenCalled();
    await runner.advance(6 * SECOND, Infinity);
    const replay = runner.recording();
    expect(replay.actions.map((action) => action.do)).toContain('hostCrash');
    const simulator = new Simulator(replay, { machines });
    simulator.runTo(replay.until);
    expect([replay.until, runner.hash()]).toEqual([6 * SECOND, simulator.hash()]);
  });

  it('says so when a worker has died, with the reason', async () => {
    const { runner, fleet, stirred } = start();
    await runner.advance(SECOND, Infinity);
    fleet.die(2, 'out of memory');
    expect(runner.troubles()).toEqual([{ node: 2, kind: 'died', message: 'out of memory' }]);
    expect(stirred).toHaveBeenCalled();
  });

  it.each(['while time stands still', 'after single steps', 'while time goes on'])(
    'restarts a node whose worker has died from its disk, %s, and the simulator replays it',
    async (when) => {
      const { runner, fleet } = start();
      await runner.advance(SECOND, Infinity);
      if (when === 'after single steps') for (let i = 0; i < 7; i += 1) await runner.advanceOne();
      const going =
        when === 'while time goes on' ? runner.advance(recording.until, Infinity) : undefined;
      fleet.die(2, 'out of memory');
      expect(fleet.terminated).toEqual([2]);
      fleet.hung.delete(2);
      await runner.restartHost(2);
      await going;
      expect(runner.troubles()).toEqual([]);
      await runner.advance(6 * SECOND, Infinity);
      const replay = runner.recording();
      expect(replay.actions.map((action) => action.do)).toContain('hostCrash');
      const simulator = new Simulator(replay, { machines });
      simulator.runTo(replay.until);
      expect([replay.until, runner.hash()]).toEqual([6 * SECOND, simulator.hash()]);
    },
  );

  it('refuses to restart a node that nobody waits for', async () => {
    const { runner } = start();
    await runner.advance(SECOND, Infinity);
    await expect(runner.restartHost(2)).rejects.toThrow('Node 2 is not being waited for');
  });

  it('tries a worker that does not come once more, then says why it cannot go on', async () => {
    const { runner, fleet } = start();
    fleet.refusals = 1;
    await runner.advance(SECOND, Infinity);
    expect(runner.until).toBe(SECOND);
    const other = start();
    other.fleet.refusals = 9;
    await expect(other.runner.advance(SECOND, Infinity)).rejects.toThrow('no worker today');
  });
});
