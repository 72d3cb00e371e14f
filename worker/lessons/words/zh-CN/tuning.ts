// 第 15 课的中文。
import type { lesson as run } from '../../runs/tuning.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出集群能忍受怎样的延迟，以及限度太短时坏掉的是什么：是进展，而绝不是数据。',
  steps: {
    ten: {
      say: '本课的限度很短：一个 tick 是 0.5 秒，syncLimit 为 2 个 tick，initLimit 为 4 个。投票成员之间一条消息原来走 40 毫秒；本课现在让它慢十倍。在客户端 A 输入 `create /app/x 1`。',
      ask: '谁会放弃？',
      choices: { none: '没有人', followers: '跟随者', leader: '领导者' },
      because:
        '限度针对的是沉默，不是延迟。存活信号现在来得晚，但和以前一样频繁；写入则慢了一个来回。',
      see: {
        calm: '没有人下台。',
        committed: '写入已提交（committed）。节点 4 是观察者（observer），不在确认它的节点之中。',
      },
    },
    thirty: {
      say: '本课现在让每条消息走 1.2 秒，超过 syncLimit。让时间继续；嫌慢就把“速度”向右拉。',
      ask: '集群会怎样？',
      choices: {
        slower: '变得更慢',
        never: '一次次选举，却始终没有人领导',
        split: '两个领导者并排写入',
      },
      because:
        '当选者需要多数派（quorum）在 initLimit（这里是 2 秒）之内连接、接受 epoch 并取得历史。这要好几条消息，一条接一条：时间不够。于是它放弃，大家重新开始。',
      see: {
        silent:
          '先是跟随者（follower）在 syncLimit 内什么也没听到，然后领导者（leader）听不到多数派。',
        elected: '选举倒是不少。',
        nobody: '但没有人真正开始领导。',
        safe: '已提交的事务（txn）一个也没有丢：1.3 在三块磁盘上都有。',
      },
    },
    back: {
      say: '本课让链路恢复快速。等到客户端 A 连上。',
      see: { epoch: '多数派终于对 epoch 2 达成一致，有了领导者。' },
    },
    observer: {
      say: '在观察者节点 4 上按“终止”；再在客户端 A 输入 `get /app/x` 和 `create /app/y 1`。',
      ask: '失去观察者对写入有什么影响？',
      choices: {
        stops: '写入停止：四个节点缺了一个',
        same: '没有影响',
        election: '要先选举一次',
      },
      because:
        '观察者得知已提交的内容，并回答读取。它没有投票权，它的确认也不算数，所以它既不拖慢写入，缺了它也无妨。',
      see: {
        calm: '没有人下台。',
        two: '和以前一样，三个投票成员中的两个就够了。',
      },
    },
  },
  concept:
    'Zab 的安全性不依赖时间：网络再慢，已提交的也不会变。只有进展依赖时间：消息必须快于限度。限度越长，越能忍受，也越晚察觉死亡。观察者增加读取能力，而不使多数派变大。',
  teacher: {
    wrong: '在第一步，许多人说跟随者会放弃，因为一切都慢得超过了心跳的间隔。',
    why: '他们把延迟当成了沉默。请他们在一条线上画出存活信号，再整体平移同样的距离：间隔不变。',
  },
  sheet: [
    {
      ask: '已是最新的跟随者适用哪个限度，正在连接的适用哪个？',
      answer: '前者适用 syncLimit，后者适用 initLimit。',
    },
    {
      ask: '限度实在太短会出什么问题，不会出什么问题？',
      answer: '集群可能始终没有领导者。已提交的写入不会丢失，也不会换顺序。',
    },
    {
      ask: '很长的限度有什么坏处？',
      answer: '死去的领导者很晚才被察觉；写入一直等到那时。',
    },
    {
      ask: '给三个投票成员加上两个观察者。多数派是几个？',
      answer: '两个，和以前一样。',
    },
  ],
};
