// 用途 3 的中文。
import type { lesson as run } from '../../runs/use-cluster.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能维护一份集群中活着的成员名单，并在有成员死去时得知。',
  steps: {
    literal: {
      say: '照一篇流传很广的介绍原样输入：在客户端 C 输入 `create /cluster clusterData 1`、`get /cluster` 和 `set /cluster newClusterData`。',
      see: { refused: 'zkCli 拒绝了第一条：1 不是访问控制列表（ACL）。所以另外两条找不到节点。' },
    },
    members: {
      say: '按正确的方式：在客户端 C 输入 `create /cluster clusterData`。成员是 A 和 B：在客户端 A 输入 `create -e /cluster/a hostA`，在客户端 B 输入 `create -e /cluster/b hostB`。客户端 C 监视（watch）：`ls -w /cluster`。',
      see: {
        owners: '两个成员都是临时节点（ephemeral），各与自己客户端的会话（session）相连。',
        watch: '节点 3 记下了客户端 C 对子节点的监视。',
      },
    },
    dies: {
      say: '本课现在结束客户端 A 的程序，没有告别。它的会话超时是 10 秒。让时间继续。',
      ask: '客户端 C 何时得知？',
      choices: {
        once: '立刻，它的连接关闭了',
        expires: '等到 A 的会话过期',
        asks: '等它再次列出子节点',
      },
      because: '沉默片刻的成员还不算死。超时之后，领导者（leader）才关闭它的会话，节点也随之消失。',
      see: {
        session: '领导者用一个事务（txn）关闭了会话；然后监视触发。',
        once: '客户端 C 被告知一次。',
      },
    },
    look: {
      say: '在客户端 C 输入 `ls /cluster` 和 `get /cluster`。',
      see: { same: '三棵树里都只剩下 b。' },
    },
  },
  concept:
    '每个成员创建一个临时节点。子节点的列表就是活着的成员名单，对于在顺序中同一点读取的人都一样。超时越短，越早察觉死亡，也越容易把慢的成员当成死的。',
  teacher: {
    wrong: '许多人说客户端 C 立刻得知。',
    why: '他们把连接关闭当成了结束。请问：某个成员所连的服务器刚刚重启，C 该怎样看待这个成员？',
  },
  sheet: [
    {
      ask: '成员被隔开的时间超过了超时，之后它该做什么？',
      answer: '开启新的会话，重新创建自己的节点。旧会话永远结束了。',
    },
    {
      ask: '长的超时有什么好处，短的呢？',
      answer: '长的误报少；短的更早察觉死亡。',
    },
    {
      ask: '为什么同一台服务器上不会两次列出同一个成员？',
      answer: '它的节点只有一个路径；再次创建会被拒绝。',
    },
  ],
};
