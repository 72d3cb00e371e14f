// 分享中二维码周围的中文文字；结构与 share-code-en.ts 完全一致。
import type { ShareCodeMessages } from './share-code-en.ts';

export const shareCodeZh: ShareCodeMessages = {
  lesson: '在其他设备上打开本课',
  scenario: '在其他设备上打开此场景',
  explains: '从头打开，不带这次运行。',
  alt: (address) => `${address} 的二维码`,
  larger: '放大到整个窗口',
  smaller: '恢复大小',
};
