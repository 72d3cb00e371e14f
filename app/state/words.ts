// The words of the page and of its story in one language. Each language is fetched by itself: nobody loads the words of
// another before the first picture. Called by preferences.svelte.ts.
import type { StoryWords } from '../../worker/trace/story-params.ts';
import type { Messages } from '../messages/en.ts';

export type Language = 'en' | 'zh-CN';

export interface Words {
  readonly page: Messages;
  readonly story: StoryWords;
}

const loaders: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => {
    const [{ en }, story] = await Promise.all([
      import('../messages/en.ts'),
      import('../../worker/trace/words/en.ts'),
    ]);
    return { page: en, story: story.en };
  },
  'zh-CN': async () => {
    const [{ zh }, story] = await Promise.all([
      import('../messages/zh-CN.ts'),
      import('../../worker/trace/words/zh-CN.ts'),
    ]);
    return { page: zh, story: story.zhCN };
  },
};

/** Rejects where they cannot be fetched. */
export function loadWords(language: Language): Promise<Words> {
  return loaders[language]();
}

/** What readers refuse in English, said in Chinese; where that cannot be fetched, English is better than nothing. */
export function loadRefusals(): Promise<(why: string) => string> {
  return import('../messages/refusals-zh-CN.ts').then(
    ({ refusalInChinese }) => refusalInChinese,
    () => (why: string) => why,
  );
}
