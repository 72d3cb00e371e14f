// 第 16 课的中文。关于 Raft 的内容只作讲述，不在运行中展示：运行的是 ZooKeeper。
import type { lesson as run } from '../../runs/same-story.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能从同一场事故中的表现分辨 Zab 与 Raft。',
  steps: {
    elect: {
      say: '你看到的是 ZooKeeper；论文中的 Raft 会怎样做，在旁边讲述。节点 2 是领导者（leader）。在节点 2 上按“隔离”，让时间继续，直到节点 3 当选。',
      ask: '这里日志相同，所以 id 大的当选。在 Raft 里，日志相同时由什么决定？',
      choices: {
        chance: '运气：谁的随机定时器先到',
        log: '也是较大的 id',
        same: '原先领导的节点',
      },
      because:
        '在 Raft 里，定时器到点的节点开启新的任期（term）并请求投票；每个节点在一个任期里只投一票，给最先请求且日志不比自己旧的。在 ZooKeeper 里，大家比较所有选票（vote），直到多数派（quorum）一致同意最好的那张。',
      see: {
        votes: '节点 1 在 zxid 相同时为较大的 id 放弃了自己的票。',
        epoch: '选举本身没有开启 epoch。在 Raft 里，请求投票就带来新的任期。',
      },
    },
    sync: {
      say: '节点 3 当选，节点 1 跟随它。',
      ask: '两者之中，哪个的新领导者可以立刻接受写入？',
      choices: { both: '两者都可以', raft: '只有 Raft 可以', zab: '只有 Zab 可以' },
      because:
        'Raft 的领导者立刻接受写入，一边发送一边补齐跟随者的日志。Zab 的领导者先让自己的历史成为多数派的历史。两者都保住已提交的内容。',
      see: {
        epoch: '直到现在，多数派才对 epoch 2 达成一致。',
        history: '节点 3 开始领导之前，多数派的磁盘上已有它的历史。',
        nothing: '在此之前它什么也没有提议。',
      },
    },
    resign: {
      say: '与此同时，节点 2 是独自一个。让时间继续，直到它察觉，并且客户端 A 重新连上。',
      ask: '听不到多数派时，哪个的领导者会自己放弃？',
      choices: { both: '两者都会', raft: '只有 Raft 会', zab: '只有 Zab 会' },
      because:
        'Raft 的领导者会一直当到听说更高的任期；这期间它什么也提交不了。（有些实现自己加了检查。）ZooKeeper 的领导者每个 tick 数一次自己听到了谁。',
      see: {
        alone: '节点 2 只听到自己，2 个中的 1 个，于是下台。',
        unheard: '它这样做时并没有听说别的领导者。',
      },
    },
    write: {
      say: '在客户端 A 输入 `create /app/y 1`。',
      see: {
        number:
          '它的编号是 2.1。在 Raft 里，它会是任期 2 中的下一个索引：索引接着往下数，任期写在旁边。',
        quorum: '三个中的两个磁盘上有了它：已提交（committed）。这在两者中相同。',
      },
    },
    heal: {
      say: '在节点 2 上按“恢复”。',
      ask: '两者之中，在哪个里回来的节点会跟随并得到缺少的内容？',
      choices: { both: '两者都是', raft: '只有 Raft', zab: '只有 Zab' },
      because:
        '在 Raft 里，领导者在跟随者（follower）的日志里往回走，直到一致，再覆盖其后的内容。在 Zab 里，跟随者说出自己的日志到哪里为止，由领导者在它参与之前选定 DIFF、TRUNC 或 SNAP。',
      see: {
        tells: '节点 2 说 1.2，得到了 2.1。',
        same: '三棵树完全相同。',
      },
    },
  },
  concept:
    '相同之处：一个领导者、多数派、任期或 epoch、一个顺序的日志。Zab：比较选票选出最新的日志，任何写入之前先有同步阶段，孤单的领导者自己下台，读取在本地。Raft：随机定时器，边写边修复，读取经过领导者。Paxos 对日志的每个位置单独作决定；Zab 和 Raft 保证更多：一个领导者提议的，按提议的顺序提交，一个不漏。',
  teacher: {
    wrong: '懂 Raft 的学生以为节点 2 会一直领导到听说节点 3 为止。',
    why: '这对 Raft 是对的，对 Zab 是错的。反过来，用这幅图去教 Raft 同样不对。请用这一对说明：协议的细节是猜不出来的。',
  },
  sheet: [
    {
      ask: 'epoch 与任期有什么共同点？',
      answer: '都给领导者的统治编号；每一个里最多一个领导者。',
    },
    {
      ask: '两者中哪个有这样的阶段：领导者已当选，却还不能接受写入？',
      answer: 'Zab：发现与同步阶段。',
    },
    {
      ask: '读取在 ZooKeeper 里去哪里，在论文中的 Raft 里去哪里？',
      answer: '去任何一台服务器，由它用自己的树回答；在 Raft 里去领导者。',
    },
    {
      ask: '对于已提交的写入，两者都保证什么？',
      answer: '绝不丢失，并且大家在顺序中的同一位置应用它。',
    },
  ],
};
