import { describe, expect, it } from 'vitest';
import { SECOND } from '../base/units.ts';
import { invariantsOf } from './broken.ts';
import { groups, isLesson, variants } from './catalog.ts';
import type { Lesson } from './lesson.ts';
import { modules, type LessonId } from './modules.ts';
import { recordingOf, spoilt } from './recordings.ts';
import { runLesson } from './run-lesson.ts';
import { realMachines } from '../world/real-machines.ts';

const machines = realMachines({ extras: true });
const ids = Object.keys(modules).filter(isLesson);

async function load(id: LessonId): Promise<[LessonId, Lesson]> {
  return [id, (await modules[id].run()).lesson];
}

const lessons = await Promise.all(ids.map(load));

describe.each(lessons)('lesson %s', (_id, lesson) => {
  const run = runLesson(lesson, recordingOf(lesson), machines);

  it('comes through all its steps, and every claim holds', () => {
    expect(run.failed).toEqual([]);
  });

  it('breaks no invariant but those it is about', () => {
    expect([...run.broken].sort()).toEqual(invariantsOf(lesson));
  });

  it.each(lesson.deciding)('fails without %o', (deciding) => {
    expect(runLesson(lesson, spoilt(lesson, deciding), machines).failed).not.toEqual([]);
  });

  it('opens at each step with that step under way', () => {
    const ends = run.steps.map((step) => step.at);
    lesson.steps.forEach((step, i) => {
      const opensAt = step.at * SECOND;
      expect(opensAt, `${step.id} begins`).toBeGreaterThanOrEqual(ends[i - 1] ?? 0);
      expect(opensAt, `${step.id} is not over`).toBeLessThanOrEqual(ends[i] ?? 0);
    });
  });

  it('asks at most for what its steps can show', () => {
    for (const { predict, claims, id: name } of lesson.steps) {
      expect(Object.keys(claims).length, name).toBeGreaterThan(0);
      if (predict) expect(predict.choices).toContain(predict.right);
    }
  });
});

it('every lesson stands once in a group or among the variants of one, and has its own name as its id', () => {
  const grouped = groups.flatMap((group) => group.lessons);
  expect([...grouped, ...Object.values(variants).flat()].sort()).toEqual([...ids].sort());
  for (const [id, lesson] of lessons) expect(lesson.id).toBe(id);
});
