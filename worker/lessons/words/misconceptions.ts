// The words of the misconceptions by language, each a module of its own, so that a page loads the one it shows.
import type { MisconceptionWords } from '../misconceptions.ts';

export const misconceptionWords: Readonly<
  Record<'en' | 'zh-CN', () => Promise<{ readonly words: MisconceptionWords }>>
> = {
  en: () => import('./en/misconceptions.ts'),
  'zh-CN': () => import('./zh-CN/misconceptions.ts'),
};
