// A place in a lesson as the address says it: `?lesson=3&step=2&answers=cut.alone_moves.waits`. Pure; called by
// lessons.svelte.ts (in), session.svelte.ts (out) and the Share dialog.
import type { Lesson } from '../../worker/lessons/lesson.ts';

export type Answers = Readonly<Record<string, string>>;

export interface Place {
  /** Null for a lesson that is not one of ours: the tab keeps its text, and a link to it carries it behind `#l=`. */
  readonly id: string | null;
  /** From 1. */
  readonly step: number;
  readonly answers: Answers;
}

/** What the address calls a lesson that is not one of ours. */
export const OWN = 'own';
const NAMES = ['lesson', 'step', 'answers'];

/** `here` at this place; null for no lesson. What stands behind `#`, the run itself, is left alone. */
export function addressOf(here: string, place: Place | null): string {
  const url = new URL(here);
  for (const name of NAMES) url.searchParams.delete(name);
  if (place === null) return url.href;
  url.searchParams.set('lesson', place.id ?? OWN);
  url.searchParams.set('step', String(place.step));
  const answers = Object.entries(place.answers).map(([step, choice]) => `${step}.${choice}`);
  if (answers.length > 0) url.searchParams.set('answers', answers.join('_'));
  return url.href;
}

/** The same without the run: it opens the lesson afresh. */
export function placeAlone(here: string, place: Place): string {
  const address = addressOf(here, place);
  const [bare = address] = address.split('#');
  return bare;
}

/** The answers in an address that this lesson has questions for; `strange` is what it has none for, empty for none. */
export function answersOf(
  text: string | null,
  lesson: Lesson,
): { readonly answers: Answers; readonly strange: string } {
  const answers: Record<string, string> = {};
  const strange: string[] = [];
  for (const pair of (text ?? '').split('_').filter(Boolean)) {
    const [id, choice = ''] = pair.split('.');
    const step = lesson.steps.find((one) => one.id === id);
    if (step?.predict?.choices.includes(choice)) answers[step.id] = choice;
    else strange.push(pair);
  }
  return { answers, strange: strange.join(', ').slice(0, 40) };
}
