// What learners believe that is not quite so: by groups, each with the lesson whose run shows what is.
// The words of each language are in words/, loaded by words/misconceptions.ts. Source: lessons.md 6 (end) and 8.
import type { LessonId } from './modules.ts';

const all = {
  linearizable: { group: 'consistency', lesson: '6' },
  everywhere: { group: 'consistency', lesson: '6' },
  syncCures: { group: 'consistency', lesson: 'question-5' },
  syncWhere: { group: 'consistency', lesson: '6' },
  backInTime: { group: 'consistency', lesson: 'question-4' },
  reusedNumber: { group: 'fate', lesson: '10' },
  tellsApart: { group: 'fate', lesson: '8' },
  uncommittedLost: { group: 'fate', lesson: '8' },
  commitDecides: { group: 'fate', lesson: '8-commit' },
  extraTxn: { group: 'fate', lesson: '18-ghost' },
  lowerEpoch: { group: 'fate', lesson: '9-snap' },
  lostMeansNo: { group: 'fate', lesson: '8' },
  historyInNewleader: { group: 'phases', lesson: '12' },
  globalPhases: { group: 'phases', lesson: '12' },
  missedWhileSyncing: { group: 'phases', lesson: '14' },
  twoAcks: { group: 'phases', lesson: '12' },
  uptodateIsFresh: { group: 'phases', lesson: '6' },
  atomicNewleader: { group: 'phases', lesson: '19' },
  isRaft: { group: 'phases', lesson: '16' },
  lingeringLeader: { group: 'phases', lesson: '16' },
  smallerIdentifier: { group: 'elections', lesson: '2' },
  timeOut: { group: 'elections', lesson: '4' },
  largestId: { group: 'elections', lesson: '11' },
  newcomerTakesOver: { group: 'elections', lesson: '2' },
  fourAreSafer: { group: 'elections', lesson: '7' },
  observersSlow: { group: 'elections', lesson: '15' },
  largestGroup: { group: 'elections', lesson: '7-split' },
  ephemeralAtOnce: { group: 'sessions', lesson: '13' },
  sessionIsConnection: { group: 'sessions', lesson: '4' },
  watchForEver: { group: 'sessions', lesson: '13' },
  dataLost: { group: 'sessions', lesson: '19-2845' },
  failedWritesAreNothing: { group: 'sessions', lesson: '13-herd' },
  anyServerLatest: { group: 'introduction', lesson: '6' },
  leaderHandles: { group: 'introduction', lesson: 'question-1' },
  zabElects: { group: 'introduction', lesson: 'question-9' },
  likeChubby: { group: 'introduction', lesson: 'question-5' },
} as const satisfies Readonly<
  Record<string, { readonly group: string; readonly lesson: LessonId }>
>;

export type MisconceptionId = keyof typeof all;
export type MisconceptionGroup = (typeof all)[MisconceptionId]['group'];

export const misconceptions: Readonly<
  Record<MisconceptionId, { readonly group: MisconceptionGroup; readonly lesson: LessonId }>
> = all;

/** What is believed, in the words of those who believe it, and what is so. */
export interface Correction {
  readonly claim: string;
  readonly truth: string;
}

/** The names of the groups, and a correction for each misconception. */
export interface MisconceptionWords {
  readonly groups: Readonly<Record<MisconceptionGroup, string>>;
  readonly corrections: Readonly<Record<MisconceptionId, Correction>>;
}
