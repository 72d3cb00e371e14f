// 新版本提示的中文文字；结构与 offline-en.ts 完全一致。
import type { OfflineMessages } from './offline-en.ts';

export const offlineZh: OfflineMessages = {
  ready: '演练场的新版本已经准备好。加载它会保留你的运行。',
  load: '现在加载',
  later: '以后再说',
};
