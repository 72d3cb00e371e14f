// 第 5 课的中文。
import type { lesson as run } from '../../runs/catch-up.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出节点怎样得到自己错过的内容。',
  steps: {
    away: {
      say: '在节点 1 上按“隔离”，让时间继续，直到它察觉。',
      see: { quorum: '节点 2 仍在领导：它与节点 3 构成多数派（quorum）。' },
    },
    write: {
      say: '在客户端 A 写入三次：`create /app/x 1`、`create /app/y 2`、`create /app/z 3`。',
      see: {
        commits: '三次写入都已提交（committed），每次都由节点 2 和 3 完成。',
        nothing: '节点 1 一个也没有记录：它在日志中的格子是空缺的。',
        differ: '节点 1 与节点 2 的树不同。',
      },
    },
    heal: {
      say: '在节点 1 上按“恢复”。',
      ask: '节点 1 怎样得到错过的内容？',
      choices: {
        whole: '得到整棵树的副本',
        missing: '只得到缺少的三个事务',
        clients: '客户端重新发送写入',
      },
      because:
        '节点 1 说明自己的日志到哪里为止。此后的一切领导者（leader）都还留在内存里，所以它发送 DIFF：只发缺少的，按顺序。',
      see: {
        joins: '节点 1 从多数派得知谁在领导，于是加入。',
        tells: '节点 1 说自己的日志到 1.2 为止。',
        diff: '领导者选择 DIFF，恰好三个事务。',
      },
    },
    ready: {
      say: '三个事务已在路上，NEWLEADER 跟在它们后面。',
      ask: '节点 1 什么时候可以重新服务客户端？',
      choices: {
        first: '第一个事务一到就可以',
        disk: '全部存到磁盘，并且领导者发来 UPTODATE 之后',
        vote: '下一次选举之后',
      },
      because:
        'NEWLEADER 标志着错过的内容到此为止。节点把它之前的一切存到磁盘后才确认它；随后 UPTODATE 允许它服务。',
      see: {
        disk: '节点 1 把事务存到磁盘，确认了 NEWLEADER，然后得到 UPTODATE。',
        order: '它按写入的先后顺序应用了这三次写入。',
        same: '三棵树完全相同。',
      },
    },
  },
  concept:
    '学习者（learner）从不猜测自己错过了什么：它说出自己最后的 zxid，由领导者决定怎样让它达到领导者的历史。小的差距用 DIFF 补上。在这之后节点才重新参与。',
  teacher: {
    wrong: '许多人说，节点 1 会得到整棵树的副本。',
    why: '这样做最简单，差距很大时 ZooKeeper 也这样做（第 14 课）。这里缺少的事务还在领导者的内存里。请看一共发了多少条消息。',
  },
  sheet: [
    {
      ask: '关于自己的日志，节点 1 告诉领导者什么？',
      answer: '只有最后的 zxid，写在 ACKEPOCH 中。',
    },
    {
      ask: 'DIFF、TRUNC、SNAP 由谁选择？',
      answer: '领导者。',
    },
    {
      ask: '节点 1 确认 NEWLEADER 之前，磁盘上必须有什么？',
      answer: '领导者在 NEWLEADER 之前发来的一切。',
    },
    {
      ask: '节点 1 从什么时候起可以服务客户端？',
      answer: '从 UPTODATE 起。',
    },
  ],
};
