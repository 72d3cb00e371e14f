// 用途 2 的中文。
import type { lesson as run } from '../../runs/use-atomic.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能修改一个或几个节点，既不丢失别人的修改，也不会只做一半。',
  steps: {
    literal: {
      say: '照一篇流传很广的介绍原样输入：在客户端 A 输入 `create /data dataData 1` 和 `set /data newData`。',
      see: {
        refused: 'zkCli 拒绝了第一条：1 不是访问控制列表（ACL）。',
        none: '所以没有这个节点，什么也没有设置。',
      },
    },
    create: {
      say: '按正确的方式：在客户端 A 输入 `create /data dataData`，然后 `set /data newData`。',
      see: { version: '这次 set 使节点的版本从 0 变成 1。' },
    },
    race: {
      say: '客户端 A 和 B 都读到版本 1，都想写入。在客户端 A 输入 `set -v 1 /data fromA`，并立刻在客户端 B 输入 `set -v 1 /data fromB`。',
      ask: '两个中几个成功？',
      choices: { both: '两个都成功，后来的留下', one: '恰好一个', none: '都不成功' },
      because:
        '领导者（leader）给它们排出顺序。第一个看到版本 1，把它变成 2；第二个看到 2，被拒绝。没有人会覆盖自己没有见过的内容。',
      see: {
        one: '一个客户端成功了。',
        other: '另一个得知自己的版本无效。',
        order: '领导者按这个顺序排列，被拒绝的成为一个错误事务（txn）。',
      },
    },
    nothing: {
      say: '同时作几处修改：在客户端 A 输入 `multi set /data both ; create /data/x 1 ; check -v 9 /data`，再在客户端 B 输入 `get /data`。（zkCli 没有 multi，是本页的终端加上的。）',
      ask: '检查失败了。另外两项呢？',
      choices: {
        two: '已经做了',
        nothing: '也没有做',
        one: '做了 set，没有做 create',
      },
      because: 'multi 是一个事务。有一项不能做，事务就带着这个错误，每台服务器一项也不应用。',
      see: {
        refused: '检查失败：版本不是 9。',
        error: '领导者提议了一个事务，错误就写在其中。',
        unchanged: '客户端 B 读到的仍是旧值。',
      },
    },
    all: {
      say: '这次用正确的版本：在客户端 A 输入 `multi check -v 2 /data ; set /data both ; create /data/x 1`，再在客户端 B 输入 `get /data` 和 `ls /data`。',
      see: {
        one: '提交（committed）了一个事务，只有一个 zxid。',
        three: '它包含全部三项，每台服务器一起应用它们。',
      },
    },
  },
  concept:
    '每次写入是一个事务：被提议、由多数派（quorum）记录、整体应用。带上版本，就成为比较并设置（compare-and-set）。multi 把几处修改合成一个事务：全有或全无，没有人看到中间的状态。',
  teacher: {
    wrong: '对于这场竞争，许多人说两个都成功，后来的留下。',
    why: '不带 -v 时正是这样，更新就是这样丢失的。请他们不带 -v 再来一次，作个比较。',
  },
  sheet: [
    {
      ask: '怎样给 znode 里的数字加 1，而不丢失任何一次相加？',
      answer: '读取它及其版本，带着这个版本 set，被拒绝就重来。',
    },
    {
      ask: '版本相同的两个 set 到来。由谁决定哪个在先？',
      answer: '领导者，按它接收的顺序。',
    },
    {
      ask: '被拒绝的写入占用 zxid 吗？',
      answer: '占用：它作为错误被提议和提交。',
    },
  ],
};
