import { describe, expect, it } from 'vitest';
import { Fold } from '../../worker/trace/fold.ts';
import { Tape, threeNodes } from '../../worker/trace/tape.ts';
import type { World } from '../../worker/trace/world-state.ts';
import { atFirst, next, pointedAt } from './first-minute.ts';

function worldAfter(tape: Tape): World {
  const fold = new Fold(threeNodes);
  for (const event of tape.events) fold.push(event);
  return fold.world;
}

const led = (tape: Tape, sid: number, epoch: number) =>
  tape.push(sid, { type: 'state', state: 'LEADING', zabState: 'BROADCAST', leader: sid, epoch });

describe('the first minute', () => {
  it('points at the leader, and at nobody while there is none', () => {
    const tape = new Tape().boot(1, 2, 3);
    expect(pointedAt(atFirst, worldAfter(tape))).toBe(null);
    expect(pointedAt(atFirst, worldAfter(led(tape, 2, 1)))).toBe(2);
  });

  it('waits once the leader is cut off, and reveals when a later epoch has a leader', () => {
    const tape = led(new Tape().boot(1, 2, 3), 2, 1);
    expect(next(atFirst, worldAfter(tape)).step).toBe('try');
    tape.act({ do: 'partition', node: 2 });
    const waiting = next(atFirst, worldAfter(tape));
    expect(waiting).toEqual({ step: 'wait', cut: { sid: 2, epoch: 1 } });
    expect(next(waiting, worldAfter(tape)).step).toBe('wait');
    led(tape, 3, 2);
    expect(next(waiting, worldAfter(tape)).step).toBe('revealed');
  });

  it('starts again when the leader is healed before anything happened', () => {
    const tape = led(new Tape().boot(1, 2, 3), 2, 1).act({ do: 'partition', node: 2 });
    const waiting = next(atFirst, worldAfter(tape));
    expect(next(waiting, worldAfter(tape.act({ do: 'heal', node: 2 })))).toBe(atFirst);
  });
});
