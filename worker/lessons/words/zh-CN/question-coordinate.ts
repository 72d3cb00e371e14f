// 问题 1 的中文。
import type { lesson as run } from '../../runs/question-coordinate.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出一次写入在集群中走过的路，以及别人怎样得知。',
  steps: {
    watch: {
      say: '程序之间靠一棵大家都能看到的树来协调。客户端 B 连接节点 3；它读取子节点并希望得到通知：在客户端 B 输入 `ls -w /app`。',
      see: { local: '节点 3 自己回答，也自己记下了监视（watch）。' },
    },
    write: {
      say: '客户端 A 连接节点 1。它来报到：在客户端 A 输入 `create -e /app/worker me`。',
      ask: '谁决定这次写入排在顺序中的哪个位置？',
      choices: {
        node: '收到它的节点 1',
        leader: '领导者节点 2',
        vote: '三个节点对每次写入投票',
      },
      because:
        '每台服务器都接受请求，但只有一台为写入排序。其余的只说自己的磁盘上有没有它，并不投票表示赞成与否。',
      see: {
        forwarded: '节点 1 转交请求，领导者（leader）节点 2 提议了它。',
        quorum: '磁盘上有了两份副本，它就已提交（committed）。',
      },
    },
    told: {
      say: '现在每台服务器都把它放进自己的树。',
      ask: '谁被告知有了新的子节点？',
      choices: {
        a: '只有客户端 A，作为答复',
        b: '客户端 A 得到答复，客户端 B 因监视而得知',
        all: '集群的所有客户端',
      },
      because: '服务器通知自己的客户端中在那里设了监视的那些，并且在它们能读到变化之前。',
      see: {
        applied: '节点 1 和 3 都应用了这次写入。',
        fires: '节点 3 上客户端 B 的监视触发。',
      },
    },
    leaves: {
      say: '在客户端 B 输入 `ls /app`；再让客户端 A 用 `quit` 离开；然后在客户端 B 再次输入 `ls /app`。',
      ask: '`/app/worker` 会怎样？',
      choices: {
        stays: '一直留着，直到有人删除',
        goes: '随客户端 A 的会话一起消失',
        expires: '在会话超时之后消失',
      },
      because:
        '临时节点（ephemeral）属于一个会话（session）。quit 会正常关闭会话，所以不必等到超时。',
      see: {
        txn: '关闭会话也是一次写入：由领导者提议，由多数派（quorum）提交。',
        same: '三棵树里都没有它了。',
      },
    },
  },
  concept:
    'ZooKeeper 靠四样东西来协调：一棵大家都看到的树；一个由领导者排定、由多数派保存的写入顺序；告知变化的监视；以及会话，它的临时节点表明谁还活着。其余的都由此搭成。“领导者处理客户端的请求”只说对一半：它为写入排序；每台服务器都回答读取。',
  teacher: {
    wrong: '许多人说节点对每次写入投票。',
    why: 'ACK 不是投赞成票：没有节点会说不。它只说明事务（txn）已在自己的磁盘上。投票是用来选领导者的。',
  },
  sheet: [
    {
      ask: '下面哪些需要领导者：读取、写入、设监视、开启会话？',
      answer: '写入和开启会话。',
    },
    {
      ask: 'ACK 说明什么，不说明什么？',
      answer: '说明事务已在磁盘上；不表示同意：节点不能拒绝。',
    },
    {
      ask: '程序怎样知道别的程序是否活着？',
      answer: '看它们的临时节点。',
    },
  ],
};
