// A lesson as a sheet needs it: its run, its words, its name and its address. Called by Sheets.svelte.
import type { Lesson } from '../../../worker/lessons/lesson.ts';
import type { LessonId } from '../../../worker/lessons/modules.ts';
import type { LessonText } from '../../../worker/lessons/texts.ts';
import type { LessonsMessages } from '../../messages/lessons-en.ts';
import type { Language } from '../../state/preferences.svelte.ts';
import { loadLesson } from '../load.ts';

export interface SheetLesson {
  readonly id: LessonId;
  /** As a learner reads it: number and title. */
  readonly name: string;
  readonly lesson: Lesson;
  readonly text: LessonText;
  /** Of the lesson itself, as short as it goes: it is typed off paper. */
  readonly address: string;
}

/** Rejects where they cannot be fetched. */
export async function loadSheets(
  ids: readonly LessonId[],
  language: Language,
  words: LessonsMessages,
  here: string,
): Promise<readonly SheetLesson[]> {
  const all = await Promise.all(
    ids.map(async (id): Promise<readonly SheetLesson[]> => {
      const loaded = await loadLesson(id);
      if (loaded === null) return [];
      const { title, text } = await loaded.textsIn(language);
      const { href } = new URL(`./?lesson=${id}`, here);
      return [
        { id, name: words.list.lesson(id, title), lesson: loaded.lesson, text, address: href },
      ];
    }),
  );
  return all.flat();
}
