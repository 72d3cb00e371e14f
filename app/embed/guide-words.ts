// Every word of embedding.html in both languages. Called by Guide.svelte.
import type { Language } from '../state/preferences.svelte.ts';

const en = {
  title: 'A running ensemble in your page',
  lead: 'Whatever you write about ZooKeeper, the ensemble can run beside it. These frames are the real playground: a Web Worker for each server, no backend, no request to anyone.',
  frame: 'As a frame',
  frameText:
    'One line of HTML. It draws its first picture without starting anything and plays once the reader can see it.',
  element: 'As an element',
  elementText:
    'One script, then as many elements as you like. Below: one thing to do, and no other buttons.',
  commanded: 'Told what to do',
  commandedText:
    'The buttons below are this page’s own. They call methods of the element; the lines are facts that it was asked to tell.',
  cut: 'Cut the leader off',
  write: 'Write something',
  mend: 'Heal everything',
  facts: 'What the frame told',
  nothing: 'Nothing yet.',
  fact: (who: number, state: string) => `Node ${who} is ${state}.`,
  make: 'Make your own',
  makeText: 'Choose, see, copy.',
  scenario: 'Scenario',
  none: 'none',
  panes: 'Panes',
  controls: 'Controls',
  speed: 'Speed',
  theme: 'Theme',
  language: 'Language',
  code: 'HTML',
  more: 'Parameters, messages, types, and what a host must allow: docs/embedding.md in the sources.',
  play: 'Open the playground',
};

const zhCN: typeof en = {
  title: '在您的网页里运行一个集群',
  lead: '无论您写 ZooKeeper 的什么，集群都可以在旁边真实地运行。这些框架就是完整的演练场：每台服务器一个 Web Worker，没有后端，不向任何人发送请求。',
  frame: '用框架嵌入',
  frameText: '一行 HTML。第一幅画面不启动任何东西就能画出，读者看到它时才开始运行。',
  element: '用自定义元素嵌入',
  elementText: '一个脚本，之后想放多少个元素都可以。下面这个只让读者做一件事，没有别的按钮。',
  commanded: '由网页指挥',
  commandedText: '下面的按钮属于本页。它们调用元素的方法；列出的是向它订阅的事实。',
  cut: '隔离领导者',
  write: '写入一些数据',
  mend: '全部修复',
  facts: '框架报告的事实',
  nothing: '还没有。',
  fact: (who: number, state: string) => `节点 ${who} 处于 ${state}。`,
  make: '做一个自己的',
  makeText: '选择，查看，复制。',
  scenario: '场景',
  none: '无',
  panes: '窗格',
  controls: '控件',
  speed: '速度',
  theme: '主题',
  language: '语言',
  code: 'HTML',
  more: '参数、消息、类型以及主机需要允许什么：见源码中的 docs/embedding.md。',
  play: '打开演练场',
};

export type GuideWords = typeof en;

export const guideWords: Readonly<Record<Language, GuideWords>> = { en, 'zh-CN': zhCN };
