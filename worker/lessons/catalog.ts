// The list of lessons: their ids in groups, and the variants of a lesson. Small, for the page shows it before any lesson is
// loaded; titles are in words/, what a lesson is made of in modules.ts. Called by the page and by the tests.
import { modules, type LessonId } from './modules.ts';

export type GroupId = 'lecture' | 'lab' | 'advanced' | 'uses' | 'questions';

export const groups: readonly { readonly id: GroupId; readonly lessons: readonly LessonId[] }[] = [
  { id: 'lecture', lessons: ['1', '2', '3', '4'] },
  { id: 'lab', lessons: ['5', '6', '7', '8', '9', '10', '11'] },
  { id: 'advanced', lessons: ['12', '13', '14', '15', '16', '17', '18', '19'] },
  { id: 'uses', lessons: ['use-1', 'use-2', 'use-3', 'use-4'] },
  {
    id: 'questions',
    lessons: [
      'question-1',
      'question-2',
      'question-3',
      'question-4',
      'question-5',
      'question-6',
      'question-7',
      'question-8',
      'question-9',
      'question-10',
    ],
  },
];

/** What a lesson offers with one click beside itself: lessons as well, that stand in no group. */
export const variants: { readonly [Id in LessonId]?: readonly LessonId[] } = {
  '7': ['7-split'],
  '8': ['8-commit'],
  '9': ['9-snap'],
  '13': ['13-herd'],
  '18': ['18-ghost'],
  '19': ['19-2845'],
};

export function isLesson(id: string): id is LessonId {
  return Object.hasOwn(modules, id);
}
