// 第 3 课的中文。
import type { lesson as run } from '../../runs/partition-leader.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出领导者被隔离时，写入会怎样，领导者会怎样。',
  steps: {
    cut: {
      say: '节点 2 是领导者（leader），客户端 A 连接节点 1。在节点 2 上按“隔离”：它发出的和发给它的消息都不再到达。',
      see: {
        leads: '没有人得到通知。就节点 2 所知，它仍在领导。',
        follow: '跟随它的节点仍在跟随；它们能察觉的只有沉默。',
      },
    },
    write: {
      say: '通过节点 1 写入：在客户端 A 输入 `create /app/y 1`，然后让时间继续。',
      ask: '这次写入会怎样？',
      choices: {
        on: '会提交：节点 1 和 3 是多数',
        waits: '先等待，然后连接丢失',
        error: '立刻报错',
      },
      because:
        '节点 1 把它转交给自己所知的领导者，消息被墙挡住。沉默 10 秒（syncLimit，5 个 tick）后，节点 1 放弃节点 2，并断开自己的客户端。多数派若还不知道自己已与领导者隔开，就无法行动。',
      see: {
        held: '没有人提议这次写入：它从未到达领导者。',
        silence: '节点 1 在 syncLimit 内没有听到领导者，于是不再跟随。',
        dropped: '处于 LOOKING 时它不服务任何人：客户端 A 失去连接。',
      },
    },
    elect: {
      say: '客户端 A 不知道自己的写入怎样了。节点 1 和 3 投票；它们的日志相同。',
      ask: '接下来谁领导？节点 2 会怎样？',
      choices: {
        one: '节点 1 领导，节点 2 跟随它',
        three: '节点 3 领导，节点 2 放弃领导',
        two: '节点 2 一直是领导者，直到听说有另一个',
      },
      because:
        '历史相同，id 大的当选。而 Zab 的领导者若在 syncLimit 内听不到多数派，会自己下台；它不像 Raft 的领导者那样要等到听说新的任期。',
      see: {
        loss: '客户端 A 得到 ConnectionLoss（连接丢失）：写入可能做了，也可能没做。',
        chosen: '节点 1 投票给节点 3。',
        epoch: '节点 3 领导 epoch 2。',
        resigned: '节点 2 只听到自己，需要 2 个而只有 1 个，于是下台。',
      },
    },
    again: {
      say: '客户端 A 用同一个会话（session）找到另一个节点。第一次尝试没有结果，只有应用程序自己能决定重试：再次输入 `create /app/y 1`。',
      see: {
        two: '节点 3 提议，节点 1 和 3 记录，它已提交（committed）。',
        first: '它的编号是 2.1：新的 epoch 里计数器从头开始。',
        without: '节点 2 独自处于 LOOKING；它的日志仍到 1.2 为止。',
      },
    },
    heal: {
      say: '在节点 2 上按“恢复”。',
      ask: '节点 2 会做什么？',
      choices: {
        leads: '重新领导：它原先就是领导者',
        follows: '跟随节点 3',
        vote: '迫使大家重新选举',
      },
      because: '它询问谁在领导，从多数派得知是节点 3，于是加入。epoch 1 已经结束，没有人回头。',
      see: {
        hears: '节点 2 从多数派得知节点 3，并跟随它。',
        diff: '它缺一个事务 2.1，得到的也正是这一个：DIFF。',
        same: '三棵树完全相同。',
      },
    },
  },
  concept:
    '网络分区（partition）的唯一迹象是沉默。有多数派（quorum）的一边在新的 epoch 中选出领导者并继续；没有多数派的一边停下来，它的领导者也在 syncLimit 或稍多的时间内下台。在此之前写入暂停，正在等待的客户端必须先查看再重试。',
  teacher: {
    wrong: '许多人说，写入马上就能继续，因为节点 1 和 3 是多数。',
    why: '他们看到整个舞台，节点却看不到。请问：第一秒里节点 1 知道什么？没有任何消息告诉它出了问题。另一个错误答案，即旧领导者一直当到听说新领导者为止，来自 Raft。',
  },
  sheet: [
    {
      ask: '节点 1 怎样察觉分区（partition）？',
      answer: '只靠沉默：syncLimit（5 个 tick，每个 2 秒）内没有听到领导者的任何消息。',
    },
    {
      ask: '节点 2 在 syncLimit 内听不到多数派时做什么？',
      answer: '自己下台，寻找领导者。',
    },
    {
      ask: '客户端 A 得到 ConnectionLoss。它的写入做了吗？',
      answer: '单凭这个错误谁也说不准。这里没有做：写入从未到达领导者。',
    },
    {
      ask: '新领导者的第一次写入的 zxid 是多少，为什么？',
      answer: '2.1：新的 epoch，计数器从头开始。',
    },
  ],
};
