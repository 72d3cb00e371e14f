// 全部课程的简体中文文字。页面在需要课程时才载入。
import type { LessonWords } from '../catalog.ts';
import { catchUp } from './zh-CN/catch-up.ts';
import { oneWrite } from './zh-CN/one-write.ts';
import { partitionFollower } from './zh-CN/partition-follower.ts';
import { partitionLeader } from './zh-CN/partition-leader.ts';
import { whoLeads } from './zh-CN/who-leads.ts';

export const zhCN: LessonWords = {
  '1': oneWrite,
  '2': whoLeads,
  '3': partitionLeader,
  '4': partitionFollower,
  '5': catchUp,
};
