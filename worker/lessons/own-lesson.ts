// A lesson that somebody wrote: a recording, and texts that divide it into steps. Checks a file or a link of one and makes a
// lesson of it, or a sentence for people. Nothing in it is ever run: it is compared with facts, and shown as text.
// Called by app/lessons/own.ts. Format: docs/lessons.md; limits: correctness.md W16, W17.
import { SECOND, type Micros } from '../base/units.ts';
import { decodeRecording, type Decoded } from '../world/decode.ts';
import {
  fieldsOf,
  integerOf,
  listOf,
  numberOf,
  Refusal,
  stringOf,
  wordOf,
  type Fields,
} from '../world/decode-values.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { Act, Lesson, Pane, Prediction, Step, Wait } from './lesson.ts';
import { readClaim, readWait } from './own-claims.ts';
import { usualWait } from './own-start.ts';
import type { LessonText, StepText } from './texts.ts';

/** Characters of the JSON text of a lesson. */
export const LONGEST_LESSON = 1_048_576;
const LONGEST_SENTENCE = 2000;
const MOST_STEPS = 40;

export interface OwnLesson {
  readonly title: string;
  readonly lesson: Lesson;
  readonly text: LessonText;
}

export function decodeLesson(text: string): Decoded<OwnLesson> {
  if (text.length > LONGEST_LESSON) return { ok: false, why: 'It is too large.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'It is not JSON.' };
  }
  try {
    return { ok: true, value: readLesson(value) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, why: error.message };
    throw error;
  }
}

const lessonFields = ['zabLesson', 'title', 'goal', 'concept', 'recording', 'steps'];

function readLesson(value: unknown): OwnLesson {
  const fields = fieldsOf(value, 'The lesson', lessonFields);
  readVersion(fields.get('zabLesson'));
  const recording = decodeRecording(fields.get('recording'));
  if (!recording.ok) throw new Refusal(`Its recording cannot be used: ${recording.why}`);
  const steps = readSteps(fields.get('steps'), recording.value);
  const first = steps[0]?.step.at ?? 0;
  const { seed, ensemble, clients, actions, until } = recording.value;
  const lesson: Lesson = {
    id: 'own',
    opening: {
      seed,
      ensemble,
      clients,
      actions: actions
        .filter(({ at }) => at < first * SECOND)
        .map(({ at, ...draft }) => ({ ...draft, at: at / SECOND })),
    },
    steps: steps.map(({ step }) => step),
    ends: until / SECOND,
    deciding: [],
  };
  const text: LessonText = {
    goal: sentence(fields, 'goal', 'The lesson'),
    concept: sentence(fields, 'concept', 'The lesson'),
    steps: Object.fromEntries(steps.map(({ step, words }) => [step.id, words])),
    teacher: { wrong: '', why: '' },
    sheet: [],
  };
  return { title: sentence(fields, 'title', 'The lesson'), lesson, text };
}

function readVersion(value: unknown): void {
  if (value === 1) return;
  throw new Refusal(
    value === undefined
      ? 'It is not a lesson of Zab Playground.'
      : 'Its format is of a newer version of Zab Playground, or none that is known.',
  );
}

interface ReadStep {
  readonly step: Step;
  readonly words: StepText;
}

function readSteps(value: unknown, recording: Recording): readonly ReadStep[] {
  const entries = listOf(value, 'The list of steps', MOST_STEPS);
  if (entries.length === 0) throw new Refusal('The lesson has no steps.');
  const all = entries.map((entry, i) => fieldsOf(entry, `Step ${i + 1}`, stepFields));
  const begins = all.map((fields, i) => {
    const seconds = numberOf(
      fields.get('at'),
      `Step ${i + 1}: "at", in seconds,`,
      0,
      recording.until / SECOND,
    );
    return Math.round(seconds * SECOND);
  });
  return all.map((fields, i) => {
    const begin = begins[i] ?? 0;
    const end = begins[i + 1] ?? recording.until + 1;
    if (end <= begin) throw new Refusal(`Step ${i + 2} begins before step ${i + 1}.`);
    const acts = recording.actions.filter(({ at }) => at >= begin && at < end);
    return readStep(fields, i, begin, acts, recording);
  });
}

const stepFields = ['at', 'say', 'ask', 'choices', 'right', 'because', 'wait', 'look', 'see'];

