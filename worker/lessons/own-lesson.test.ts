import { describe, expect, it } from 'vitest';
import { realMachines } from '../world/real-machines.ts';
import type { Recording } from '../world/recording.ts';
import { decodeLesson } from './own-lesson.ts';
import { startOf } from './own-start.ts';
import { recordingOf } from './recordings.ts';
import { runLesson } from './run-lesson.ts';
import { lesson as partition } from './runs/partition-leader.ts';

const whole: Recording = recordingOf(partition);
const words = {
  title: 'T',
  goal: 'G',
  concept: 'C',
  type: (line: string, client: string) => `${client}: ${line}`,
  act: 'Act.',
};
const start = JSON.parse(JSON.stringify(startOf(whole, words))) as {
  steps: Record<string, unknown>[];
  [name: string]: unknown;
};
const file = (change: Readonly<Record<string, unknown>>) => JSON.stringify({ ...start, ...change });
const step = (change: Readonly<Record<string, unknown>>) =>
  file({ steps: [{ ...start.steps[0], ...change }, ...start.steps.slice(1)] });

function whyNot(text: string): string {
  const decoded = decodeLesson(text);
  return decoded.ok ? 'It is taken.' : decoded.why;
}

describe('a lesson of one’s own', () => {
  it('begins as the run at hand, a step for each thing done, and plays to its end as it is', () => {
    const decoded = decodeLesson(JSON.stringify(start));
    if (!decoded.ok) throw new Error(decoded.why);
    const { lesson, text } = decoded.value;
    expect(lesson.steps.map(({ act }) => act?.map((one) => one.do))).toEqual([
      ['partition'],
      ['command'],
      ['command'],
      ['heal'],
    ]);
    expect(text.steps['step2']?.say).toBe('A: create /app/y 1');
    expect(recordingOf(lesson).actions).toEqual(whole.actions);
    expect(runLesson(lesson, recordingOf(lesson), realMachines({ extras: true })).failed).toEqual(
      [],
    );
  });

  it('asks, points and claims, and a claim that does not hold is told from one that does', () => {
    const decoded = decodeLesson(
      step({
        ...{ ask: 'Who leads?', choices: ['1', '2'], right: 2, because: 'It has the largest id.' },
        look: { pane: 'stage', node: 2 },
        see: [
          { say: 'Cut off.', claim: { node: 2, has: { partitioned: true } } },
          { say: 'Not so.', claim: { never: { fact: 'action' } } },
        ],
      }),
    );
    if (!decoded.ok) throw new Error(decoded.why);
    const { lesson } = decoded.value;
    expect(lesson.steps[0]?.predict).toEqual({ choices: ['choice1', 'choice2'], right: 'choice2' });
    const { failed } = runLesson(lesson, recordingOf(lesson), realMachines({ extras: true }));
    expect(failed).toEqual(['step1.see2']);
  });

  it.each([
    ['{', 'It is not JSON.'],
    ['[]', 'The lesson is not an object.'],
    [file({ zabLesson: undefined }), 'It is not a lesson of Zab Playground.'],
    [
      file({ zabLesson: 2 }),
      'Its format is of a newer version of Zab Playground, or none that is known.',
    ],
    [file({ script: 'alert(1)' }), 'The lesson has a field "script" that is not known.'],
    [file({ steps: [] }), 'The lesson has no steps.'],
    [file({ title: ' ' }), 'The lesson: "title" is empty.'],
    [file({ recording: { zabRecording: 1 } }), 'Its recording cannot be used: '],
    [file({ steps: start.steps.toReversed() }), 'Step 2 begins before step 1.'],
    [
      step({ say: 'x'.repeat(2001) }),
      'Step 1: "say" is too long: 2001 characters of at most 2000.',
    ],
    [step({ ask: 'Who?' }), 'Step 1 has "ask" but no "choices": a question needs all four.'],
    [
      step({ look: { pane: 'stage', node: 4 } }),
      'Step 1: the node to look at is 4, not a whole number from 1 to 3.',
    ],
    [step({ at: 1e9 }), 'Step 1: "at", in seconds, is 1000000000, not a number from 0 to 40.'],
    [
      step({ wait: { never: { fact: 'sent' } } }),
      'Step 1: "wait" must wait for something that happens.',
    ],
    [step({ wait: { broken: 'S99' } }), 'Step 1: "wait": there is no invariant "S99".'],
    [
      file({ steps: [{ at: 39, say: 'x' }] }),
      'Step 1: nothing is done in it, so it has to say what it waits for ("wait").',
    ],
    [JSON.stringify({ zabLesson: 'x'.repeat(1_100_000) }), 'It is too large.'],
  ])('is refused with a sentence: %#', (text, why) => {
    expect(whyNot(text)).toContain(why);
  });

  it('nested deeper than it may be, or named like a prototype, harms nothing', () => {
    let claim: unknown = { broken: 'S1' };
    for (let depth = 0; depth < 50; depth += 1) claim = { each: [claim] };
    expect(whyNot(step({ wait: claim }))).toContain('nested too deep');
    const poison = step({ wait: { node: 1, has: {} } }).replace(
      '"has":{}',
      '"has":{"__proto__":{"polluted":1}}',
    );
    expect(whyNot(poison)).toBe('It is taken.');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
