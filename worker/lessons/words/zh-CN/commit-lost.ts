// 第 8 课的另一种情形，中文。
import type { lesson as run } from '../../runs/commit-lost.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出，为什么即使没有跟随者听到 COMMIT，已经答复的写入也会保留。',
  steps: {
    write: {
      say: '客户端 A 连接领导者（leader）节点 2。本课中节点 1 和 3 的磁盘很慢：每次写盘要一秒。在客户端 A 输入 `create /app/x 1`。',
      see: {
        proposed: '节点 2 提议（PROPOSAL）了它；两个跟随者（follower）的内存里都有了。',
        nobody: '还没有人确认：它们的磁盘还在忙。',
      },
    },
    cut: {
      say: '本课现在切断节点 2 发往节点 1 和 3 的一切。它们的 ACK 仍能到达节点 2。',
      ask: '客户端 A 会得到什么答复？',
      choices: {
        waits: '没有答复，一直等',
        ok: '节点已创建',
        loss: '连接丢失（ConnectionLoss）',
      },
      because:
        '领导者得到一个跟随者的 ACK，加上自己的副本就是多数派（quorum）：它提交、应用并答复。它不可能知道自己的 COMMIT 到不了任何地方。',
      see: {
        committed: '节点 2 提交了 1.3。',
        held: '两个跟随者都没有听到这次提交。',
        differ: '只有节点 2 的树里有这个 znode。',
      },
    },
    kill: {
      say: '在节点 2 上按“终止”，然后按“全部恢复”。',
      ask: '客户端 A 已得知完成，而知道此事的只有死去的领导者。写入会怎样？',
      choices: {
        lost: '丢失：活着的节点都没有听到提交',
        kept: '保留',
        depends: '取决于谁当选',
      },
      because:
        'ACK 的意思是“在我的磁盘上”。多数派确认过它，所以在任何能选出领导者的多数派里都有一个节点拥有它；当选的是这个节点，或拥有更多的节点。',
      see: {
        never: 'COMMIT 从未到达节点 1。',
        both: '但 1.3 在节点 1 和 3 的磁盘上。',
        equal: '节点 3 领导，节点 1 什么也不缺：它们的日志相同。',
      },
    },
    look: {
      say: '在客户端 A 输入 `get /app/x`。',
      see: { same: '两个节点的树里都有它：答复过的都会保留。' },
    },
  },
  concept:
    'COMMIT 只是消息。起决定作用的是多数派已把事务（txn）存到磁盘。新领导者看不出旧领导者是否提交过，所以保留自己拥有的一切；正因如此，答复过的写入绝不会丢失。',
  teacher: {
    wrong: '许多人说写入丢了，因为活着的节点都没有听到提交。',
    why: '他们把 COMMIT 当作作出决定的时刻。决定其实是第二个 ACK。请与第 8 课对比：在跟随者看来两次运行一模一样，所以它们必须做同样的事。',
  },
  sheet: [
    {
      ask: '写入是在哪一刻决定的：PROPOSAL、第二个 ACK、COMMIT，还是答复？',
      answer: '三份副本中的第二份存到磁盘时；领导者从 ACK 得知这一点。',
    },
    {
      ask: '新领导者怎样知道这次写入已提交？',
      answer: '它不知道。它保留日志中的一切，所以也保留了这一个。',
    },
    {
      ask: '三个节点中有两个的磁盘上有某个事务。会选出没有它的领导者吗？',
      answer: '不会：任何两个节点的多数派都包含其中之一，而日志更新者当选。',
    },
  ],
};
