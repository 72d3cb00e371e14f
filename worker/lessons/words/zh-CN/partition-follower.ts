// 第 4 课的中文。
import type { lesson as run } from '../../runs/partition-follower.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出少数派为什么不能行动，以及它的客户端怎么办。',
  steps: {
    cut: {
      say: '节点 2 是领导者（leader），客户端 A 连接节点 1。在跟随者（follower）节点 1 上按“隔离”，让时间继续。',
      ask: '会有选举吗？',
      choices: {
        all: '会，三个节点重新投票',
        alone: '只有节点 1 寻找领导者',
        nobody: '不会，没有人察觉',
      },
      because:
        '节点 2 仍能听到节点 3，两个就是多数派（quorum）。只有节点 1 谁也听不到：它寻找领导者，只找到自己，即 3 个中的 1 个，永远不可能当选。',
      see: {
        silence: '节点 1 在 syncLimit 内没有听到领导者，进入 LOOKING。',
        leader: '节点 2 没有下台。',
        third: '节点 3 没有寻找别的领导者。',
        closed: '节点 1 处于 LOOKING 时不服务客户端。',
      },
    },
    moves: {
      say: '客户端 A 原来连接节点 1。',
      ask: '客户端 A 会怎样？',
      choices: {
        waits: '等节点 1 回来',
        moves: '带着同一个会话去另一个节点',
        ends: '它的会话立刻结束',
      },
      because:
        '客户端知道所有节点，会尝试下一个。会话（session）属于整个集群而不属于某个节点，只要在超时之前有节点听到客户端，它就继续存在。',
      see: {
        lost: '客户端 A 得知连接已断开。',
        session: '另一个节点接过了同一个会话。',
      },
    },
    write: {
      say: '在客户端 A 输入 `create /app/x hello`。',
      see: {
        two: '节点 2 和 3 的磁盘上有了它，3 个中的 2 个：已提交（committed）。',
        without: '节点 1 仍在 LOOKING，对此一无所知。',
      },
    },
    refused: {
      say: '连接一个新客户端 B，只连节点 1。',
      ask: '节点 1 会给客户端 B 什么？',
      choices: {
        old: '它的数据，稍微旧一些',
        nothing: '什么也不给：它关闭连接',
        forwards: '它把一切转交给节点 2',
      },
      because:
        '既不跟随也不领导的节点不服务任何人：它无法知道自己错过了什么。（ZooKeeper 有只读模式（read-only mode），供主动要求它的客户端使用，默认关闭。）',
      see: {
        none: '节点 1 没有开启会话。',
        connecting: '客户端 B 不断尝试。',
      },
    },
    heal: {
      say: '在节点 1 上按“恢复”。',
      see: {
        hears: '节点 1 从多数派得知节点 2 在领导，不经选举就加入了。',
        missed: '它得到了错过的内容：DIFF。',
        same: '三棵树完全相同。',
        epoch: '节点 2 始终领导 epoch 1。',
      },
    },
  },
  concept:
    '多数派按配置中的全部投票成员计算，而不是按看得见的成员：3 个中的 1 个永远不会超过一半。所以绝不会有两边都能作决定。少数派不能写入、不能选举，甚至不能服务读取；它的客户端去别处。',
  teacher: {
    wrong: '许多人说，三个节点会重新投票。',
    why: '他们套用了第 3 课：分区就要选举。请问谁失去了领导者：只有节点 1。领导者仍有多数派，对它来说什么也没变。',
  },
  sheet: [
    {
      ask: '节点 1 为什么不能成为自己这一边的领导者？',
      answer: '它需要配置中 3 个投票成员里的 2 个，而它只听到自己。',
    },
    {
      ask: '处于 LOOKING 的节点为什么不服务读取？',
      answer: '它无法知道自己错过了什么。',
    },
    {
      ask: '客户端 A 的会话（session）怎样了？',
      answer: '在另一个节点继续：会话属于整个集群。',
    },
    {
      ask: '四个节点而不是三个：集群能承受几个节点失效？',
      answer: '仍是一个：四个的多数派是三个。',
    },
  ],
};
