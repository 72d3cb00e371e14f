// Which sheet the address asks for: `sheets.html?sheet=questions&lesson=3`. Pure; called by the page of the sheets and by
// whoever links to it.
import { groups, isLesson, type GroupId } from '../../../worker/lessons/catalog.ts';
import type { LessonId } from '../../../worker/lessons/modules.ts';
import { plans, type PlanId } from '../../../worker/lessons/plans.ts';

export const kinds = ['questions', 'notes', 'plan'] as const;
export type SheetKind = (typeof kinds)[number];

export interface Choice {
  readonly kind: SheetKind;
  /** A lesson, or all of a group. A plan is for a group that has one. */
  readonly of: LessonId | GroupId;
}

/** `strange` is what the address names and there is not; empty for nothing. */
export function readChoice(search: string): { readonly choice: Choice; readonly strange: string } {
  const given = new URLSearchParams(search);
  const kind = kinds.find((one) => one === given.get('sheet')) ?? 'questions';
  const of = given.get('lesson') ?? '1';
  if (kind === 'plan') return { choice: { kind, of: isPlan(of) ? of : 'lecture' }, strange: '' };
  if (isLesson(of) || groups.some((group) => group.id === of))
    return { choice: { kind, of: of as Choice['of'] }, strange: '' };
  return { choice: { kind, of: '1' }, strange: of.slice(0, 40) };
}

/** `home` leads from the page that shows it to the page that sheets lie beside: an embedded page lies one folder below. */
export function sheetAddress({ kind, of }: Choice, language: string, home = './'): string {
  return `${home}sheets.html?${new URLSearchParams({ sheet: kind, lesson: of, lang: language }).toString()}`;
}

export function isPlan(id: string): id is PlanId {
  return Object.hasOwn(plans, id);
}

export function lessonsOf({ of }: Choice): readonly LessonId[] {
  const group = groups.find((one) => one.id === of);
  return group?.lessons ?? (isLesson(of) ? [of] : []);
}
