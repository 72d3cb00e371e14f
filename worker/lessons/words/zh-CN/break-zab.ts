// 第 18 课的中文。
import type { lesson as run } from '../../runs/break-zab.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出节点为什么必须先把历史存到磁盘，再写下新的 epoch。',
  steps: {
    write: {
      say: '本课关掉了 Zab 的一条规则：节点先写 currentEpoch，后写属于它的历史，就像 3.8.5 和 3.9.2 之前的 ZooKeeper（ZOOKEEPER-4643）。在节点 1 上按“隔离”，等它进入 LOOKING，再在客户端 A 输入 `create /app/x kept?`。',
      see: {
        quorum: '1.3 已提交（committed）：节点 2 和 3 的磁盘上有它，客户端 A 也已得知。',
        missing: '节点 1 没有它。',
      },
    },
    elect: {
      say: '本课让节点 1 的磁盘变慢。在节点 3 上按“终止”，在节点 1 上按“恢复”：节点 2 再次当选，进入 epoch 2，并把节点 1 带上来。打开日志旁的“不变式”，注意看。',
      ask: '哪个不变式（invariant）最先变红？',
      choices: {
        epochs: 'epoch 有序',
        leader: '完整的领导者',
        commits: '提交持久',
      },
      because:
        '还什么都没有丢。但 currentEpoch 2 的意思是“我拥有 epoch 2 开始时的历史”，而节点 1 写下它时，1.3 不在它的磁盘上。',
      see: {
        diff: '节点 2 用 DIFF 把 1.3 发给节点 1。',
        early:
          '节点 1 的磁盘上有 currentEpoch 2，却没有 1.3：它那一行的 ✓ 表示已提交（committed），不表示在磁盘上。',
        red: '“epoch 有序”这个保证被破坏了。',
      },
    },
    crash: {
      say: '时间静止着；再过一秒，磁盘上也会有 1.3。在那之前，在节点 2 和节点 1 上按“终止”。',
      ask: '三个节点都停了。节点 1 与节点 3，谁的磁盘更好？',
      choices: {
        one: '节点 1 的：它在 epoch 2',
        three: '节点 3 的：它有已提交的 1.3',
        none: '两者一样',
      },
      because: '节点 3 拥有已提交的一切。节点 1 缺少 1.3，却贴着自称更新的标签。',
      see: {
        lost: '节点 1 的磁盘上写着 epoch 2，却到 1.2 为止。',
        has: '节点 3 的磁盘到 1.3 为止。',
      },
    },
    return: {
      say: '在节点 1 和节点 3 上按“重启”。',
      ask: '谁当选？',
      choices: { one: '节点 1', three: '节点 3', none: '没有人' },
      because:
        '选票（vote）先比较 epoch，也就是磁盘上的 currentEpoch。通常较大的一方历史更新。这里标签说了谎。',
      see: {
        epoch: '尽管自己的 zxid 更新，节点 3 还是为较大的 epoch 放弃了自己的票。',
        cut: '节点 3 不得不从日志中截掉 1.3：一个已提交的事务（txn）。',
        complete: '被破坏：“完整的领导者”。',
        knows: '被破坏：“新领导者无所不知”。',
        commits: '被破坏：“提交持久”。',
      },
    },
    look: {
      say: '客户端 A 曾得知节点已创建。在客户端 A 输入 `get /app/x`。',
      see: { read: '它没有了；也被破坏：“真实的读取”。' },
    },
  },
  concept:
    '规则是：历史先到磁盘，再写 currentEpoch，然后才确认 NEWLEADER。两次写盘颠倒了顺序，中间来一次崩溃，就足以丢失已提交的写入。所以协议不只是消息。',
  teacher: {
    wrong: '许多人以为“提交持久”最先变红。',
    why: '他们等着看到损失。第一盏红灯早在那之前就亮了，破坏的是一个只在崩溃时才要紧的保证。请不带崩溃再运行一次：什么也没有丢，而这次运行仍是错的。',
  },
  sheet: [
    {
      ask: '节点可以写 currentEpoch 2 之前，磁盘上必须有什么？',
      answer: 'epoch 2 开始时的全部历史。',
    },
    {
      ask: '选举为什么相信节点 1？',
      answer: '选票带着 epoch 和 zxid，而 epoch 最先比较。',
    },
    {
      ask: '如果节点 1 晚一秒崩溃，这次运行还会丢失写入吗？',
      answer: '不会：那时 1.3 也已在它的磁盘上。',
    },
    {
      ask: '用了几次崩溃，同时有几个节点停着？',
      answer: '三次，三个都停着。没有哪块磁盘坏了。',
    },
  ],
};
