// Every lesson by its id: its run, and its texts in each language, each a module of its own that is loaded when the lesson
// is opened. Called by the page's lesson pane and by the tests.

/** By id; in which order they are learned says catalog.ts. */
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
  '6': {
    run: () => import('./runs/stale-read.ts'),
    en: () => import('./words/en/stale-read.ts'),
    'zh-CN': () => import('./words/zh-CN/stale-read.ts'),
  },
  '7': {
    run: () => import('./runs/majorities.ts'),
    en: () => import('./words/en/majorities.ts'),
    'zh-CN': () => import('./words/zh-CN/majorities.ts'),
  },
  '7-split': {
    run: () => import('./runs/three-ways.ts'),
    en: () => import('./words/en/three-ways.ts'),
    'zh-CN': () => import('./words/zh-CN/three-ways.ts'),
  },
  '8': {
    run: () => import('./runs/leader-dies.ts'),
    en: () => import('./words/en/leader-dies.ts'),
    'zh-CN': () => import('./words/zh-CN/leader-dies.ts'),
  },
  '8-commit': {
    run: () => import('./runs/commit-lost.ts'),
    en: () => import('./words/en/commit-lost.ts'),
    'zh-CN': () => import('./words/zh-CN/commit-lost.ts'),
  },
  '9': {
    run: () => import('./runs/orphan.ts'),
    en: () => import('./words/en/orphan.ts'),
    'zh-CN': () => import('./words/zh-CN/orphan.ts'),
  },
  '9-snap': {
    run: () => import('./runs/orphan-snap.ts'),
    en: () => import('./words/en/orphan-snap.ts'),
    'zh-CN': () => import('./words/zh-CN/orphan-snap.ts'),
  },
  '10': {
    run: () => import('./runs/epoch-counter.ts'),
    en: () => import('./words/en/epoch-counter.ts'),
    'zh-CN': () => import('./words/zh-CN/epoch-counter.ts'),
  },
  '11': {
    run: () => import('./runs/newest-log.ts'),
    en: () => import('./words/en/newest-log.ts'),
    'zh-CN': () => import('./words/zh-CN/newest-log.ts'),
  },
  '12': {
    run: () => import('./runs/four-phases.ts'),
    en: () => import('./words/en/four-phases.ts'),
    'zh-CN': () => import('./words/zh-CN/four-phases.ts'),
  },
  '13': {
    run: () => import('./runs/lock.ts'),
    en: () => import('./words/en/lock.ts'),
    'zh-CN': () => import('./words/zh-CN/lock.ts'),
  },
  '13-herd': {
    run: () => import('./runs/herd.ts'),
    en: () => import('./words/en/herd.ts'),
    'zh-CN': () => import('./words/zh-CN/herd.ts'),
  },
  '14': {
    run: () => import('./runs/far-behind.ts'),
    en: () => import('./words/en/far-behind.ts'),
    'zh-CN': () => import('./words/zh-CN/far-behind.ts'),
  },
  'use-1': {
    run: () => import('./runs/use-configuration.ts'),
    en: () => import('./words/en/use-configuration.ts'),
    'zh-CN': () => import('./words/zh-CN/use-configuration.ts'),
  },
  'use-2': {
    run: () => import('./runs/use-atomic.ts'),
    en: () => import('./words/en/use-atomic.ts'),
    'zh-CN': () => import('./words/zh-CN/use-atomic.ts'),
  },
  'use-3': {
    run: () => import('./runs/use-cluster.ts'),
    en: () => import('./words/en/use-cluster.ts'),
    'zh-CN': () => import('./words/zh-CN/use-cluster.ts'),
  },
  'use-4': {
    run: () => import('./runs/use-synchronization.ts'),
    en: () => import('./words/en/use-synchronization.ts'),
    'zh-CN': () => import('./words/zh-CN/use-synchronization.ts'),
  },
  'question-1': {
    run: () => import('./runs/question-coordinate.ts'),
    en: () => import('./words/en/question-coordinate.ts'),
    'zh-CN': () => import('./words/zh-CN/question-coordinate.ts'),
  },
  'question-2': {
    run: () => import('./runs/question-atomic.ts'),
    en: () => import('./words/en/question-atomic.ts'),
    'zh-CN': () => import('./words/zh-CN/question-atomic.ts'),
  },
  'question-3': {
    run: () => import('./runs/question-cluster.ts'),
    en: () => import('./words/en/question-cluster.ts'),
    'zh-CN': () => import('./words/zh-CN/question-cluster.ts'),
  },
  'question-4': {
    run: () => import('./runs/question-reliable.ts'),
    en: () => import('./words/en/question-reliable.ts'),
    'zh-CN': () => import('./words/zh-CN/question-reliable.ts'),
  },
  'question-5': {
    run: () => import('./runs/question-consistent.ts'),
    en: () => import('./words/en/question-consistent.ts'),
    'zh-CN': () => import('./words/zh-CN/question-consistent.ts'),
  },
  'question-6': {
    run: () => import('./runs/question-failure.ts'),
    en: () => import('./words/en/question-failure.ts'),
    'zh-CN': () => import('./words/zh-CN/question-failure.ts'),
  },
  'question-7': {
    run: () => import('./runs/question-partition.ts'),
    en: () => import('./words/en/question-partition.ts'),
    'zh-CN': () => import('./words/zh-CN/question-partition.ts'),
  },
  'question-8': {
    run: () => import('./runs/question-divergence.ts'),
    en: () => import('./words/en/question-divergence.ts'),
    'zh-CN': () => import('./words/zh-CN/question-divergence.ts'),
  },
  'question-9': {
    run: () => import('./runs/question-election.ts'),
    en: () => import('./words/en/question-election.ts'),
    'zh-CN': () => import('./words/zh-CN/question-election.ts'),
  },
  'question-10': {
    run: () => import('./runs/question-conflict.ts'),
    en: () => import('./words/en/question-conflict.ts'),
    'zh-CN': () => import('./words/zh-CN/question-conflict.ts'),
  },
  '15': {
    run: () => import('./runs/tuning.ts'),
    en: () => import('./words/en/tuning.ts'),
    'zh-CN': () => import('./words/zh-CN/tuning.ts'),
  },
  '16': {
    run: () => import('./runs/same-story.ts'),
    en: () => import('./words/en/same-story.ts'),
    'zh-CN': () => import('./words/zh-CN/same-story.ts'),
  },
  '17': {
    run: () => import('./runs/one-way.ts'),
    en: () => import('./words/en/one-way.ts'),
    'zh-CN': () => import('./words/zh-CN/one-way.ts'),
  },
  '18': {
    run: () => import('./runs/break-zab.ts'),
    en: () => import('./words/en/break-zab.ts'),
    'zh-CN': () => import('./words/zh-CN/break-zab.ts'),
  },
  '18-ghost': {
    run: () => import('./runs/ghost.ts'),
    en: () => import('./words/en/ghost.ts'),
    'zh-CN': () => import('./words/zh-CN/ghost.ts'),
  },
  '19': {
    run: () => import('./runs/acknowledged-too-early.ts'),
    en: () => import('./words/en/acknowledged-too-early.ts'),
    'zh-CN': () => import('./words/zh-CN/acknowledged-too-early.ts'),
  },
  '19-2845': {
    run: () => import('./runs/lost-across-election.ts'),
    en: () => import('./words/en/lost-across-election.ts'),
    'zh-CN': () => import('./words/zh-CN/lost-across-election.ts'),
  },
} as const;

export type LessonId = keyof typeof modules;
