import { describe, expect, it } from 'vitest';
import { isLesson } from '../catalog.ts';
import type { Lesson } from '../lesson.ts';
import { modules, type LessonId } from '../modules.ts';
import type { LessonText } from '../texts.ts';
import { titles as englishTitles } from './en.ts';
import { titles as chineseTitles } from './zh-CN.ts';

interface Loaded {
  readonly lesson: Lesson;
  readonly en: LessonText;
  readonly zhCN: LessonText;
}

async function load(id: LessonId): Promise<[LessonId, Loaded]> {
  const { run, en, 'zh-CN': zhCN } = modules[id];
  return [id, { lesson: (await run()).lesson, en: (await en()).text, zhCN: (await zhCN()).text }];
}

const loaded = await Promise.all(Object.keys(modules).filter(isLesson).map(load));

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
    ['goal', text.goal],
    ['concept', text.concept],
    ['teacher wrong', text.teacher.wrong],
    ['teacher why', text.teacher.why],
    ...text.sheet.flatMap(({ ask, answer }, i) => [
      [`sheet ${i + 1} ask`, ask],
      [`sheet ${i + 1} answer`, answer],
    ]),
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

describe.each(loaded)('lesson %s', (id, { lesson, en, zhCN }) => {
  it.each(Object.entries({ en, 'zh-CN': zhCN }))(
    'has the steps, choices and claims of its run in %s',
    (_, text: LessonText) => {
      expect(Object.keys(text.steps)).toEqual(lesson.steps.map((step) => step.id));
      for (const { id: name, claims, predict } of lesson.steps) {
        const step = text.steps[name];
        expect(Object.keys(step?.see ?? {}).sort()).toEqual(Object.keys(claims).sort());
        expect(Object.keys(step?.choices ?? {})).toEqual(predict?.choices ?? []);
        expect(step?.ask !== undefined && step.because !== undefined).toBe(predict !== undefined);
      }
    },
  );

  it('has a title and a sheet of two to five questions in both languages', () => {
    expect(englishTitles[id]).toMatch(/^[A-Z0-9]/);
    expect(chineseTitles[id]).toMatch(/[\u4e00-\u9fff]/);
    expect(en.sheet.length).toBe(zhCN.sheet.length);
    expect(en.sheet.length).toBeGreaterThanOrEqual(2);
    expect(en.sheet.length).toBeLessThanOrEqual(5);
  });

  it('names the same commands, numbers and terms in both languages', () => {
    const codes = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(([code]) => code);
    const chineseOf = new Map(sentencesOf(zhCN));
    for (const [place, sentence] of sentencesOf(en))
      expect(codes(chineseOf.get(place) ?? '').sort(), place).toEqual(codes(sentence).sort());
  });

  it('asks for everything that its script does', () => {
    const [english, chinese] = [sayings(en), sayings(zhCN)];
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

  it.each(sentencesOf(zhCN))('%s is Chinese with Chinese punctuation', (_place, sentence) => {
    expect(sentence).toMatch(/[\u4e00-\u9fff]/);
    expect(sentence.replaceAll(/`[^`]*`/g, '')).not.toMatch(
      /[\u4e00-\u9fff][,;:()?!]|[,;()][\u4e00-\u9fff]/,
    );
  });

  it.each(sentencesOf(en).filter(([place]) => !/choice/.test(place)))(
    '%s is whole sentences',
    (_place, sentence) => {
      expect(sentence).toMatch(/^(?:zkCli|[A-Z`0-9“‘]).*[.?:)]$/s);
    },
  );
});
