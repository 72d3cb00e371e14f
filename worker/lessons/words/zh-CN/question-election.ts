// 问题 9 的中文。
import type { lesson as run } from '../../runs/question-election.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能用纸笔算出谁会当选。',
  steps: {
    behind: {
      say: '五个节点，节点 3 是领导者（leader）。在节点 5 上按“终止”，再在客户端 A 输入 `create /app/x 1`，使节点 5 错过它。',
      see: { newer: '节点 1 的日志到 1.3 为止，节点 5 的到 1.2。' },
    },
    votes: {
      say: '在节点 3 上按“终止”，马上在节点 5 上按“重启”。节点 1、2、4、5 寻找领导者。',
      ask: '谁当选？',
      choices: { one: '节点 1', four: '节点 4', five: '节点 5，它的 id 最大' },
      because: 'epoch 都相同。比 zxid 时节点 5 出局：1.2 比 1.3 旧。在 1、2、4 之中由 id 决定。',
      see: {
        own: '它们起初都投给自己，并写明自己日志的末尾。',
        log: '节点 5 为了更新的日志放弃了自己的票。',
        id: '节点 1 的日志相同，为了节点 4 更大的 id 放弃了自己的票。',
        quorum: '节点 4 数到 3 张相同的票，正是所需的 3 张。',
      },
    },
    lead: {
      say: '节点 4 当选了。它还没有领导：它需要一个跟随它的多数派（quorum）。',
      see: {
        epoch: '它听到了多数派，选定 epoch 2。',
        history: '多数派的磁盘上有了它的历史，它这才领导。',
      },
    },
    back: {
      say: '在旧领导者节点 3 上按“重启”。',
      ask: '它会做什么？',
      choices: {
        leads: '收回领导权',
        follows: '跟随节点 4',
        vote: '五个节点重新投票',
      },
      because: '它从多数派得知节点 4 在领导。拥有多数派的领导者保持不变。',
      see: {
        established: '它不经选举就加入了。',
        stays: '没有人下台。',
      },
    },
  },
  concept:
    '选票（vote）依次比较 epoch、zxid、id。每个节点从自己开始，见到更好的就改投；多数派的相同选票作出决定。这就是 Fast Leader Election。人们常说“Zab 选举领导者”；Zab 做的是其后的事：使当选者可靠。',
  teacher: {
    wrong: '多数人说节点 5，有些人说节点 1。',
    why: '选节点 5 是因为 id，选节点 1 是因为它排第一。请他们把四张票写成（epoch，zxid，id）再排序。',
  },
  sheet: [
    {
      ask: '从好到差排序：（1，1.3，2）、（1，1.2，5）、（2，1.1，1）、（1，1.3，4）。',
      answer: '顺序是（2，1.1，1）、（1，1.3，4）、（1，1.3，2）、（1，1.2，5）。',
    },
    {
      ask: '五个节点中，一个节点连自己的在内需要几张相同的票？',
      answer: '三张。',
    },
    {
      ask: '选票里写的是哪个 epoch？',
      answer: '候选者的 currentEpoch：其初始历史已在它磁盘上的最新 epoch。',
    },
    {
      ask: '当选者在可以提议之前还需要什么？',
      answer: '多数派接受它的 epoch，并且磁盘上有它的历史。',
    },
  ],
};
