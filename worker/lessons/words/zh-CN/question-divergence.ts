// 问题 8 的中文。
import type { lesson as run } from '../../runs/question-divergence.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出分开的日志怎样重新变得相同。',
  steps: {
    diverge: {
      say: '五个节点；节点 3 是领导者（leader），客户端 A 连接着它。在舞台上拖一条线，把节点 2 和 3 隔在一边，并立刻在客户端 A 输入 `create /app/orphan x`。',
      ask: '有几个节点会把提议存到磁盘？',
      choices: { commits: '三个，并且已提交', two: '两个', one: '一个' },
      because: '它能到达同一边的节点 2。五个中的两个不是多数派（quorum）。',
      see: {
        both: '1.4 在节点 2 和 3 的磁盘上。',
        open: '它没有提交。',
      },
    },
    apart: {
      say: '让时间继续，直到另一边有了领导者，客户端 B 也找到了它。',
      see: {
        resigned: '节点 3 连自己在内只听到 2 个，而它需要 3 个，于是下台。',
        without: '节点 5 领导 epoch 2，它的日志到 1.3 为止。',
      },
    },
    branch: {
      say: '在客户端 B 输入 `create /app/y 1`。',
      see: {
        three: '节点 1、4、5 提交（committed）了 2.1。',
        two: '节点 2 和 3 仍到 1.4 为止：日志分开了。',
        differ: '节点 3 与 5 的树不同。',
      },
    },
    heal: {
      say: '按“全部恢复”。',
      ask: '两个有 1.4，三个有 2.1。五个最后都会有什么？',
      choices: {
        merge: '两者都有：日志合并',
        leader: '领导者有的：2.1，没有 1.4',
        longer: '较长的日志有的',
      },
      because:
        '领导者的历史是唯一的历史。它在自己的日志里找不到 1.4，其后又是另一个 epoch：所以它发送整棵树。',
      see: {
        repaired: '两个多余的节点都报出 1.4，各得到一个 SNAP。',
        same: '五棵树完全相同。',
      },
    },
    look: {
      say: '在客户端 A 输入 `ls /app`。',
      see: { gone: '只有 y 在那里。' },
    },
  },
  concept:
    '日志只可能在未提交的部分分开。节点重新相遇时，领导者把每份日志的末尾与自己的相比并修复它：补上（DIFF）、截掉（TRUNC）或替换（SNAP）。不投票，不合并；节点在变得相同之前不服务任何人。',
  teacher: {
    wrong: '许多人觉得 1.4 有两份副本，丢掉太可惜。',
    why: '他们觉得两块磁盘上的东西应当留下。规则不看有几个拥有它，而看多数派是否拥有过它。请与第 8 课对比：假如节点 2 或 3 参加了选出领导者的多数派，1.4 就会留下。',
  },
  sheet: [
    {
      ask: '五块磁盘中两块上的提议能保留吗？',
      answer: '能，只要两者之一参加选出下一个领导者。这里一个也没有参加。',
    },
    {
      ask: '谁修复谁？',
      answer: '领导者修复学习者（learner），从不反过来。',
    },
    {
      ask: '为什么丢掉 1.4 是安全的？',
      answer: '没有多数派拥有过它，所以没有客户端被告知它已完成。',
    },
  ],
};
