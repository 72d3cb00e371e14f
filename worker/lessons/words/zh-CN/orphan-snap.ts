// 第 9 课的另一种情形，中文。
import type { lesson as run } from '../../runs/orphan-snap.ts';
import type { TextOf } from '../../texts.ts';
import { text as orphan } from './orphan.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出多余的提议何时用 TRUNC 去掉，何时用 SNAP。',
  steps: {
    write: orphan.steps.write,
    elect: orphan.steps.elect,
    epoch: {
      say: '在第 9 课，节点 2 回来时新的 epoch 还是空的。这次先写入：在客户端 B 输入 `create /app/y 1`。',
      see: {
        first: '它是 2.1，节点 1 和 3 的磁盘上有它：已提交（committed）。',
        beside: '节点 2 的磁盘上仍有 1.4，别人都没有。',
      },
    },
    heal: {
      say: '在节点 2 上按“恢复”。',
      ask: '领导者怎样让节点 2 达到自己的历史？',
      choices: {
        trunc: '先 TRUNC，再补上缺的事务',
        diff: 'DIFF：只发 2.1',
        snap: 'SNAP：整棵树',
      },
      because:
        '领导者的日志从 1.3 到 2.1，节点 2 的从 1.3 到 1.4。领导者在自己的日志里找不到 1.4 的位置；epoch 不同的地方它从不截断，而是发送整棵树。',
      see: {
        chosen: '节点 2 说自己的日志到 1.4 为止，领导者选择了 SNAP。',
        loaded: '节点 2 用领导者的树替换了自己的树。',
        uncut: '它什么也没有截掉：1.4 的记录留在文件里，在快照（snapshot）之下，再也没有人去读。',
        same: '三棵树完全相同。',
      },
    },
    look: {
      say: '在客户端 A 输入 `get /app/orphan`。',
      see: { none: '它不存在。' },
    },
  },
  concept:
    'TRUNC 截回到两份日志共有的一点，ZooKeeper 只有确知这一点时才发送它，即在自己日志的同一个 epoch 之内。跨越 epoch 时，它宁可发送全部。无论哪种方式，多余的提议都没有了。',
  teacher: {
    wrong: '许多人说先 TRUNC 再 DIFF，或者只用 DIFF。',
    why: '先截再补是人会做的事。只用 DIFF 则是早期 ZooKeeper 的一个错误（ZOOKEEPER-1154）：多余的提议留在日志里，排在 2.1 之前。第 18 课会打开这个错误。',
  },
  sheet: [
    {
      ask: '如果领导者只发 2.1，会出什么问题？',
      answer: '节点 2 的日志和树里会留着 1.4，而别人都没有。',
    },
    {
      ask: '对末尾有多余提议的节点，ZooKeeper 何时选 TRUNC，何时选 SNAP？',
      answer: '领导者的日志在那一点之后还没有更新的 epoch 时选 TRUNC，否则选 SNAP。',
    },
  ],
};
