// 问题 6 的中文。
import type { lesson as run } from '../../runs/question-failure.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出跟随者或领导者死去时会发生什么，以及它们怎样回来。',
  steps: {
    follower: {
      say: '节点 2 是领导者（leader）。在跟随者（follower）节点 1 上按“终止”，再在节点 2 上的客户端 A 输入 `create /app/x 1`。',
      ask: '写入会怎样？',
      choices: {
        election: '等待一次选举',
        on: '照常进行',
        stops: '停下，直到节点 1 回来',
      },
      because: '三个中的两个仍是多数派（quorum），领导者就在其中。',
      see: {
        two: '这次写入由节点 2 和 3 提交（committed）。',
        calm: '没有选举。',
      },
    },
    diff: {
      say: '在节点 1 上按“重启”。',
      see: {
        disk: '节点 1 带着磁盘上的内容回来：截至 1.2 的一切。',
        diff: '它缺一个事务（txn），得到的也正是这一个：DIFF。',
      },
    },
    leader: {
      say: '现在轮到领导者，而且是在写入中途。本课切断节点 2 发出的一切。在客户端 A 输入 `create /app/y 1`；再在节点 2 上按“终止”，然后按“全部恢复”。',
      ask: '节点 1 和 3 会做什么？',
      choices: {
        stops: '停下：没有领导者',
        elect: '在它们之中选出一个',
        wait: '等到节点 2 回来',
      },
      because: '它们看到连接关闭，就寻找领导者，而它们正是多数派。',
      see: {
        last: '死去的节点 2 的磁盘上有 1.4，别人都没有。',
        unknown: '客户端 A 没有得到答复：它无从知道。',
      },
    },
    trunc: {
      say: '在旧领导者节点 2 上按“重启”。',
      ask: '它的日志比新领导者的长。它会得到什么？',
      choices: {
        diff: 'DIFF：其他节点从它那里得到 1.4',
        trunc: 'TRUNC：它必须截掉 1.4',
        snap: 'SNAP：整棵树',
      },
      because: '从来没有多数派拥有 1.4。新领导者的日志到 1.3 为止，它的也必须如此。',
      see: {
        trunc: '节点 2 说 1.4，领导者发来 TRUNC。',
        same: '三棵树完全相同。',
      },
    },
    away: {
      say: '本课现在终止节点 1，并在客户端 A 写入十二次。让时间继续。',
      see: {
        commits: '节点 2 和 3 照常提交了全部十二次。',
        none: '节点 1 停着，它的日志仍到 1.3 为止。',
      },
    },
    snap: {
      say: '在节点 1 上按“重启”。',
      ask: '这里领导者在内存中只保留最近十个事务（txn）。节点 1 得到什么？',
      choices: { diff: '差异 DIFF', trunc: '截断 TRUNC', snap: '快照 SNAP' },
      because: '它首先需要的已不在领导者的内存里，所以发送整棵树。',
      see: {
        snap: '领导者选择了 SNAP。',
        same: '三棵树完全相同。',
      },
    },
  },
  concept:
    '只要还有多数派，死一个跟随者不耽误什么。死了领导者要选举一次，客户端得查看途中的请求。回来的节点读入磁盘，说出自己的日志到哪里为止，再被带到领导者的历史：小的差距用 DIFF，多余的末尾用 TRUNC，大的差距用 SNAP。',
  teacher: {
    wrong: '旧领导者回来时，许多人选 DIFF：它知道得比别人多。',
    why: '他们把较长的日志当成较好的。重要的是多数派拥有过什么。',
  },
  sheet: [
    {
      ask: '哪种失效会中断写入：跟随者的还是领导者的？',
      answer: '领导者的，直到另一个来领导。',
    },
    {
      ask: '节点崩溃时会失去什么？',
      answer: '还没有存到磁盘的内容。它没有确认过其中任何一个。',
    },
    {
      ask: '请配对：小的差距、多余的末尾、大的差距；DIFF、TRUNC、SNAP。',
      answer: '小的差距配 DIFF，多余的末尾配 TRUNC，大的差距配 SNAP。',
    },
  ],
};
