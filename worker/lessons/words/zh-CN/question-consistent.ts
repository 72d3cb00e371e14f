// 问题 5 的中文。
import type { lesson as run } from '../../runs/question-consistent.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能准确说出 ZooKeeper 对读取保证什么，以及 sync 能做到什么、做不到什么。',
  steps: {
    stale: {
      say: '从领导者（leader）节点 2 到节点 3 的路非常慢。客户端 A 在节点 1，客户端 B 在节点 3。在客户端 A 输入 `set /x 1`，一完成就在客户端 B 输入 `get /x`。',
      ask: '客户端 B 读到什么？',
      choices: { zero: '读到 0', one: '读到 1', waits: '还没有，它在等待' },
      because: '节点 3 用自己的树回答。写入是可线性化的（linearizable），读取不是。',
      see: {
        committed: '写入在客户端 B 读取之前就已提交（committed）。',
        differ: '那时节点 2 与 3 的树不同。',
      },
    },
    cured: {
      say: '补救的办法：在客户端 B 输入 `sync /x`，然后输入 `get /x`。',
      see: { answered: '领导者答复了 sync，节点 3 读到了新值。' },
    },
    cut: {
      say: '现在是 sync 补救不了的情形。客户端 C 在节点 2。本课让节点 2 的时钟以一半的速度走，使它更晚察觉自己孤单。在节点 2 上按“隔离”，等到有了新领导者、客户端 A 重新连上。',
      see: { two: '两个节点自认是领导者：节点 2 在 epoch 1，节点 3 在 epoch 2。' },
    },
    uncured: {
      say: '在客户端 A 输入 `set /x 2`。完成之后，在客户端 C 输入 `sync /x`，再输入 `get /x`。',
      ask: '客户端 C 在 sync 之后读到什么？',
      choices: { one: '旧值 1', two: '新值 2', error: '一个错误' },
      because:
        '领导者独自答复 sync，不询问多数派（quorum）。节点 2 仍以为自己是领导者，手头没有未完的事，就立刻答复。（有一个尚未解决的问题单 ZOOKEEPER-1675，要求 sync 经过多数派。）',
      see: {
        before: '客户端 C 还没有请求 sync，新值就已提交。',
        alone: '节点 2 被隔开，却仍在 LEADING，epoch 1。',
      },
    },
    over: {
      say: '在节点 2 上按“恢复”，让时间继续到它跟随为止；再在客户端 C 输入 `get /x`。',
      see: { same: '客户端 C 读到 2，三棵树完全相同。' },
    },
  },
  concept:
    '写入：一个顺序，并且符合真实时间。每个客户端：自己的请求按先后进行，从不倒退。读取：在本地，可能旧。sync：与答复它的领导者一样新，而它可能刚被取代。如果读取必须可线性化，就先在同一会话里写入一次：写入需要多数派。这些保证是 ZooKeeper 自己的；对读取而言，比常拿来相比的 Chubby 弱。',
  teacher: {
    wrong: '几乎所有人都说 sync 之后读到的是新值。',
    why: 'ZooKeeper 早期的文档也这样说。请问：节点 2 要等到什么消息，才能知道自己不再领导？sync 什么也不等。',
  },
  sheet: [
    {
      ask: '下面哪些是可线性化的：写入、读取、sync 之后的读取？',
      answer: '只有写入。',
    },
    {
      ask: '被取代的领导者这种情形能持续多久？',
      answer: '直到旧领导者下台：按它自己的时钟约为 syncLimit。',
    },
    {
      ask: '客户端怎样保证读取不比自己最后的写入更旧？',
      answer: '什么也不用做：在同一会话里总是如此。',
    },
    {
      ask: '它怎样使一次读取可线性化？',
      answer: '在同一会话里，读取之前先写入一次。',
    },
  ],
};
