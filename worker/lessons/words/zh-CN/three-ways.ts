// 第 7 课的另一种情形，中文。
import type { lesson as run } from '../../runs/three-ways.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出集群分裂到哪一边都没有多数派时会怎样。',
  steps: {
    split: {
      say: '九个节点，节点 5 是领导者（leader）。打开“故障”，按“一分为三”：1 到 3、4 到 6、7 到 9。让时间继续。',
      ask: '谁能写入？',
      choices: {
        leader: '有领导者的那三个',
        none: '谁也不能',
        each: '每三个各自都能',
      },
      because:
        '九个的一半以上是五个，而每一边都不超过三个。最大的一组不是多数派（quorum）；只有超过一半才是。',
      see: {
        resigned: '节点 5 连自己在内只听到 3 个，而它需要 5 个，于是下台。',
        nobody: '没有人接替它成为领导者。',
        closed: '没有节点服务客户端，连读取也不行。',
      },
    },
    heal: {
      say: '什么也没有丢，大家只是等待。按“全部恢复”。',
      see: {
        lone: '除节点 9 之外没有人当选：日志都相同，它的 id 最大。',
        before: '日志仍停在分裂之前的位置。',
      },
    },
    write: {
      say: '客户端 A 用同一个会话（session）又找到了节点。在客户端 A 输入 `create /app/x 1`。',
      see: { five: '九个中的五个一把它存到磁盘，它就已提交（committed）。' },
    },
  },
  concept:
    'ZooKeeper 宁可停下，也不让两边都作决定。哪里都没有多数派的分裂会使一切停下，但不会弄坏什么。等到足够多的节点又能互相听到，集群就从原处继续。',
  teacher: {
    wrong: '许多人说，有领导者的那三个会继续，因为它们不比别的任何一边少。',
    why: '他们把各边拿来互相比较。多数派是按全部九个投票成员计算的。请问：如果每三个都能作决定，会发生什么？',
  },
  sheet: [
    { ask: '九个投票成员的多数派是几个？', answer: '五个。' },
    { ask: '九个投票成员分裂成 4、4、1。谁能写入？', answer: '谁也不能：没有哪一边有五个。' },
    {
      ask: '这样的分裂恢复之后，丢了什么？',
      answer: '已提交的什么也没丢。集群在新的 epoch 中继续。',
    },
  ],
};
