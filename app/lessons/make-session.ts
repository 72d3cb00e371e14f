// Makes the session of a lesson from what an address or the list asks for, each wrong part with a sentence of its own.
// Fetched with the first lesson; called by lessons.svelte.ts.
import { groups, variants } from '../../worker/lessons/catalog.ts';
import type { LessonsMessages } from '../messages/lessons-en.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { View } from '../state/view.svelte.ts';
import { answersOf, OWN } from './address.ts';
import { loadLesson, type LoadedLesson } from './load.ts';
import { LessonSession } from './session.svelte.ts';

interface Wanted {
  readonly id: string;
  /** From 1. */
  readonly step: number;
  readonly answers: string | null;
  readonly words: LessonsMessages;
  /** The text of a lesson that somebody wrote; without it, the one in the address or in this tab. */
  readonly source?: string;
}

interface Made {
  readonly session: LessonSession | null;
  /** What was wrong with what was asked for. */
  readonly problem: string | null;
}

export async function makeSession(
  playground: Playground,
  preferences: Preferences,
  view: View,
  { id, step, answers, words, source }: Wanted,
): Promise<Made> {
  const loaded =
    id === OWN ? await loadOwn(source ?? null, preferences, words) : await loadLesson(id);
  if (loaded === null)
    return { session: null, problem: words.problems.unknown(id, known().join(', ')) };
  if (typeof loaded === 'string') return { session: null, problem: loaded };
  const texts = await loaded.textsIn(preferences.language);
  const last = loaded.lesson.steps.length;
  const session = new LessonSession(playground, view, loaded, texts);
  session.shown = Math.min(step, last) - 1;
  const given = answersOf(answers, loaded.lesson);
  session.answers = given.answers;
  const problems = [
    ...(step > last ? [words.problems.step(id, step, last)] : []),
    ...(given.strange === '' ? [] : [words.problems.answers(given.strange)]),
  ];
  return { session, problem: problems.length > 0 ? problems.join(' ') : null };
}

/** A lesson that is not ours, or a sentence why it cannot be opened. */
async function loadOwn(
  source: string | null,
  preferences: Preferences,
  { problems }: LessonsMessages,
): Promise<LoadedLesson | string> {
  const { ownInTab, readOwn } = await import('./own.ts');
  const read = source === null ? await ownInTab(location.hash) : readOwn(source);
  if (read === null) return problems.ownGone;
  if (read.ok) return read.loaded;
  return problems.own(await preferences.refusalNow(read.why));
}

function known(): readonly string[] {
  return groups.flatMap(({ lessons }) => lessons.flatMap((id) => [id, ...(variants[id] ?? [])]));
}
