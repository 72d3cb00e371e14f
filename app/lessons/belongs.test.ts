import { expect, it } from 'vitest';
import { lesson as oneWrite } from '../../worker/lessons/runs/one-write.ts';
import { lesson as partitionLeader } from '../../worker/lessons/runs/partition-leader.ts';
import { belongsTo, recordingAt } from './belongs.ts';

const { recording } = recordingAt(partitionLeader, 2);

it('a run of the lesson belongs to it, whatever the learner did after the opening', () => {
  expect(belongsTo(partitionLeader, recording)).toBe(true);
  const { ensemble, ...rest } = recording;
  const more = [...recording.actions, { at: recording.until, do: 'kill', node: 1 } as const];
  const shuffled = { ...Object.fromEntries(Object.entries(ensemble).reverse()), ...ensemble };
  expect(belongsTo(partitionLeader, { ...rest, ensemble: shuffled, actions: more })).toBe(true);
});

it('another lesson, another seed, or a run that ends before the learner takes over does not', () => {
  expect(belongsTo(oneWrite, recording)).toBe(false);
  expect(belongsTo(partitionLeader, { ...recording, seed: 9 })).toBe(false);
  expect(belongsTo(partitionLeader, { ...recording, actions: recording.actions.slice(1) })).toBe(
    false,
  );
  expect(belongsTo(partitionLeader, { ...recording, until: 1_000_000 })).toBe(false);
});
