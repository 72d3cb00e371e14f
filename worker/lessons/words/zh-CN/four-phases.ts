// 第 12 课的中文。
import type { lesson as run } from '../../runs/four-phases.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能按顺序说出从第一张选票到第一次写入的各种消息，以及每种消息的用途。',
  steps: {
    votes: {
      say: '你就是网络：节点之间的每条消息要走一秒，“下一事件”从一条走到下一条。在节点 1 和节点 2 上按“重启”。第一阶段是 ELECTION（选举）。',
      ask: '节点 1 的第一条消息投票给谁？',
      choices: { itself: '给自己', other: '给节点 2', asks: '不投给谁，只是询问' },
      because:
        'NOTIFICATION 总是一张选票（vote）。不知道有谁更好的节点投给自己；听到更好的票就改票，并告诉所有人。',
      see: {
        own: '两者起初都投给自己。',
        agree: '节点 1 改了票，两者一致同意节点 2。',
        hint: '节点 2 处于 LEADING 的 DISCOVERY 阶段：已当选，但还没有自己的 epoch。',
      },
    },
    followerinfo: {
      say: 'DISCOVERY（发现）：当选者要找到一个多数派（quorum）和一个 epoch。',
      ask: '接下来是哪条消息？',
      choices: {
        leaderinfo: '节点 2 发出的 LEADERINFO',
        followerinfo: '节点 1 发出的 FOLLOWERINFO',
        proposal: '节点 2 发出的 PROPOSAL',
      },
      because:
        '跟随者（follower）连接领导者（leader）并介绍自己，说出它接受过的最新 epoch。领导者这才能选一个更大的。',
      see: {
        accepted: '节点 1 至今没有接受过任何 epoch：0。',
        quiet: '领导者还什么都没说。',
      },
    },
    leaderinfo: {
      say: '节点 2 等到听见包括自己在内的多数派。继续到它的答复。',
      see: {
        quorum: '它听到了节点 1 和 2，选定 epoch 1：比它们接受过的都大 1。',
        written: '它先把 epoch 写到自己的磁盘，然后发出 LEADERINFO。',
      },
    },
    ackepoch: {
      say: 'LEADERINFO 的意思是：我将领导 epoch 1。',
      ask: '关于自己的日志，节点 1 回复什么？',
      choices: {
        history: '全部日志',
        end: '只说到哪里为止',
        vote: '什么也不说，重新投票',
      },
      because:
        'Zab 的论文在这里发送历史，由领导者挑出最新的。ZooKeeper 事先已选出最新者，所以最后的 zxid 和 epoch 就够了。',
      see: {
        promise: '节点 1 先把 acceptedEpoch 1 写到磁盘再答复：它不再跟随更小的。',
        end: 'ACKEPOCH 说：我的日志到 0.0 为止，我的 epoch 是 0。',
      },
    },
    newleader: {
      say: 'SYNCHRONIZATION（同步）：领导者知道了节点 1 的日志到哪里为止。',
      ask: '它先发送什么？',
      choices: {
        proposal: '一个新的 PROPOSAL',
        diff: 'DIFF、TRUNC 或 SNAP',
        uptodate: '直接发 UPTODATE',
      },
      because:
        '先过去，后将来。这里两份日志都是空的，所以是一个后面什么也没有的 DIFF。随后是 NEWLEADER，意思是：我的历史就是这些。',
      see: {
        nothing: '领导者选择了 DIFF，没有事务（txn）要发。',
        behind: 'NEWLEADER 紧跟在它后面。',
      },
    },
    ack: {
      say: '继续到节点 1 的答复。',
      see: {
        written: '节点 1 先把 currentEpoch 1 写到磁盘，然后确认 NEWLEADER。',
        silent: '它还不服务客户端。',
        early: '领导者也还没有开始领导：它在等这个 ACK。',
      },
    },
    uptodate: {
      say: '这个 ACK 正在去节点 2 的路上。',
      ask: '领导者什么时候可以开始？',
      choices: {
        all: '全部节点都确认 NEWLEADER 之后',
        quorum: '包括自己在内的多数派确认之后',
        write: '第一次写入到来时',
      },
      because:
        '从此多数派的磁盘上有了这个 epoch 的历史：其中什么也不会再丢。节点 3 甚至还没有运行。',
      see: {
        quorum: '领导者听到了多数派，进入 BROADCAST，发出 UPTODATE。',
        second: '节点 1 对 UPTODATE 又回了一个计数器为 0 的 ACK，领导者不理会它。',
        serves: '节点 1 得到 UPTODATE，开始接受客户端。',
      },
    },
    third: {
      say: '现在是 BROADCAST（广播）。在晚来的节点 3 上按“重启”。',
      ask: '晚来者与领导者交换哪些消息？',
      choices: {
        vote: '选票，三个节点重新选举',
        same: '同样的七条，它自己走一遍',
        short: '只有 UPTODATE',
      },
      because:
        '阶段不是整个集群的事，而是每个学习者（learner）各自的事。节点 3 独自走完全部阶段，其他节点照常工作。',
      see: {
        same: '依次是 FOLLOWERINFO、LEADERINFO、ACKEPOCH、SNAP、NEWLEADER、ACK、UPTODATE。',
        calm: '没有人因此下台。',
      },
    },
    write: {
      say: '连接一个新客户端 A，只连节点 2，然后输入 `create /app hello`。',
      see: {
        session: '这个 epoch 的第一个事务是 1.1：开启会话（session）也是一个事务。',
        normal: 'PROPOSAL、第二个 ACK、COMMIT：正常工作。',
      },
    },
  },
  concept:
    'ELECTION 找出候选者。DISCOVERY：FOLLOWERINFO、LEADERINFO、ACKEPOCH，多数派承诺一个 epoch。SYNCHRONIZATION：DIFF、TRUNC 或 SNAP，然后是 NEWLEADER 和它的 ACK，多数派的磁盘上有了历史。UPTODATE 开启 BROADCAST：PROPOSAL、ACK、COMMIT。每个学习者各自走完这条路。',
  teacher: {
    wrong: '到第二步，许多人以为是 LEADERINFO：应该由领导者先开口。',
    why: '在多数协议里，领导者先宣布自己。这里它要先知道别人接受过什么，才能选 epoch。一个好练习：给每位学生一张写着消息的卡片，请他们按顺序站好。',
  },
  sheet: [
    {
      ask: '请排序：NEWLEADER、FOLLOWERINFO、UPTODATE、ACKEPOCH、DIFF、LEADERINFO、ACK。',
      answer: '顺序为 FOLLOWERINFO、LEADERINFO、ACKEPOCH、DIFF、NEWLEADER、ACK、UPTODATE。',
    },
    {
      ask: '跟随者一路上在磁盘上写下哪两个承诺，各在哪条消息之前？',
      answer: 'ACKEPOCH 之前写 acceptedEpoch，确认 NEWLEADER 之前写 currentEpoch。',
    },
    {
      ask: '领导者在哪三步要等多数派？',
      answer: 'FOLLOWERINFO（用来选 epoch）、ACKEPOCH、对 NEWLEADER 的 ACK。',
    },
    {
      ask: '当选的节点为什么不立刻领导？',
      answer: '选举只是一个提示。它需要多数派承诺它的 epoch 并拥有它的历史。',
    },
  ],
};
