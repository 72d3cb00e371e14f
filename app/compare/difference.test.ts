import { describe, expect, it } from 'vitest';
import { Tape, threeNodes } from '../../worker/trace/tape.ts';
import { History } from '../../worker/trace/history.ts';
import { Parting } from './difference.ts';
import { mergeStories } from './merge.ts';

const common = () => new Tape().boot(1, 2, 3);
const quiet = () => common().wait(1000).act({ do: 'heal', node: 1 });
const killed = () => common().wait(500).act({ do: 'kill', node: 2 }).wait(500);

describe('where two traces part', () => {
  it('is the first fact that is not in both, whatever the portions they come in', () => {
    const left = killed().events;
    const right = quiet().events;
    const parting = new Parting();
    parting.push(0, left.slice(0, 2), left[1]?.at ?? 0, false);
    parting.push(1, right, (right.at(-1)?.at ?? 0) + 1, true);
    expect(parting.finding).toBeNull();
    parting.push(0, left.slice(2), (left.at(-1)?.at ?? 0) + 1, true);
    expect(parting.finding).toEqual({ at: left[3]?.at, index: 3 });
  });

  it('is where one has a fact and the other has passed that time without', () => {
    const { events } = killed();
    const parting = new Parting();
    const before = events.slice(0, 3);
    parting.push(0, events, 2000, false);
    parting.push(1, before, events[3]?.at ?? 0, false);
    expect(parting.finding).toBeNull();
    parting.push(1, [], (events[3]?.at ?? 0) + 1, false);
    expect(parting.finding).toEqual({ at: events[3]?.at, index: 3 });
  });

  it('is nowhere if the one is the beginning of the other', () => {
    const { events } = killed();
    const parting = new Parting();
    parting.push(0, events, 9000, true);
    parting.push(1, events.slice(0, 3), events[3]?.at ?? 0, true);
    expect(parting.finding).toEqual({ same: events[3]?.at });
  });
});

describe('two stories', () => {
  it('share a row while they say the same at the same moment, and have one each afterwards', () => {
    const [left, right] = [killed(), quiet()].map((tape) => {
      const history = new History(threeNodes);
      history.append(tape.events);
      return history.storyUpTo(history.length);
    });
    const rows = mergeStories(left ?? [], right ?? []);
    const shape = rows.map((row) => `${row.left?.key ?? '-'} ${row.right?.key ?? '-'}`);
    expect(shape).toEqual([
      'booted booted',
      'booted booted',
      'booted booted',
      'killed -',
      '- healed',
    ]);
  });
});
