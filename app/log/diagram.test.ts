import { expect, it } from 'vitest';
import { Tape } from '../../worker/trace/tape.ts';
import { pictureOf } from './diagram.ts';

const ack = { type: 'ACK', zxid: 2 ** 32 + 1 } as const;

it('an arrow runs from the column of its sending to the column of its arrival', () => {
  const tape = new Tape().boot(1, 2).open('1.1.1', 1, 2);
  const sentFrom = tape.events.length;
  tape.send('1.1.1', 1, 2, ack).push(2, { type: 'received', link: '1.1.1', from: 1, n: 1 });
  const { arrows, columns } = pictureOf(tape.events.slice(sentFrom), false);
  expect(arrows.map(({ start, end, lost }) => ({ start, end, lost }))).toEqual([
    { start: 0, end: 1, lost: false },
  ]);
  expect(columns).toBe(2);
});

it('pings take no room, and what was lost is marked', () => {
  const tape = new Tape().boot(1, 2).open('1.1.1', 1, 2);
  tape.send('1.1.1', 1, 2, { type: 'PING', zxid: 0 });
  tape.send('1.1.1', 1, 2, ack);
  tape.push(2, { type: 'lost', link: '1.1.1', from: 1, n: 1, m: 2 });
  const { arrows } = pictureOf(tape.events, false);
  expect(arrows.map((arrow) => [arrow.label.name, arrow.lost])).toEqual([['ACK', true]]);
});
