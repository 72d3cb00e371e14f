// The titles of all lessons in English. The other words of a lesson are in the folder beside this file, loaded with it.
import type { LessonId } from '../modules.ts';

export const titles: Readonly<Record<LessonId, string>> = {
  '1': 'One write, three copies',
  '2': 'Who leads, and why node 2?',
  '3': 'Partition node 2',
  '4': 'Partition a follower',
  '5': 'Heal and catch up',
};
