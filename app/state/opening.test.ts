import { expect, it } from 'vitest';
import { Fold } from '../../worker/trace/fold.ts';
import { shapeOf } from '../../worker/trace/run-shape.ts';
import { realMachines } from '../../worker/world/real-machines.ts';
import type { Recording } from '../../worker/world/recording.ts';
import { Simulator } from '../../worker/world/simulator.ts';
import { openingRecording, USUAL_SEED } from './opening.ts';

const SECOND = 1_000_000;

it.each([6, 6.09, 6.1, 6.11, 6.12, 6.13, 6.14, 6.15, 6.2, 6.6, 7.3, 9.3, 12.4, 20.3])(
  'the leader cut off at %s s, client A goes on with the others, and its next write is the first of epoch 2',
  (seconds) => {
    const opening = openingRecording({ servers: 3, observers: 0, seed: USUAL_SEED });
    const at = Math.round(seconds * SECOND);
    const recording: Recording = {
      ...opening,
      actions: [...opening.actions, { at, do: 'partition', node: 2 }],
    };
    const fold = new Fold(shapeOf(recording));
    const listen = fold.push.bind(fold);
    const simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      hash: false,
      listen,
    });
    simulator.runTo(at + 11 * SECOND);
    expect(fold.world.leader).toEqual({ sid: 3, epoch: 2 });
    simulator.act({ do: 'command', client: 'A', line: 'create /y 1' });
    simulator.runTo(at + 15 * SECOND);
    const [column] = fold.world.columns.filter((one) => one.epoch === 2);
    expect(column?.txn.body).toMatchObject({ type: 'create', path: '/y' });
    expect(column?.committedAt).not.toBe(null);
  },
);
