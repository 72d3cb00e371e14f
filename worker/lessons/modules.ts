// Every lesson by its id: its run, and its texts in each language, each a module of its own that is loaded when the lesson
// is opened. Called by the page's lesson pane and by the tests.

/** In the order in which they are learned; a variant stands behind its lesson. */
export const modules = {
  '1': {
    run: () => import('./runs/one-write.ts'),
    en: () => import('./words/en/one-write.ts'),
    'zh-CN': () => import('./words/zh-CN/one-write.ts'),
  },
  '2': {
    run: () => import('./runs/who-leads.ts'),
    en: () => import('./words/en/who-leads.ts'),
    'zh-CN': () => import('./words/zh-CN/who-leads.ts'),
  },
  '3': {
    run: () => import('./runs/partition-leader.ts'),
    en: () => import('./words/en/partition-leader.ts'),
    'zh-CN': () => import('./words/zh-CN/partition-leader.ts'),
  },
  '4': {
    run: () => import('./runs/partition-follower.ts'),
    en: () => import('./words/en/partition-follower.ts'),
    'zh-CN': () => import('./words/zh-CN/partition-follower.ts'),
  },
  '5': {
    run: () => import('./runs/catch-up.ts'),
    en: () => import('./words/en/catch-up.ts'),
    'zh-CN': () => import('./words/zh-CN/catch-up.ts'),
  },
} as const;

export type LessonId = keyof typeof modules;
