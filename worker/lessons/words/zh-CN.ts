// 全部课程的中文标题。课程的其他文字在同名目录里，随课程一起载入。
import type { LessonId } from '../modules.ts';

export const titles: Readonly<Record<LessonId, string>> = {
  '1': '一次写入，三份副本',
  '2': '谁来领导，为什么是节点 2？',
  '3': '隔离节点 2',
  '4': '隔离一个跟随者',
  '5': '恢复并追上',
};
