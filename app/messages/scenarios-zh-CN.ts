// The scenarios in Simplified Chinese, with ZooKeeper's English terms.
import type { ScenarioWords } from './scenarios-en.ts';

export const zhCN: ScenarioWords = {
  'one-write': ['一次写入', '客户端 A 的写入经领导者（leader）到达全部三个节点。'],
  'partition-leader': [
    '隔离领导者',
    '领导者被隔离。其余节点 10 秒后察觉，选出节点 3，写入继续；恢复后节点 2 补齐日志。',
  ],
  'partition-follower': ['隔离跟随者', '节点 1 被隔离。另一侧不会选举；它的客户端换到别的节点。'],
  'kill-leader': ['杀死领导者', '连接立即断开，选举随即开始。节点 2 从自己的磁盘重启。'],
  'leader-dies-before-commit': [
    '领导者死于 PROPOSAL 与 COMMIT 之间',
    '两个跟随者都已写入日志，但无人提交。新领导者有这条记录：写入保留下来，而客户端从未得到答复。',
  ],
  'orphan-trunc': [
    '孤立提案被截断（TRUNC）',
    '只有被隔离的领导者记录了一次写入。新纪元还没有事务：用 TRUNC 收回它。',
  ],
  'orphan-snap': [
    '孤立提案被替换（SNAP）',
    '同样的孤立提案，但新纪元已有事务：日志不跨纪元截断，于是发送整棵树。',
  ],
  'catch-up': ['补齐日志：DIFF', '节点 3 缺三次写入，正好收到这三条。'],
  'far-behind': ['落后太多：SNAP', '节点 3 缺的比领导者还保留的更多：收到整棵树。'],
  'stale-read': ['读到旧值，再 sync', '通往节点 3 的链路很慢：在那里读到旧值；sync 之后读到新值。'],
  'frozen-leader': ['领导者冻结又醒来', '节点 2 停顿 18 秒，醒来仍以为自己在领导，随后得知真相。'],
  'two-of-five': ['五个节点：二对三', '一堵墙穿过五个节点，领导者在较小一侧：只有较大一侧能写入。'],
  'three-ways': ['九个节点分三份', '3 + 3 + 3：谁都没有多数派（quorum），谁都不能写入。'],
  lock: [
    '锁的主人死去',
    '客户端 A 以临时节点（ephemeral）持锁后被杀死。会话过期时，客户端 B 收到一次通知。',
  ],
  'one-way': ['单向断开的链路', '节点 3 再也听不到节点 2，而节点 2 仍能听到节点 3。'],
  'lost-tail': [
    '崩溃丢失的写入又回来',
    '磁盘很慢：节点 1 在副本落盘前死去，重启时没有它，随后重新收到。',
  ],
};
