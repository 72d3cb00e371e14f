// The titles of all lessons in English. The other words of a lesson are in the folder beside this file, loaded with it.
import type { LessonId } from '../modules.ts';

export const titles: Readonly<Record<LessonId, string>> = {
  '1': 'One write, three copies',
  '2': 'Who leads, and why node 2?',
  '3': 'Partition node 2',
  '4': 'Partition a follower',
  '5': 'Heal and catch up',
  '6': 'Old news: the stale read',
  '7': 'Two of five, three of five',
  '7-split': 'Nine nodes split three ways',
  '8': 'The leader dies between proposal and commit',
  '8-commit': 'The commit that no follower heard',
  '9': 'The orphan proposal',
  '9-snap': 'The orphan, when the new epoch has a write',
  '10': 'Numbers: epoch.counter',
  '11': 'Newest log wins, not biggest id',
  '12': 'The four phases in slow motion',
  '13': 'Ephemerals and watches',
  '13-herd': 'The herd effect',
  '14': 'Far behind: SNAP',
  'use-1': 'Configuration management',
  'use-2': 'Atomic update',
  'use-3': 'Cluster management',
  'use-4': 'Reliable communication and synchronization',
};
