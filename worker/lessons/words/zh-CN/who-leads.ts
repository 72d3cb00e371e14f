// 第 2 课的中文。
import type { lesson as run } from '../../runs/who-leads.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能在选举之前就说出谁会当选。',
  steps: {
    two: {
      say: '没有节点在运行，磁盘都是空的。先在节点 1、再在节点 2 上按“重启”；节点 3 先不启动。',
      ask: '谁会成为领导者（leader）？',
      choices: { one: '节点 1，它先启动', two: '节点 2', nobody: '没有，因为还缺一个节点' },
      because:
        '选票（vote）依次比较 epoch、zxid、服务器 id。这里 epoch 与 zxid 都相同，所以在场者中 id 大的当选；三个中的两个已是多数派（quorum）。',
      see: {
        own: '它们起初都投给自己：谁也不知道还有别人。',
        larger: '节点 1 收到节点 2 的票，发现它更好，就改投它。',
        enough: '三个节点中有两个就够了；节点 3 没有运行。',
      },
    },
    joins: {
      say: '节点 2 在领导。现在在节点 3 上按“重启”，它的 id 更大。',
      ask: '节点 3 来了以后由谁领导？',
      choices: {
        three: '节点 3 接管，它的 id 更大',
        two: '节点 2 继续领导',
        vote: '三个节点重新选举',
      },
      because: '拥有多数派的领导者不会被赶下台。新来者从多数派得知节点 2 在领导，就跟随它。',
      see: {
        asks: '节点 3 先投给自己，并询问其他节点。',
        hears: '它从多数派得知节点 2 已经是领导者，不经选举就加入了。',
        stays: '没有人下台。',
        leads: '节点 2 仍然领导 epoch 1。',
      },
    },
    again: {
      say: '在三个节点上都按“终止”，再都按“重启”。在你做完之前，时间停着不动：现在它们一同启动。',
      ask: '这次谁来领导？',
      choices: { two: '节点 2，和之前一样', three: '节点 3', any: '谁先启动就是谁' },
      because:
        '此刻没有领导者，谁也没有优先权。三个节点磁盘上的 epoch 与最新 zxid 都相同；由 id 决定，3 最大。',
      see: {
        equal: '三个节点从磁盘恢复出同样的 epoch 和 zxid。',
        all: '三个节点一致同意由节点 3 领导。',
        epoch: '节点 3 领导 epoch 2：每个新领导者都开启新的 epoch。',
      },
    },
  },
  concept:
    'Fast Leader Election 找出历史最新的服务器：选票按（epoch，zxid，id）比较，多数派的相同选票作出决定。只有历史相同时 id 才起作用。已经确立的领导者保持不变。',
  teacher: {
    wrong: '许多人说，节点 3 一加入就会接管，因为它的 id 最大。',
    why: '他们把“id 大者胜”当成了全部规则。id 是最后才比较的，而且只在寻找领导者的节点之间比较；已有领导者的节点不会重新投票。',
  },
  sheet: [
    {
      ask: '选票按什么比较，顺序如何？',
      answer: '先 epoch，再 zxid，最后服务器 id。',
    },
    {
      ask: '节点 1 和 2 以空磁盘启动。节点 3 没开，为什么节点 2 能领导？',
      answer: '三个中的两个是多数派（quorum），两者都投给较大的 id。',
    },
    {
      ask: '节点 3 加入时为什么没有成为领导者？',
      answer: '它从多数派得知节点 2 在领导。已经确立的领导者保持不变。',
    },
    {
      ask: '每次选举之后，即使同一节点当选，什么是新的？',
      answer: 'epoch：每个领导者都开启一个比以前都大的 epoch。',
    },
  ],
};
