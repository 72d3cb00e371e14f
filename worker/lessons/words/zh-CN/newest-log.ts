// 第 11 课的中文。
import type { lesson as run } from '../../runs/newest-log.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出选举为什么先看日志，以及这保护了什么。',
  steps: {
    behind: {
      say: '节点 2 是领导者（leader）。在节点 3 上按“隔离”，让它错过一些内容，再在客户端 A 输入 `create /app/x 1`。',
      see: {
        two: '1.3 已提交（committed）：节点 1 和 2 的磁盘上有它，客户端 A 也已得知。',
        missing: '节点 3 对此一无所有。',
      },
    },
    kill: {
      say: '现在在节点 2 上按“终止”，在节点 3 上按“恢复”。节点 1 和 3 要在两者之中选出领导者。',
      ask: '节点 3 的 id 更大，节点 1 的日志更新。谁当选？',
      choices: {
        three: '节点 3，凭它的 id',
        one: '节点 1，凭它的日志',
        tie: '都不当选，各得一票',
      },
      because:
        '选票（vote）先比较 epoch，再比较 zxid，两者都相同时才比较 id。1.3 比 1.2 新，所以节点 3 放弃自己的票。',
      see: {
        own: '它们起初都投给自己：节点 1 的 zxid 是 1.3，节点 3 的是 1.2。',
        yields: '节点 3 收到节点 1 的票，发现它更好，就改投它。',
        keeps: '节点 1 从未改票。',
      },
    },
    sync: {
      say: '节点 1 当选，节点 3 将跟随它。',
      ask: '节点 3 从未听说过 1.3，怎样得到它？',
      choices: {
        asks: '向客户端 A 询问',
        given: '新领导者在新的 epoch 开始之前发给它',
        late: '随下一次写入得到',
      },
      because:
        '新领导者先让自己的历史成为多数派（quorum）的历史，然后才接受写入。所以在 epoch 2 中服务的跟随者（follower）拥有 epoch 1 中已提交的一切。',
      see: {
        sent: '节点 1 用 DIFF 发送了 1.3。',
        before: '节点 3 先应用它，之后才获准服务。',
        same: '两棵树完全相同。',
      },
    },
    look: {
      say: '在客户端 A 输入 `get /app/x`。',
      see: { kept: '它在那里：已提交的内容在领导者死后仍然存在。' },
    },
  },
  concept:
    '已提交的事务（txn）在一个多数派上，而下一个多数派与它有共同的节点。日志最新者当选，所以当选者拥有它。因此选举从不需要问什么已提交：选出最新的日志就够了。ZooKeeper 用 Fast Leader Election 选举，再由 Zab 使当选者可靠。',
  teacher: {
    wrong: '许多人说是节点 3，因为“id 大者胜”。',
    why: '这是他们在第 2、3 课看到的，那里日志相同。请他们想象节点 3 真的当选：它的历史会成为大家的历史，客户端 A 已得知完成的写入就没有了。',
  },
  sheet: [
    {
      ask: '选票（epoch，zxid，id）：（1，1.7，1）与（1，1.6，5）哪个胜？',
      answer: '前者（1，1.7，1）胜：epoch 相同，它的 zxid 更新。',
    },
    {
      ask: '那么（2，1.6，1）与（1，1.9，3）呢？',
      answer: '前者（2，1.6，1）胜：epoch 最先比较。它是节点磁盘上已有其初始历史的 epoch。',
    },
    {
      ask: '如果节点 1 和 2 都死了，节点 3 能在这里当选吗？',
      answer: '不能：它独自一个不是三个的多数派。正是这一点保护了 1.3。',
    },
    {
      ask: '“Zab 选举领导者。”怎样说更准确？',
      answer: 'Fast Leader Election 找出候选者；Zab 在它领导之前确保多数派、epoch 和历史。',
    },
  ],
};
