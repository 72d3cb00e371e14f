// The words of the counters, of the comparison of two branches and of two dialogs, in every language: loaded with those views, not before.
// Called by
// app/log/Counters.svelte, app/compare and the dialogs of settings and keys.

export type FigureName = 'commits' | 'perWrite' | 'leaderless' | 'leaders' | 'looking' | 'lost';

interface Deeper {
  readonly counters: {
    readonly names: Readonly<Record<FigureName, string>>;
    readonly about: Readonly<Record<FigureName, string>>;
    readonly kinds: string;
  };
  readonly announced: Readonly<Record<'none' | 'decisive' | 'all', string>>;
  readonly keys: {
    readonly lesson: string;
    readonly answer: string;
    readonly reveal: string;
    readonly turn: string;
    readonly tape: string;
    readonly ends: string;
    readonly events: string;
    readonly rows: string;
    readonly open: string;
    readonly divider: string;
    readonly size: string;
    readonly usual: string;
    readonly everywhere: string;
    readonly away: string;
  };
  readonly compare: {
    readonly title: string;
    readonly one: string;
    readonly left: string;
    readonly right: string;
    readonly playing: (known: string, end: string) => string;
    readonly parts: (time: string) => string;
    readonly same: (time: string) => string;
    readonly nothing: string;
    readonly before: string;
    readonly after: string;
    readonly first: string;
    readonly moment: string;
    readonly ended: (time: string) => string;
    readonly open: string;
    readonly openNamed: (name: string) => string;
    readonly differs: string;
  };
}

const en: Deeper = {
  counters: {
    names: {
      commits: 'Transactions committed',
      perWrite: 'Messages per transaction',
      leaderless: 'Time without a leader',
      leaders: 'Leaders established',
      looking: 'Elections begun',
      lost: 'Messages lost',
    },
    about: {
      commits: 'writes, sessions opened and closed',
      perWrite: 'REQUEST, PROPOSAL, ACK, COMMIT, INFORM; those of catching up too',
      leaderless: 'virtual time in which no node led in BROADCAST',
      leaders: 'an epoch each',
      looking: 'each time a node went LOOKING',
      lost: 'with a connection that broke',
    },
    kinds: 'Sent between nodes, by kind',
  },
  announced: { none: 'Nothing', decisive: 'What decides', all: 'All of the story' },
  keys: {
    lesson: 'In a lesson',
    answer: 'Answer a prediction',
    reveal: 'Show the answer',
    turn: 'Turn the page (when presenting)',
    tape: 'On the timeline',
    ends: 'To the beginning, to now',
    events: 'The event before, the next',
    rows: 'From row to row',
    open: 'Open, close',
    divider: 'On a divider',
    size: 'Smaller, larger',
    usual: 'The usual size',
    everywhere: 'Everywhere',
    away: 'Close what is open',
  },
  compare: {
    title: 'Two branches side by side',
    one: 'There is only one run yet. Act in its past, or undo something: both runs are kept, and can be compared here.',
    left: 'Left branch',
    right: 'Right branch',
    playing: (known, end) => `Both are played again from their recordings: ${known} of ${end}.`,
    parts: (time) => `The same until ${time}. There they part:`,
    same: (time) => `No difference up to ${time}, where the shorter one ends.`,
    nothing: 'nothing more is told of it.',
    before: 'Earlier event',
    after: 'Later event',
    first: 'First difference',
    moment: 'Moment of both',
    ended: (time) => `It ends at ${time}; its last moment is shown.`,
    open: 'Open it at this moment',
    openNamed: (name) => `Open at this moment: ${name}`,
    differs: 'differs',
  },
};

const zh: Deeper = {
  counters: {
    names: {
      commits: '已提交的事务',
      perWrite: '每个事务的消息数',
      leaderless: '没有领导者的时间',
      leaders: '确立的领导者',
      looking: '开始的选举',
      lost: '丢失的消息',
    },
    about: {
      commits: '写入、打开与关闭会话',
      perWrite: 'REQUEST、PROPOSAL、ACK、COMMIT、INFORM，含追赶同步时的',
      leaderless: '没有节点处于 LEADING · BROADCAST 的虚拟时间',
      leaders: '每位各有一个 epoch',
      looking: '每次有节点进入 LOOKING',
      lost: '随断开的连接一起丢失',
    },
    kinds: '节点之间发出的消息，按种类',
  },
  announced: { none: '不播报', decisive: '关键事件', all: '全部经过' },
  keys: {
    lesson: '课程中',
    answer: '回答预测',
    reveal: '显示答案',
    turn: '翻页（演示时）',
    tape: '在时间线上',
    ends: '到开头、到现在',
    events: '前一事件、后一事件',
    rows: '逐行移动',
    open: '展开、收起',
    divider: '在分隔条上',
    size: '缩小、放大',
    usual: '恢复通常大小',
    everywhere: '任何地方',
    away: '关闭打开的内容',
  },
  compare: {
    title: '并排比较两条分支',
    one: '现在只有一次运行。在它的过去动手，或撤销一步：两次运行都会保留，可在这里比较。',
    left: '左边的分支',
    right: '右边的分支',
    playing: (known, end) => `正在按记录重放两条分支：${known}，共 ${end}。`,
    parts: (time) => `到 ${time} 为止完全相同，从这里分开：`,
    same: (time) => `到较短的一条在 ${time} 结束为止，没有差别。`,
    nothing: '之后再没有记载。',
    before: '前一事件',
    after: '后一事件',
    first: '第一处差别',
    moment: '两条分支的时刻',
    ended: (time) => `它到 ${time} 为止；这里显示它的最后一刻。`,
    open: '打开这一刻',
    openNamed: (name) => `打开这一刻：${name}`,
    differs: '不同',
  },
};

export const deeper: Readonly<Record<'en' | 'zh-CN', Deeper>> = { en, 'zh-CN': zh };
