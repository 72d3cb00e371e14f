// Nothing that a reader of recordings or lessons refuses is English on a Chinese page: every form of sentence that stands in
// their sources, and what they really say of files that are wrong in many ways.
import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../worker/lessons/own-lesson.ts';
import { decodeActionDraft, decodeRecordingText } from '../../worker/world/decode.ts';
import { openingRecording } from '../../worker/world/opening.ts';
import { refusalInChinese } from './refusals-zh-CN.ts';

const sources = import.meta.glob<string>(
  [
    '../../worker/world/decode{,-values,-action,-ensemble}.ts',
    '../../worker/lessons/own-{lesson,claims}.ts',
    '../../worker/host/reader.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** What is left when the words of the format are taken away: they are the same in every language. */
function english(sentence: string): string {
  const chinese = refusalInChinese(sentence);
  const left = chinese.replace(
    /“[^”]*”|"[^"]*"|（\w+）|JSON|Zab Playground|设置 \w+|true|false|null|Worker/g,
    '',
  );
  return /[a-z]/i.test(left) ? `${sentence} → ${chinese}` : '';
}

const recording = { ...openingRecording({ servers: 3, observers: 0, seed: 1 }), until: 8e6 };

function lesson(change: object): string {
  const step = { at: 1, say: 'a', wait: { node: 1, has: { state: 'LEADING' } } };
  const whole = { zabLesson: 1, title: 't', goal: 'g', concept: 'c', recording, steps: [step] };
  return JSON.stringify({ ...whole, ...change });
}

describe('a refusal on a Chinese page', () => {
  it('is in Chinese whatever sentence of the sources it is', () => {
    const forms = Object.values(sources).flatMap((text) => {
      const literals = text.matchAll(
        /(?:new Refusal\(|why: |\? |: )\s*(`[^`]+\.`|'[A-Z][^']+\.')/g,
      );
      return [...literals].map(([, literal = '']) => literal.slice(1, -1));
    });
    expect(Object.keys(sources)).toHaveLength(7);
    expect(forms.length).toBeGreaterThan(45);
    const said = forms.map((form) =>
      form
        .replace('(${name})', '(kill)')
        .replace(/\$\{(?:this\.)?what\}/g, 'Action 2')
        .replace(/\$\{recording\.why\}/g, 'It is not JSON.')
        .replace(/\$\{[^{}]*(?:\{[^}]*\})?[^{}]*\}/g, '7'),
    );
    expect(said.map(english).filter(Boolean)).toEqual([]);
  });

  it('is in Chinese for whatever is wrong with a recording', () => {
    const { ensemble, actions } = recording;
    const of = (change: object) => JSON.stringify({ ...recording, ...change });
    const act = (action: object) => of({ actions: [{ at: 1, ...action }] });
    const wrong = [
      ...['{', '[]', '{}', of({ zabRecording: 2 }), of({ zabRecording: 0 }), of({ x: 1 })],
      ...[of({ seed: -1 }), of({ until: 'x' }), of({ clients: [{}] }), of({ clients: {} })],
      ...[of({ clients: [{ name: '' }] }), of({ clients: [{ name: 'A' }, { name: 'A' }] })],
      ...[of({ actions: [...actions].reverse() }), of({ view: { at: null } }), of({ hash: 'x' })],
      ...[
        'servers',
        'profile',
        'epochMs',
        'latencyMicros',
        'syncMicros',
        'switches',
        'settings',
      ].map((name) => of({ ensemble: { ...ensemble, [name]: [1] } })),
      of({ ensemble: { ...ensemble, latencyMicros: [0, 1] } }),
      of({ ensemble: { ...ensemble, latencyMicros: [5, 1] } }),
      of({ ensemble: { ...ensemble, observers: 9 } }),
      of({ ensemble: { ...ensemble, settings: { tickTimeMs: 0 } } }),
      ...[act({ do: 'x' }), act({ do: 'kill' }), act({ do: 'kill', client: 'A', value: 1 })],
      ...[act({ do: 'heal', node: 4 }), act({ do: 'cut', from: 'A', to: 'A' }), act({ at: -1 })],
      ...[act({ do: 'close', client: 'Z: "y"' }), act({ do: 'slow', from: 1, to: 2, value: 0 })],
      ...[
        act({ do: 'clock', node: 1, value: { rate: 1 } }),
        act({ do: 'heal', node: 1, line: 'x' }),
      ],
      act({ do: 'disk', node: 1, value: 'burn' }),
    ].map((text) => decodeRecordingText(text));
    expect(wrong.map(({ ok }, i) => (ok ? i : null)).filter((i) => i !== null)).toEqual([]);
    expect(wrong.map((one) => (one.ok ? '' : english(one.why))).filter(Boolean)).toEqual([]);
    const draft = decodeActionDraft({ do: 'kill', node: 9 }, { nodes: 3, clients: ['A'] });
    expect(draft.ok ? '' : refusalInChinese(draft.why)).toBe(
      '这个操作（kill）：节点是 9，必须是 1 到 3 的整数。',
    );
  });

  it('is in Chinese for whatever is wrong with a lesson', () => {
    const steps = (change: object) => lesson({ steps: [{ at: 7, say: 'a', ...change }] });
    const wrong = [
      ...['{', '{}', lesson({ zabLesson: 2 }), lesson({ recording: {} }), lesson({ steps: [] })],
      ...[lesson({ title: '' }), lesson({ goal: 1 }), steps({}), steps({ at: 'x' })],
      ...[steps({ ask: 'a' }), steps({ wait: {} }), steps({ wait: { order: [] } })],
      steps({ ask: 'a', choices: ['b'], right: 1, because: 'c' }),
      steps({ ask: 'a', choices: ['b', 2], right: 1, because: 'c' }),
      steps({ ask: 'a', choices: ['b', 'c'], right: 3, because: 'c' }),
      steps({ wait: { never: { fact: 'state' } } }),
      steps({ wait: { order: [{ fact: 1 }] } }),
      steps({ wait: { count: { fact: 'state' }, times: 0 } }),
      steps({ wait: { node: 1, has: {}, log: 1 } }),
      steps({ see: [{ say: 'a', claim: { broken: 'x' } }] }),
      steps({ see: [{ say: '', claim: {} }] }),
      steps({ look: { pane: 'x' } }),
    ].map((text) => decodeLesson(text));
    expect(wrong.map(({ ok }, i) => (ok ? i : null)).filter((i) => i !== null)).toEqual([]);
    expect(wrong.map((one) => (one.ok ? '' : english(one.why))).filter(Boolean)).toEqual([]);
  });

  it('stays as it is where its form is not known', () => {
    expect(refusalInChinese('Something else is wrong.')).toBe('Something else is wrong.');
  });
});