function readStep(
  fields: Fields,
  index: number,
  begin: Micros,
  actions: readonly Action[],
  { ensemble }: Recording,
): ReadStep {
  const what = `Step ${index + 1}`;
  const question = readQuestion(fields, what);
  const seen =
    fields.get('see') === undefined ? [] : listOf(fields.get('see'), `${what}: "see"`, 12);
  const claims = seen.map((entry, n) => {
    const where = `${what}: sentence ${n + 1} of "see"`;
    const one = fieldsOf(entry, where, ['say', 'claim']);
    return {
      id: `see${n + 1}`,
      say: sentence(one, 'say', where),
      claim: readClaim(one.get('claim'), where),
    };
  });
  const wait =
    fields.get('wait') === undefined
      ? usualWait(actions)
      : readWait(fields.get('wait'), `${what}: "wait"`);
  if (wait === null)
    throw new Refusal(
      `${what}: nothing is done in it, so it has to say what it waits for ("wait").`,
    );
  const look = readLook(fields.get('look'), what, ensemble.servers + ensemble.observers);
  return {
    step: stepOf(`step${index + 1}`, begin, actions, wait, {
      ...(question === null ? {} : { predict: question.predict }),
      ...(look === null ? {} : { show: look }),
      claims: Object.fromEntries(claims.map(({ id, claim }) => [id, claim])),
    }),
    words: {
      say: sentence(fields, 'say', what),
      ...(question === null ? {} : question.words),
      see: Object.fromEntries(claims.map(({ id, say }) => [id, say])),
    },
  };
}

function stepOf(
  id: string,
  begin: Micros,
  actions: readonly Action[],
  wait: Wait,
  rest: Omit<Step, 'id' | 'at' | 'act' | 'wait'>,
): Step {
  const act = actions.map(({ at, ...draft }): Act => ({ ...draft, in: (at - begin) / SECOND }));
  return { id, at: begin / SECOND, ...(act.length === 0 ? {} : { act }), wait, ...rest };
}

interface Question {
  readonly predict: Prediction;
  readonly words: Pick<StepText, 'ask' | 'choices' | 'because'>;
}

/** The choices get names; `right` counts from 1. Null: the step asks nothing. */
function readQuestion(fields: Fields, what: string): Question | null {
  const parts = ['ask', 'choices', 'right', 'because'];
  const given = parts.filter((name) => fields.get(name) !== undefined);
  if (given.length === 0) return null;
  const missing = parts.find((name) => !given.includes(name));
  if (missing !== undefined)
    throw new Refusal(
      `${what} has "${given[0] ?? ''}" but no "${missing}": a question needs all four.`,
    );
  const texts = listOf(fields.get('choices'), `${what}: "choices"`, 4).map((one, i) =>
    stringOf(one, `${what}: choice ${i + 1}`, LONGEST_SENTENCE),
  );
  if (texts.length < 2) throw new Refusal(`${what}: a question has two to four choices.`);
  const right = integerOf(fields.get('right'), `${what}: "right"`, 1, texts.length);
  const names = texts.map((_, i) => `choice${i + 1}`);
  return {
    predict: { choices: names, right: `choice${right}` },
    words: {
      ask: sentence(fields, 'ask', what),
      choices: Object.fromEntries(texts.map((text, i) => [`choice${i + 1}`, text])),
      because: sentence(fields, 'because', what),
    },
  };
}

const panes = ['stage', 'log', 'tree', 'terminal', 'timeline', 'story'] as const satisfies Pane[];

function readLook(value: unknown, what: string, nodes: number): NonNullable<Step['show']> | null {
  if (value === undefined) return null;
  const fields = fieldsOf(value, `${what}: "look"`, ['pane', 'node']);
  const pane = wordOf(fields.get('pane'), `${what}: the pane to look at`, panes);
  const node = fields.get('node');
  return node === undefined
    ? { pane }
    : { pane, node: integerOf(node, `${what}: the node to look at`, 1, nodes) };
}

function sentence(fields: Fields, name: string, what: string): string {
  const text = stringOf(fields.get(name), `${what}: "${name}"`, LONGEST_SENTENCE);
  if (text.trim() === '') throw new Refusal(`${what}: "${name}" is empty.`);
  return text;
}
