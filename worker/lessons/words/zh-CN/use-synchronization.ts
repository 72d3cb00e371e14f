// 用途 4 的中文。
import type { lesson as run } from '../../runs/use-synchronization.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能让程序互相等待、按顺序交接工作，并读到新的内容。',
  steps: {
    literal: {
      say: '照一篇流传很广的介绍原样输入：在客户端 A 输入 `create /sync syncData 1`、`get /sync` 和 `set /sync newSyncData`。',
      see: { refused: 'zkCli 拒绝了第一条：1 不是访问控制列表（ACL）。所以另外两条找不到节点。' },
    },
    barrier: {
      say: '一道屏障。在客户端 A 输入 `create /sync syncData`。客户端 B 和 C 等待一个还不存在的节点：在两者那里都输入 `stat -w /sync/go`。然后打开屏障：在客户端 A 输入 `create /sync/go 1`。',
      ask: '谁被告知？',
      choices: { first: '最先等待的', both: '两个都是', none: '没有谁：没有东西可监视' },
      because: '对不存在的路径，`stat -w` 也会设下监视（watch）。节点创建时，它为每个等待者触发。',
      see: {
        absent: '节点 2 和 3 各记下了对一个不存在的路径的监视。',
        one: '一次创建，两者各被告知一次。',
      },
    },
    queue: {
      say: '一个队列。在客户端 A 输入 `create -s /sync/job- wash`，在客户端 B 输入 `create -s /sync/job- dry`。客户端 C 取走第一个：`ls /sync`、`get /sync/job-0000000001`、`delete /sync/job-0000000001`。',
      ask: '第一个任务得到哪个序号？',
      choices: { zero: '序号 0', one: '序号 1', any: '随机的一个' },
      because:
        '序号统计父节点下创建过的子节点，`/sync/go` 也算一个。有空缺是正常的；只有顺序才重要。',
      see: { order: '两个客户端在不同的节点上，得到的序号却属于同一个顺序。' },
    },
    slow: {
      say: '本课现在减慢从节点 2 到节点 3 的路。在客户端 A 输入 `set /sync newSyncData`，一完成就在连接节点 3 的客户端 C 输入 `get /sync`。',
      ask: '客户端 C 读到什么？',
      choices: { new: '新的值', old: '旧的值', error: '一个错误' },
      because: '写入已提交，但节点 3 还没有听说。它用自己的树回答。',
      see: {
        committed: '领导者（leader）与节点 1 一起提交（committed）了写入。',
        behind: '节点 3 连记录都还没有。',
      },
    },
    sync: {
      say: '如果读取必须是新的：在客户端 C 输入 `sync /sync`，然后输入 `get /sync`。',
      see: {
        answered: '领导者答复了 sync，排在它提交的一切之后。',
        same: '节点 3 追上了。',
      },
    },
  },
  concept:
    '屏障是大家都在等的一个节点；队列由顺序节点（sequential）组成，按序号取走；sync 让服务器追上领导者已提交的内容。它们都由同样几种操作搭成。',
  teacher: {
    wrong: '许多人以为第一个任务是 0 号。',
    why: '他们以为它只数任务。它统计父节点的全部子节点，不管叫什么名字。保证的是顺序，而不是没有空缺的编号。',
  },
  sheet: [
    {
      ask: '客户端怎样等待一个不存在的节点？',
      answer: '对它的路径设监视：stat -w。',
    },
    {
      ask: '两个工人同时去取第一个任务。他们怎样知道谁拿到了？',
      answer: '看 delete：一个成功，另一个得知节点不存在。',
    },
    {
      ask: '为什么客户端 C 需要 sync，而写入的客户端 A 不需要？',
      answer: '会话（session）总能看到自己的写入；在慢的服务器上的另一个会话可能落后。',
    },
  ],
};
