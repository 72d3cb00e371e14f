// The words of the lesson plans by language, each a module of its own, so that a page loads the one it shows.
import type { PlansWords } from '../plans.ts';

export const plansWords: Readonly<
  Record<'en' | 'zh-CN', () => Promise<{ readonly words: PlansWords }>>
> = {
  en: () => import('./en/plans.ts'),
  'zh-CN': () => import('./zh-CN/plans.ts'),
};
