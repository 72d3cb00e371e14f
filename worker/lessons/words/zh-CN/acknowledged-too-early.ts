// 第 19 课的中文。
import type { lesson as run } from '../../runs/acknowledged-too-early.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能读懂一个反例：早在数据丢失之前，找出运行在哪一步已注定失败。',
  steps: {
    alone: {
      say: '打开了 ZooKeeper 的一个真实错误 ZOOKEEPER-3911：跟随者（follower）在收到的内容只在内存里时就确认 NEWLEADER。在领导者（leader）节点 2 上按“隔离”，在连接节点 2 的客户端 A 输入 `create /app/x 1`。再在节点 1 和 3 上按“终止”，让时间继续，直到节点 2 放弃。',
      see: {
        one: '只有节点 2 记录了 1.3。',
        vote: '它带着 1.3 投票：日志里有的就算，不管是否已提交。',
      },
    },
    elect: {
      say: '本课减慢节点 2 发往节点 1 的一切。在节点 2 上按“恢复”，在节点 1 上按“重启”：节点 2 当选，进入 epoch 2，并把 1.3 发给节点 1。',
      ask: '有这个错误时，节点 1 何时确认 NEWLEADER？',
      choices: {
        before: '等 1.3 存到磁盘之后',
        never: '永远不确认',
        early: '在 1.3 还只在内存里时',
      },
      because:
        '此前的一次改动省掉了原先在这里作的快照（snapshot），因为 DIFF 不需要它。随之消失的，是唯一会把历史存到磁盘的动作。',
      see: {
        diff: '1.3 用 DIFF 发给了节点 1。',
        early: '它确认时，磁盘上没有任何新内容。',
        epochs: '被破坏：“epoch 有序”。它在 1.3 之前写下了 currentEpoch 2。',
      },
    },
    read: {
      say: '本课从这里起挡住节点 2 发出的一切：UPTODATE 到不了。节点 2 已有多数派（quorum）的 ACK，开始服务。在客户端 A 输入 `get /app/x`。',
      ask: '客户端 A 读到了 1.3。这次运行已经注定失败了吗？',
      choices: {
        doomed: '是的：再崩溃一次，读到的就可能被收回',
        safe: '没有：多数派已经确认',
        later: '没有：要到 UPTODATE 之后',
      },
      because:
        '领导者相信多数派的磁盘上有它的历史，并把其中的内容告诉客户端。其实三块磁盘中只有一块有。',
      see: {
        initial: '被破坏：“初始历史”。',
        missing: '节点 1 的磁盘到 1.2 为止。',
        told: '有客户端看到了这个值。',
      },
    },
    crash: {
      say: '在节点 1 和节点 2 上按“终止”。',
      see: {
        one: '节点 1 的磁盘上写着 epoch 2，却到 1.2 为止。',
        commits: '被破坏：“提交持久”。多数派的磁盘上缺少 1.3。',
      },
    },
    return: {
      say: '按“全部恢复”，再在节点 1 和 3 上按“重启”；节点 2 仍停着。等到客户端 A 连上。',
      see: {
        complete: '被破坏：“完整的领导者”。节点 1 领导 epoch 3，却没有 1.3。',
        knows: '被破坏：“新领导者无所不知”。',
        nobody: '唯一拥有 1.3 的节点 2 没有参与。',
      },
    },
    look: {
      say: '在客户端 A 再次输入 `get /app/x`。',
      see: { read: '它读到过的没有了。被破坏：“真实的读取”。' },
    },
  },
  concept:
    'ACK 是关于磁盘的承诺。ZooKeeper 3.4.10 和 3.5.3 让它发得太早；3.5.10、3.6.3、3.7.0 修好了一部分，3.8.5 和 3.9.2 才彻底修好。模型检查用不到二十步就能找到这样的运行，靠碰运气的测试几乎找不到：它需要两次恰逢其时的崩溃。',
  teacher: {
    wrong: '许多人到数据消失的地方，即最后一次选举中去找错误。',
    why: '最后的选举是合法的：它在看得到的磁盘里选了最好的。请他们一盏灯一盏灯地往回找，直到第一盏红灯，再问它说的是哪个保证。失败就是在那里注定的。',
  },
  sheet: [
    {
      ask: '运行在哪一步注定失败，那里破坏了哪个保证？',
      answer: '节点 1 确认 NEWLEADER 而 1.3 只在内存里时：它的 ACK 说的是“在我的磁盘上”。',
    },
    {
      ask: 'epoch 2 开始之前，1.3 提交了吗？',
      answer: '没有。节点 2 领导 epoch 2 时它成为历史的一部分，并被读到。',
    },
    {
      ask: '下面三件事的正确顺序是什么：确认 NEWLEADER 的 ACK、currentEpoch、历史存到磁盘？',
      answer: '先把历史存到磁盘，再写 currentEpoch，然后发 ACK。',
    },
    {
      ask: '为什么靠测试很难发现这个错误？',
      answer: '它需要领导者有独自的事务（txn），还要在 ACK 与 UPTODATE 之间来两次崩溃。',
    },
  ],
};
