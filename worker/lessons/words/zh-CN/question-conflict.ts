// 问题 10 的中文。
import type { lesson as run } from '../../runs/question-conflict.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出两个客户端要改同一样东西时会怎样，以及怎样使谁的修改都不丢。',
  steps: {
    create: {
      say: '客户端 A 在节点 1，客户端 B 在节点 3。两者都想占有同一样东西：在客户端 A 输入 `create /owner A`，并立刻在客户端 B 输入 `create /owner B`。',
      ask: '几个成功？',
      choices: { both: '两个，各在自己的节点上', one: '一个', none: '都不成功' },
      because:
        '两个请求都来到领导者（leader），不管从哪里来，它都一个接一个地处理。第二个发现节点已存在，尽管第一个还没有提交。',
      see: {
        order: '领导者把 1.3 给了创建，把 1.4 给了拒绝。',
        one: '恰好一个客户端被拒绝。',
      },
    },
    overwrite: {
      say: '一个计数器：在客户端 A 输入 `create /count 5`。现在两者都读到 5，都要加一：在客户端 A 输入 `set /count 6`，在客户端 B 输入 `set /count 6`；再在客户端 B 输入 `get /count`。',
      ask: '两个客户端各加了一。结果是多少？',
      choices: { six: '结果是 6', seven: '结果是 7', refused: '其中一个被拒绝' },
      because:
        '不带版本的 set 不管原来是什么都会覆盖。两次都做了，有先有后，而一次相加丢了：没有人要求 ZooKeeper 防止这种事。',
      see: {
        both: '两次 set 都成功了。',
        order: '每台服务器按相同的顺序应用它们，成为版本 1 和 2。',
      },
    },
    version: {
      say: '再来一次，各自说明读到的是哪个版本：在客户端 A 输入 `set -v 2 /count 7`，在客户端 B 输入 `set -v 2 /count 7`。',
      ask: '这次几个成功？',
      choices: { both: '两个都成功', one: '一个', none: '都不成功' },
      because: '第一个使它成为版本 3。第二个针对版本 2，被拒绝：比较并设置（compare-and-set）。',
      see: { one: '恰好一次 set 成功；另一个得知自己的版本无效。' },
    },
    retry: {
      say: '被拒绝的一方重新读取，带新版本再试。本次运行在客户端 B 做：`get -s /count`，然后 `set -v 3 /count 8`。再从客户端 A 查看：`get /count`。',
      see: { same: '每个节点上都是 8。' },
    },
  },
  concept:
    '没有需要事后解决的冲突：领导者在做之前就把所有写入排成一个顺序。两个之中的第二个是否还可以做，由客户端用版本来说明。被拒绝了：重新读取，重新决定，重新写入。',
  teacher: {
    wrong: '对于计数器，许多人说是 7。',
    why: '他们以为写入有了顺序，相加就安全了。顺序排的是各自要求的内容，而两者要求的都是 6。只有版本能告诉 ZooKeeper 客户端的本意。',
  },
  sheet: [
    {
      ask: '不同节点上的两个客户端同时创建同一路径。谁成功？',
      answer: '请求先被领导者处理的那个。',
    },
    {
      ask: '`set /count 6` 与 `set -v 1 /count 6` 有什么区别？',
      answer: '前者总是覆盖；后者只在版本仍为 1 时才做。',
    },
    {
      ask: '被拒绝的客户端该做什么？',
      answer: '重新读取，算出新的值，带新版本再试。',
    },
  ],
};
