// Lesson plans for a teacher: in which order and for how long, and which lesson each part is about. The words of each
// language are in words/, loaded by words/plans.ts. Source: lessons.md 5, class packaging.
import type { LessonId } from './modules.ts';

interface Part {
  readonly id: string;
  readonly minutes: number;
  /** The lesson that fills it; none at the beginning and at the end. */
  readonly lesson?: LessonId;
}

const all = {
  lecture: [
    { id: 'open', minutes: 4 },
    { id: 'write', minutes: 9, lesson: '1' },
    { id: 'elect', minutes: 9, lesson: '2' },
    { id: 'leader', minutes: 12, lesson: '3' },
    { id: 'follower', minutes: 9, lesson: '4' },
    { id: 'close', minutes: 7 },
  ],
  lab: [
    { id: 'open', minutes: 5 },
    { id: 'catchUp', minutes: 8, lesson: '5' },
    { id: 'stale', minutes: 10, lesson: '6' },
    { id: 'majorities', minutes: 10, lesson: '7' },
    { id: 'survives', minutes: 12, lesson: '8' },
    { id: 'vanishes', minutes: 12, lesson: '9' },
    { id: 'numbers', minutes: 9, lesson: '10' },
    { id: 'newest', minutes: 9, lesson: '11' },
    { id: 'close', minutes: 15 },
  ],
} as const satisfies Readonly<Record<string, readonly Part[]>>;

export type PlanId = keyof typeof all;

export const plans: Readonly<Record<PlanId, readonly Part[]>> = all;

interface PlanWords<Id extends PlanId> {
  readonly title: string;
  readonly lead: string;
  /** What learners can do afterwards. */
  readonly aims: readonly string[];
  /** What to prepare. */
  readonly before: readonly string[];
  /** What the teacher does in each part; a part with a lesson has that lesson's title beside it. */
  readonly parts: { readonly [P in (typeof all)[Id][number]['id']]: string };
  /** The names of parts without a lesson. */
  readonly names: Readonly<Record<'open' | 'close', string>>;
  readonly after: readonly string[];
}

export type PlansWords = { readonly [Id in PlanId]: PlanWords<Id> };
