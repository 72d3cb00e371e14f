// 词汇表对话框的中文文字；结构与 glossary-en.ts 完全一致。
import type { GlossaryMessages } from './glossary-en.ts';

export const glossaryZh: GlossaryMessages = {
  what: '显示什么',
  words: '词语',
  beliefs: '常见的误解',
  beliefsIntro: '常有人这样说，但不完全对。每一条都附有能说明真相的课程。',
  place: (term, time, node) =>
    node === null ? `在运行中显示“${term}”：${time}` : `在运行中显示“${term}”：${node}，${time}`,
  placeShort: (time, node) => (node === null ? `最近一次：${time}` : `最近一次：${node}，${time}`),
  notYet: '在这次运行中还没有发生过。',
  noPlace: '一直都在：没有哪一个时刻单独表示它。',
  truth: '其实：',
  nothing: (text) => `这里没有包含“${text}”的内容。`,
};
