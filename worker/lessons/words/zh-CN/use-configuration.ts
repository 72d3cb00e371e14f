// 用途 1 的中文。
import type { lesson as run } from '../../runs/use-configuration.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能把配置放进 ZooKeeper，并让每个程序得知它的变化。',
  steps: {
    literal: {
      say: '下面三条命令出自一篇流传很广的介绍。照原样在客户端 A 输入：`create /config configData 1`、`get /config`、`set /config newConfigData`。',
      ask: 'zkCli 怎样理解第一条末尾的 1？',
      choices: {
        created: '创建节点，版本为 1',
        refused: '拒绝这条命令',
        ignored: '忽略 1，创建节点',
      },
      because:
        'create 的第三个词是访问控制列表（ACL），例如 world:anyone:cdrwa。1 不是，所以什么也没有创建，另外两条命令找不到节点。',
      see: {
        acl: 'zkCli 说 1 不符合访问控制列表的形式。',
        home: '这条 create 从未离开客户端 A。',
        error:
          '而 set 发出去了：领导者（leader）拒绝了它，这次拒绝也成为一个事务（txn），即错误事务。',
      },
    },
    create: {
      say: '现在按正确的方式输入：在客户端 A 输入 `create /config configData`。客户端 B 在另一个节点上，让它读取并监视（watch）：`get -w /config`。',
      see: {
        committed: '节点由一个事务创建，多数派（quorum）的磁盘上有它。',
        same: '三棵树里都有它。',
      },
    },
    set: {
      say: '改变它：在客户端 A 输入 `set /config newConfigData`。',
      ask: '客户端 B 得知什么？',
      choices: {
        none: '什么也不知道，除非再次读取',
        told: '得知它变了',
        value: '得到新的值',
      },
      because: '监视只说哪里变了。现在是什么，由客户端自己读取：到那时它可能又变了。',
      see: {
        fires: '客户端 B 所连的节点 3 应用了这次变化，监视随即触发。',
      },
    },
    read: {
      say: '监视只触发一次。读取新值并继续监视：在客户端 B 输入 `get -w /config`。',
      see: {
        again: '同一次读取又设下了监视，所以这之间什么也不会漏掉。',
        local: '节点 3 自己回答了读取。',
      },
    },
  },
  concept:
    '配置就是一个 znode。程序带着监视读取它；修改它的人不必认识这些程序。事件只说它变了：再读一次，并同时再设监视。',
  teacher: {
    wrong: '许多人以为事件会带来新的值。',
    why: '他们想到的是消息队列。监视是门铃，不是信件。至于多出来的 1：许多介绍里都有，而它从来不是版本；请他们看真正的 zkCli 怎样回答。',
  },
  sheet: [
    {
      ask: '在 zkCli 里，`create` 和路径后面可以跟什么？',
      answer: '数据，其后可跟访问控制列表；选项放在路径前面。',
    },
    {
      ask: '监视的事件为什么不带新值？',
      answer: '到达时它可能已经旧了。客户端读取此刻的值。',
    },
    {
      ask: '在事件与新的监视之间节点变了两次。程序看到什么？',
      answer: '带着新监视读取时看到最新的值。它少得一个事件，但不会漏掉最后的状态。',
    },
  ],
};
