import { expect, it } from 'vitest';
import { realMachines } from '../world/real-machines.ts';
import { failuresAtOnce } from './at-once.ts';
import { isLesson } from './catalog.ts';
import { modules } from './modules.ts';

const machines = realMachines({ extras: true });

it.each(Object.keys(modules).filter(isLesson))(
  'lesson %s comes through for a learner who acts as soon as a step is done',
  async (id) => {
    const { lesson } = await modules[id].run();
    expect(failuresAtOnce(lesson, machines)).toEqual([]);
  },
);
