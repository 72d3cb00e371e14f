// 问题 3 的中文。
import type { lesson as run } from '../../runs/question-cluster.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能用临时顺序节点让一组程序在它们之中选出领导者。',
  steps: {
    line: {
      say: '三个程序 A、B、C 要在它们之中选一个领导者。各自创建一个节点：在客户端 A 输入 `create -e -s /election/n- hostA`，在 B 输入 `create -e -s /election/n- hostB`，在 C 输入 `create -e -s /election/n- hostC`；再在 C 输入 `ls /election`。',
      ask: '按这个做法，哪个程序领导？',
      choices: {
        vote: '得票最多的',
        first: '序号最小的',
        server: '连接领导者服务器的',
      },
      because:
        '序号出自同一个顺序，所以不用交谈，大家就对谁排第一意见一致。这是程序之间的选举，与哪台服务器领导集群无关。',
      see: {
        names: '客户端 A 得到 0 号，B 得到 1 号，C 得到 2 号。',
        same: '三个节点上的名单相同。',
      },
    },
    watch: {
      say: 'A 领导。B 和 C 等待，各自监视（watch）前面的一个：在客户端 B 输入 `get -w /election/n-0000000000`，在客户端 C 输入 `get -w /election/n-0000000001`。',
      see: { before: 'B 监视 0 号，C 监视 1 号。' },
    },
    dies: {
      say: '本课现在结束客户端 A 的程序。让时间继续，直到它 10 秒的会话（session）超时。',
      ask: '谁被告知？',
      choices: { all: 'B 和 C 都是', b: '只有 B', c: '只有 C' },
      because: '0 号随 A 的会话消失，只有 B 监视着它。轮到 B 了。',
      see: {
        expired: '集群的领导者（leader）用一个事务（txn）关闭了会话，然后 B 被告知。',
        quiet: 'C 没有被惊动。',
      },
    },
    leads: {
      say: 'B 确认一下，然后就任：在客户端 B 输入 `ls /election`，再输入 `create -e /leader hostB`。',
      see: {
        servers: '这期间服务器没有选举任何人。',
        stays: '节点 2 仍然领导着集群：那是另一回事。',
      },
    },
  },
  concept:
    '成员是临时节点（ephemeral）。序号最小的领导，每个只监视自己的前一个，所以一个死去只惊动一个。有两种选举：服务器用选票选出由谁为写入排序；程序按这些写入的顺序选出由谁做它们的工作。',
  teacher: {
    wrong: '许多人把两种选举混在一起，以为会换一台服务器来领导。',
    why: '两者都叫领导者选举。请指着舞台看：节点 2 始终在领导，而在程序之中，领导权从 A 转到了 B。',
  },
  sheet: [
    {
      ask: '程序 A 没有死，只是被隔开的时间超过了超时。谁领导，A 必须做什么？',
      answer: '由 B 领导。A 一旦不能确定自己的会话还在，就必须停止以领导者身份行事。',
    },
    {
      ask: '0 号还活着，1 号死了。谁被告知，它做什么？',
      answer: '2 号被告知。它重新查看名单，改为监视 0 号。',
    },
    {
      ask: '节点为什么是临时的，又为什么是顺序的？',
      answer: '临时，使死者消失；顺序（sequential），使大家有先后。',
    },
  ],
};
