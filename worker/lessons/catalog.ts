// All lessons by their ids, in the order in which they are learned. Called by the page (loaded when a lesson is asked for)
// and by the tests; their texts are in words/.
import type { Lesson } from './lesson.ts';
import { catchUp } from './runs/catch-up.ts';
import { oneWrite } from './runs/one-write.ts';
import { partitionFollower } from './runs/partition-follower.ts';
import { partitionLeader } from './runs/partition-leader.ts';
import { whoLeads } from './runs/who-leads.ts';
import type { TextOf } from './texts.ts';

const all = {
  '1': oneWrite,
  '2': whoLeads,
  '3': partitionLeader,
  '4': partitionFollower,
  '5': catchUp,
} as const;

export type LessonId = keyof typeof all;

/** The texts of every lesson in one language. */
export type LessonWords = { readonly [Id in LessonId]: TextOf<(typeof all)[Id]> };

export const lessons: Readonly<Record<LessonId, Lesson>> = all;

export type GroupId = 'lecture' | 'lab' | 'advanced';

export const groups: readonly { readonly id: GroupId; readonly lessons: readonly LessonId[] }[] = [
  { id: 'lecture', lessons: ['1', '2', '3', '4'] },
  { id: 'lab', lessons: ['5'] },
];

export function isLesson(id: string): id is LessonId {
  return Object.hasOwn(all, id);
}
