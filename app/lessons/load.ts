// Fetches what a lesson is made of: its run, its words in the language of the page. Called by lessons.svelte.ts.
import { isLesson } from '../../worker/lessons/catalog.ts';
import type { Lesson } from '../../worker/lessons/lesson.ts';
import { modules, type LessonId } from '../../worker/lessons/modules.ts';
import type { LessonText } from '../../worker/lessons/texts.ts';
import type { LessonsMessages } from '../messages/lessons-en.ts';
import type { Language } from '../state/preferences.svelte.ts';

/** A lesson's own words. */
export interface Texts {
  readonly title: string;
  readonly text: LessonText;
}

export interface LoadedLesson {
  /** As the address names it; null for one that is not ours. */
  readonly id: LessonId | null;
  readonly lesson: Lesson;
  /** Of one that is not ours: the file it came as. */
  readonly source?: string;
  readonly textsIn: (language: Language) => Promise<Texts>;
}

/** Null where there is none of this id. Rejects where it cannot be fetched. */
export async function loadLesson(id: string): Promise<LoadedLesson | null> {
  if (!isLesson(id)) return null;
  const { lesson } = await modules[id].run();
  return { id, lesson, textsIn: (language) => loadTexts(id, language) };
}

async function loadTexts(id: LessonId, language: Language): Promise<Texts> {
  const [{ text }, titles] = await Promise.all([modules[id][language](), loadTitles(language)]);
  return { title: titles[id], text };
}

export async function loadTitles(language: Language): Promise<Readonly<Record<LessonId, string>>> {
  return language === 'en'
    ? (await import('../../worker/lessons/words/en.ts')).titles
    : (await import('../../worker/lessons/words/zh-CN.ts')).titles;
}

export async function loadMessages(language: Language): Promise<LessonsMessages> {
  return language === 'en'
    ? (await import('../messages/lessons-en.ts')).lessonsEn
    : (await import('../messages/lessons-zh-CN.ts')).lessonsZh;
}
