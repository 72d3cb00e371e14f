// 第 1 课的中文。
import type { lesson as run } from '../../runs/one-write.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出一次写入何时算数，由谁决定。',
  steps: {
    type: {
      say: '客户端 A 连接的节点 1 是跟随者（follower），节点 2 是领导者（leader）。在客户端 A 输入 `create /app/x hello`。本课中从节点 2 到节点 3 的路很慢。',
      see: {
        forwarded: '节点 1 不决定写入：它把请求转交给领导者节点 2。',
        nowhere: '到此为止，还没有任何节点往日志里写过什么。',
      },
    },
    quorum: {
      say: '领导者给这次写入编上号，即 zxid，并向两个跟随者提议（PROPOSAL）。',
      ask: '三个节点中要有几个把它存到磁盘，它才算数？',
      choices: { one: '一个：领导者', two: '两个', three: '三个全部' },
      because:
        '三个中的两个就是多数派（quorum），即超过一半。以后的任何多数派都与它有共同的节点，所以这次写入不会被忘掉。',
      see: {
        proposed: '节点 2 向节点 1 和节点 3 各发了一个 PROPOSAL。',
        synced: '节点 1 先把它存到磁盘，然后才发出 ACK。',
        two: '自己的副本加上节点 1 的 ACK，节点 2 有了三份中的两份：已提交（committed）。',
        late: '发给节点 3 的 PROPOSAL 还在慢慢的路上。没有人等它。',
      },
    },
    answer: {
      say: '领导者现在用 COMMIT 通知跟随者。看客户端 A 什么时候得到答复。',
      see: {
        applied: '节点 1 收到 COMMIT，把 znode 放进自己的树，然后才答复客户端 A。',
        missing: '那一刻节点 3 还没有这个 znode。',
      },
    },
    third: {
      say: '客户端 A 已经得到答复，而节点 3 连提议都还没有写下。',
      ask: '节点 3 会得到这次写入吗？',
      choices: {
        never: '不会，多数派已经够了',
        later: '会，消息一到就自然得到',
        asks: '只有客户端向节点 3 询问时才会',
      },
      because: '连接按顺序送达一切。慢的节点得到同样的提议和提交，只是晚一些。',
      see: {
        late: '节点 3 记录了提议，并在 COMMIT 到达后应用了它。',
        same: '三棵树又完全相同了。',
      },
    },
  },
  concept:
    '提议（propose）、确认（acknowledge）、提交（commit）。领导者给每次写入编上 zxid（epoch 加计数器，例如 1.3）并提议；节点确认已存到磁盘的内容；副本达到多数派（领导者自己的一份也算）就已提交。慢的少数派不耽误任何事。',
  teacher: {
    wrong: '许多人说，三个节点都有了这次写入，它才算数。',
    why: '他们想到的是备份，每份副本都得做好。请问他们：关掉一个节点，所有写入会怎样？再指出第三份副本是在答复之后才有的。',
  },
  sheet: [
    {
      ask: '请排序：COMMIT、PROPOSAL、给客户端的答复、ACK、REQUEST。',
      answer: 'REQUEST、PROPOSAL、ACK、COMMIT、给客户端的答复。',
    },
    {
      ask: '节点在发出 ACK 之前做什么？',
      answer: '把事务（txn）存到磁盘，使它在崩溃后仍在。',
    },
    {
      ask: '为什么三个中的两个就够了？',
      answer: '另外任何两个都与它们有共同的节点，所以下一个作决定的一定知道这次写入。',
    },
    {
      ask: 'zxid 1.3 的两部分各是什么意思？',
      answer: 'epoch 1，即一个领导者的任期；以及其中的第三个事务。',
    },
  ],
};
