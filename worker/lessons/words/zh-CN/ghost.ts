// 第 18 课的另一种情形，中文。
import type { lesson as run } from '../../runs/ghost.ts';
import type { TextOf } from '../../texts.ts';
import { text as snap } from './orphan-snap.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出第 9 课的规则防止了什么。',
  steps: {
    write: snap.steps.write,
    elect: snap.steps.elect,
    epoch: {
      say: '到这里一切与第 9 课相同。但本课关掉了一条规则：日志末尾落在领导者内存范围内的节点总是得到 DIFF，就像 2011 年以前的 ZooKeeper（ZOOKEEPER-1154）。在客户端 B 输入 `create /app/y 1`。',
      see: snap.steps.epoch.see,
    },
    heal: {
      say: '在节点 2 上按“恢复”，它带着多余的 1.4 回来。',
      ask: '1.4 会怎样？',
      choices: {
        removed: '照样被去掉',
        stays: '留在节点 2 上',
        spreads: '传给其他节点',
      },
      because:
        '领导者只发送比 1.4 新的内容，即 2.1。没有人告诉节点 2 必须去掉 1.4，所以它保留着，就在自己历史的中间。',
      see: {
        diff: '节点 2 说 1.4，领导者发来 DIFF。',
        ghost: '1.4 在节点 2 的日志里，就在 2.1 之前。',
        differ: '节点 2 与 3 的树不同，而两者都在服务。',
        hole: '被破坏：“没有缺口”。',
        same: '被破坏：“历史相同”。',
        agree: '被破坏：“跟随者一致”。',
      },
    },
    look: {
      say: '本课减慢节点 1 的磁盘，使节点 2 的 ACK 先到。连接一个新客户端 C，只连节点 2，在那里查询：`get /app/orphan`。再到连接别处的客户端 B 查询：`get /app/orphan`。',
      see: {
        acks: '开启会话（session）的提交用到了节点 2 的 ACK，而它的日志不是领导者的日志。',
        commit: '被破坏：“提交需要多数派”。',
        read: '客户端 C 读到了一个不存在的节点。被破坏：“真实的读取”。',
      },
    },
  },
  concept:
    '缺少的事务（txn）可以补上；多余的必须去掉。只会补的修复会留下幽灵：一台服务器显示而其他服务器没有的写入，永远如此。',
  teacher: {
    wrong: '许多人说，下一次写入时自然会被发现。',
    why: '他们以为服务器会比较各自的树。它们比较的是 zxid，而 zxid 若无其事地继续往下数。（较新的版本可以比较树的摘要，但只用来报告。）',
  },
  sheet: [
    {
      ask: '对节点 2 来说，为什么 DIFF 不够？',
      answer: '它补上缺少的，却留下不该有的。',
    },
    {
      ask: '一个客户端在节点 2 读到 /app/orphan，告诉了节点 1 上的另一个。他们会发现什么？',
      answer: '两台服务器的说法不同；而两个答案都来自自认已是最新的服务器。',
    },
  ],
};
