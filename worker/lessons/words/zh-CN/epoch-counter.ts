// 第 10 课的中文。
import type { lesson as run } from '../../runs/epoch-counter.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能读懂 zxid，并说出旧 epoch 的领导者为什么不会造成危害。',
  steps: {
    second: {
      say: '节点 2 领导 epoch 1，最新的事务（txn）是 1.2。在节点 2 上按“终止”，等到客户端 A 重新连上。',
      see: {
        epoch: '节点 3 领导 epoch 2。',
        promised: '节点 1 在磁盘上写下自己接受了 epoch 2：它不再跟随更小的。',
      },
    },
    write: {
      say: '在客户端 A 输入 `create /app/b 2`。',
      ask: '这次写入的编号是多少？',
      choices: { next: '编号 1.3', restart: '编号 2.1', both: '编号 2.3' },
      because:
        'zxid 由 epoch 和计数器组成。新领导者（leader）有自己的 epoch，从 1 开始计数，所以它的编号比以前的都大，也没有别人会给出同样的编号。',
      see: {
        first: '节点 3 的第一个提议是 2.1。',
        old: '以前的内容保留原来的编号。',
      },
    },
    third: {
      say: '在节点 2 上按“重启”；等它跟随之后，在节点 3 上按“终止”。重新有了领导者时，在客户端 A 输入 `create /app/c 3`。',
      see: {
        back: '节点 2 先追上了，现在又来领导，但领导的是 epoch 3。',
        first: '这个 epoch 的第一个提议是 3.1。',
      },
    },
    fourth: {
      say: '在节点 3 上按“重启”，再连接一个新客户端 B，只连节点 2。然后点按节点 2 的卡片，再按“冻结”：它停在半途，就像遇到漫长的垃圾回收。让时间继续。',
      ask: '节点 2 领导着 epoch 3 而被冻结。其他节点会做什么？',
      choices: {
        none: '什么也不做，节点 2 并没有死',
        three: '选出节点 3，而节点 2 不知道',
        one: '等到节点 2 下台',
      },
      because:
        '沉默就是沉默：谁也分不清睡着的领导者和死去的领导者。syncLimit 之后，节点 1 和 3 为 epoch 4 选出领导者。',
      see: {
        silence: '节点 1 在 syncLimit 内没有听到领导者。',
        thinks: '对节点 2 来说时间没有流逝：它仍以为自己领导着 epoch 3。',
      },
    },
    late: {
      say: '客户端 B 连接着节点 2，在那里输入 `create /app/late x`。然后在“冻结”原来的位置按“解冻”。',
      ask: '节点 2 醒来，自认是 epoch 3 的领导者，并有一次写入要提议。结果如何？',
      choices: {
        counts: '会提交：节点 2 收到它时是领导者',
        nobody: '它提议，但没有人听',
        epoch: 'epoch 4 的领导者接过它',
      },
      because:
        '它的跟随者（follower）已关闭连接，而已关闭的连接上来的东西没有人听。它们还在磁盘上承诺了 epoch 4，不再跟随更小的。这样的承诺就是一道栅栏。',
      see: {
        nobody: '节点 2 提议了 3.3，却没有接收者，随后下台。',
        follows: '它从多数派（quorum）得知节点 3 在领导，于是跟随它。',
        gone: '它的 3.3 从日志中截掉了。',
        unknown: '客户端 B 失去连接，从未得知写入已完成。',
      },
    },
  },
  concept:
    'zxid 就是 epoch 加计数器。每个领导者有自己的 epoch，比以前的都大，并从 1 开始计数。节点把承诺的 epoch 写到磁盘；醒来的旧领导者没有跟随者，旧 epoch 的任何东西都不可能再提交。',
  teacher: {
    wrong: '许多人说下一次写入的编号是 1.3 或 2.3。',
    why: '他们以为整个集群共用一个计数器。请他们看日志的标题，那里标着 epoch。对最后一问，许多人担心同时有两个领导者：自认是领导者的有两个，但多数派只听其中一个。',
  },
  sheet: [
    { ask: '1.400 与 2.1 哪个更新？', answer: '2.1 更新：先比较 epoch。' },
    {
      ask: '为什么两个领导者绝不会给两次不同的写入同一个 zxid？',
      answer: '没有两个领导者的 epoch 相同，而 epoch 是 zxid 的一部分。',
    },
    {
      ask: '领导者睡了 20 秒后醒来。它还能做什么？',
      answer: '它可以提议，但已没有多数派跟随它；它下台，然后加入。',
    },
    {
      ask: '磁盘上的 acceptedEpoch 承诺了什么？',
      answer: '这个节点不跟随 epoch 更小的领导者。',
    },
  ],
};
