// 第 14 课的中文。
import type { lesson as run } from '../../runs/far-behind.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出节点何时得到快照而不是一个个事务，以及日志为什么可以清理。',
  steps: {
    away: {
      say: '在节点 1 上按“隔离”，让时间继续，直到它察觉。',
      see: { ends: '节点 1 的日志到 1.2 为止。' },
    },
    writes: {
      say: '本课现在在客户端 A 写入十二次，并为后面的内容减慢从节点 1 到节点 2 的路。这里领导者（leader）只在内存中保留最后十个事务（commitLogCount；ZooKeeper 默认 500）。',
      see: {
        twelve: '十二个事务（txn）已提交（committed）。',
        none: '节点 1 一个也没有记录。',
      },
    },
    heal: {
      say: '在节点 1 上按“恢复”。',
      ask: '第 5 课里节点 1 错过三个事务，得到 DIFF。这次它得到什么？',
      choices: {
        diff: '还是 DIFF，十二个事务',
        snap: '整棵树',
        never: '什么也没有，它落后太多',
      },
      because:
        '领导者内存中最旧的事务是 1.5，而节点 1 需要 1.3。在这里，从磁盘日志里读旧事务比发送整棵树更费事。所以用 SNAP。',
      see: {
        snap: '节点 1 说自己的日志到 1.2 为止；领导者的内存从 1.5 开始；它选择了 SNAP。',
      },
    },
    image: {
      say: '整棵树已在路上，NEWLEADER 紧跟其后，节点 1 还不能服务。趁时间静止，在这之间写入：在客户端 A 输入 `create /app/m 1`。',
      ask: '这次写入在节点 1 会怎样？',
      choices: {
        lost: '节点 1 错过它，下次随 DIFF 得到',
        behind: '领导者把它接在其余内容后面发来',
        again: '领导者得把整棵树再发一次',
      },
      because:
        '从领导者决定发送什么的那一刻起，学习者（learner）也在同一条连接上得到一切新内容。所以过去与现在之间没有空隙。',
      see: {
        loaded: '节点 1 用领导者截至 1.14 的树替换了自己的树。',
        kept: '它先把这棵树作为快照（snapshot）存到磁盘，然后才确认 NEWLEADER。',
        live: '1.15 的 PROPOSAL 在 UPTODATE 之前就发给了它。',
      },
    },
    tail: {
      say: '现在节点 1 已是最新，把 NEWLEADER 之后得到的内容写入日志。',
      ask: '节点 1 的日志里现在有什么？',
      choices: {
        whole: '从 1.1 到 1.15 的一切',
        gap: '只有 1.1、1.2 和 1.15',
        empty: '什么也没有，它有快照',
      },
      because:
        '快照是一棵树，不是事务的列表。快照里有的不必日志里也有：重启后，节点读入最新快照，只重放其后的事务。',
      see: {
        logged: '1.15 在节点 1 的日志里。',
        gap: '1.14 不在：它只存在于快照中。',
        same: '三棵树照样完全相同。',
      },
    },
  },
  concept:
    '领导者还有全部缺少的内容就用 DIFF，没有就用 SNAP。快照代表截至其 zxid 的全部事务；所以服务器可以丢弃旧日志，新来者也能加入运行已久的集群。',
  teacher: {
    wrong: '许多人说是含十二个事务的 DIFF：领导者的日志里都有。',
    why: '它们确实在磁盘日志里；与树相比很少时（不超过快照大小的三分之一），ZooKeeper 也会从那里读取。这里不是这样。由代价决定。',
  },
  sheet: [
    {
      ask: '什么决定用 DIFF 还是 SNAP？',
      answer: '领导者能否还发得出每个缺少的事务：从内存，或以较小代价从日志。',
    },
    {
      ask: '节点重启时有 1.14 的快照，日志是 1.1、1.2、1.15。它做什么？',
      answer: '读入快照，重放 1.15。',
    },
    {
      ask: '为什么快照必须在确认 NEWLEADER 之前存到磁盘？',
      answer: '这个 ACK 的意思是：我已可靠地拥有你的历史。紧接着崩溃也不能丢。',
    },
  ],
};
