// 问题 7 的中文。
import type { lesson as run } from '../../runs/question-partition.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出在分区的每一边，客户端能做什么。',
  steps: {
    reads: {
      say: '节点 2 是领导者（leader）。客户端 A 在节点 1，客户端 B 在节点 2。在节点 2 上按“隔离”，再在客户端 B 输入 `get /app`。',
      ask: '客户端 B 从被隔开的领导者得到什么？',
      choices: { value: '那个值', waits: '什么也没有，它在等', error: '一个错误' },
      because:
        '读取用自己的树回答，而节点 2 还没有察觉什么。这种分区（partition）不切断客户端的连接。',
      see: {
        still: '就节点 2 所知，它仍在领导。',
        local: '它没有问任何人。',
      },
    },
    writes: {
      say: '现在在客户端 B 输入 `create /app/b 1`，让时间继续。',
      ask: '写入呢？',
      choices: {
        commits: '会提交：节点 2 是领导者',
        waits: '先等待，然后连接丢失',
        error: '立刻失败',
      },
      because:
        '节点 2 提议它，却没有 ACK 到来。syncLimit 内没有多数派（quorum），它就下台并断开客户端。',
      see: {
        alone: '节点 2 只数到自己，2 个中的 1 个。',
        resigned: '它听不到多数派，于是下台。',
        loss: '没有人告诉客户端 B 它的写入结果如何。',
      },
    },
    majority: {
      say: '在另一边：在客户端 A 输入 `create /app/a 1`。',
      see: {
        two: '节点 1 和 3 的磁盘上有它：已提交（committed）。',
        leader: '节点 3 在那里领导 epoch 2。',
        minority: '节点 2 处于 LOOKING，不服务任何人。',
      },
    },
    heal: {
      say: '在节点 2 上按“恢复”，等它跟随之后在客户端 A 输入 `ls /app`。',
      ask: '两个节点中哪些在那里？',
      choices: { both: '两个都在，a 和 b', a: '只有 a', b: '只有 b' },
      because: '历史由有多数派的一边写成。另一边提议过的，从来没有多数派拥有。',
      see: {
        follows: '节点 2 跟随节点 3。',
        same: '三棵树完全相同。',
      },
    },
  },
  concept:
    '有多数派的一边停顿之后继续；另一边停下。在最多约 syncLimit 的时间里，旧领导者仍回答读取，那可能是旧的。恢复之后只有一个历史：有多数派的一边的。一致性先于可用性。',
  teacher: {
    wrong: '恢复之后，许多人以为两个节点都在。',
    why: '他们想到的是合并两边。请问这两次写入该是什么先后：谁也说不出，所以只能有一边写入。',
  },
  sheet: [
    {
      ask: '在刚被隔开的领导者那里，客户端能做什么？',
      answer: '读取，可能是旧数据，直到它下台。写入则要等待。',
    },
    {
      ask: '旧领导者能这样持续多久？',
      answer: '按它自己的时钟约为 syncLimit，这里是 10 秒。',
    },
    {
      ask: '为什么绝不会有两边都能提交？',
      answer: '两边都需要同一批投票成员的一半以上。',
    },
  ],
};
