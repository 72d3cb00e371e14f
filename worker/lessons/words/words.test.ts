import { describe, expect, it } from 'vitest';
import { isLesson, lessons } from '../catalog.ts';
import type { LessonText } from '../texts.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

const ids = Object.keys(lessons).filter(isLesson);
const languages: Readonly<Record<string, Readonly<Record<string, LessonText>>>> = { en, zhCN };

/** Every sentence of a lesson with the name of its place. */
function sentencesOf(text: LessonText): [string, string][] {
  const steps = Object.entries(text.steps).flatMap(([id, { say, ask, choices, because, see }]) => [
    [`${id} say`, say],
    ...(ask === undefined ? [] : [[`${id} ask`, ask]]),
    ...(because === undefined ? [] : [[`${id} because`, because]]),
    ...Object.entries(choices ?? {}).map(([name, choice]) => [`${id} choice ${name}`, choice]),
    ...Object.entries(see).map(([name, sentence]) => [`${id} see ${name}`, sentence]),
  ]);
  const whole = [
    ['title', text.title],
    ['goal', text.goal],
    ['concept', text.concept],
  ];
  return [...whole, ...steps].map(([place, sentence]) => [place ?? '', sentence ?? '']);
}

/** The buttons that a step must name, in both languages. */
const verbs: Readonly<Record<string, readonly [string, string]>> = {
  partition: ['Partition', '“隔离”'],
  heal: ['Heal', '“恢复”'],
  healAll: ['Heal all', '“全部恢复”'],
  kill: ['Kill', '“终止”'],
  restart: ['Restart', '“重启”'],
  pause: ['Freeze', '“冻结”'],
  resume: ['Unfreeze', '“解冻”'],
};

function sayings(text: LessonText): ReadonlyMap<string, string> {
  return new Map(Object.entries(text.steps).map(([id, step]) => [id, step.say]));
}

describe.each(ids)('lesson %s', (id) => {
  const lesson = lessons[id];

  it.each(Object.entries(languages))(
    'has the steps, choices and claims of its run in %s',
    (_, words) => {
      const text = words[id];
      expect(Object.keys(text?.steps ?? {})).toEqual(lesson.steps.map((step) => step.id));
      for (const { id: name, claims, predict } of lesson.steps) {
        const step = text?.steps[name];
        expect(Object.keys(step?.see ?? {}).sort()).toEqual(Object.keys(claims).sort());
        expect(Object.keys(step?.choices ?? {})).toEqual(predict?.choices ?? []);
        expect(step?.ask !== undefined && step.because !== undefined).toBe(predict !== undefined);
      }
    },
  );

  it('names the same commands, numbers and terms in both languages', () => {
    const [english, chinese] = [sentencesOf(en[id]), sentencesOf(zhCN[id])];
    const codes = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(([code]) => code);
    const chineseOf = new Map(chinese);
    for (const [place, sentence] of english)
      expect(codes(chineseOf.get(place) ?? ''), place).toEqual(codes(sentence));
  });

  it('asks for everything that its script does', () => {
    const [english, chinese] = [sayings(en[id]), sayings(zhCN[id])];
    for (const { id: name, act = [] } of lesson.steps)
      for (const one of act) {
        const [verb, verbInChinese] = verbs[one.do] ?? [];
        if ('line' in one) {
          expect(english.get(name), name).toContain(`\`${one.line}\``);
          expect(chinese.get(name), name).toContain(`\`${one.line}\``);
        } else if (verb !== undefined) {
          expect(english.get(name), name).toContain(verb);
          expect(chinese.get(name), name).toContain(verbInChinese);
        }
      }
  });

  it.each(sentencesOf(zhCN[id]))('%s is Chinese with Chinese punctuation', (_place, sentence) => {
    expect(sentence).toMatch(/[\u4e00-\u9fff]/);
    expect(sentence.replaceAll(/`[^`]*`/g, '')).not.toMatch(
      /[\u4e00-\u9fff][,;:()?!]|[,;()][\u4e00-\u9fff]/,
    );
  });

  it.each(sentencesOf(en[id]).filter(([place]) => !/choice|title/.test(place)))(
    '%s is whole sentences',
    (_place, sentence) => {
      expect(sentence).toMatch(/^[A-Z`0-9“‘].*[.?:)]$/s);
    },
  );
});
