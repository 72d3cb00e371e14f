// A history that branches off another is what a history of those facts alone would be.
import { describe, expect, it } from 'vitest';
import { SECOND } from '../base/units.ts';
import { realMachines } from '../world/real-machines.ts';
import { drawRecording } from '../world/seeds.ts';
import { Simulator } from '../world/simulator.ts';
import type { TraceEvent } from './event.ts';
import { History, type HistoryLimits } from './history.ts';
import { shapeOf } from './run-shape.ts';

function playedEvents() {
  const recording = drawRecording(3, 'fuzz', { until: 12 * SECOND });
  const events: TraceEvent[] = [];
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    hash: false,
    listen: (event) => events.push(event),
  });
  simulator.runTo(recording.until);
  return { events, shape: shapeOf(recording) };
}

const { events, shape } = playedEvents();

function historyOf(count: number, limits: Partial<HistoryLimits> = {}): History {
  const history = new History(shape, limits);
  history.append(events.slice(0, count));
  return history;
}

/** All that a page reads of a history, at some moments of it. */
function shown(history: History): unknown {
  const at = [0, 1, 250, 700, history.length >> 1, history.length - 1, history.length];
  return {
    length: history.length,
    first: history.first,
    marks: history.marks,
    events: history.eventsBetween(history.first, history.length),
    worlds: at.map((index) => JSON.stringify(history.worldAt(index), withoutTrees)),
    stories: at.map((index) => history.storyUpTo(index)),
    indices: at.map((index) => history.indexAt(history.worldAt(index).now)),
  };
}

/** The versions of trees point at each other in a circle: what tells them apart is their digest. */
function withoutTrees(key: string, value: unknown): unknown {
  return key === 'origin' || key === 'next' ? undefined : value;
}

describe('a branch of a history', () => {
  it('has facts enough to be asked about', () => {
    expect(events.length).toBeGreaterThan(4000);
  });

  it.each([1, 999, 1000, 1001, 3210])('after %i facts is what those alone give', (index) => {
    const branch = historyOf(events.length).branch(index);
    expect(shown(branch)).toEqual(shown(historyOf(index)));
  });

  it('goes on as if nothing else had ever come, and leaves alone what it came from', () => {
    const whole = historyOf(events.length);
    const before = shown(whole);
    const branch = whole.branch(1500);
    branch.append(events.slice(1500, 2700));
    expect(shown(branch)).toEqual(shown(historyOf(2700)));
    branch.append(events.slice(2700));
    expect(shown(branch)).toEqual(before);
    expect(shown(whole)).toEqual(before);
  });

  it('is offered only where a history of those facts alone would have let go of as many', () => {
    expect(historyOf(4000).branchable).toEqual({ from: 1, to: 4000 });
    const limits = { events: 1000, chunk: 100 };
    const long = historyOf(4000, limits);
    expect(long.branchable).toEqual({ from: long.first + 1, to: 4000 });
    expect(historyOf(1050, limits).branchable).toEqual({ from: 1000, to: 1050 });
    const branch = long.branch(3900);
    expect([branch.first, branch.length]).toEqual([long.first, 3900]);
    branch.append(events.slice(3900, 4500));
    expect(branch.eventsBetween(3800, 4500)).toEqual(events.slice(3800, 4500));
  });
});
