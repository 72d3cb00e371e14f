// The texts of all lessons in English. Loaded by the page when a lesson is asked for.
import type { LessonWords } from '../catalog.ts';
import { catchUp } from './en/catch-up.ts';
import { oneWrite } from './en/one-write.ts';
import { partitionFollower } from './en/partition-follower.ts';
import { partitionLeader } from './en/partition-leader.ts';
import { whoLeads } from './en/who-leads.ts';

export const en: LessonWords = {
  '1': oneWrite,
  '2': whoLeads,
  '3': partitionLeader,
  '4': partitionFollower,
  '5': catchUp,
};
