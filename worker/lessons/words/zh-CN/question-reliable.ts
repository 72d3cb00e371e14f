// 问题 4 的中文。
import type { lesson as run } from '../../runs/question-reliable.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: '你能说出在消息缓慢、服务器死去时，客户端可以依靠什么。',
  steps: {
    order: {
      say: '客户端 A 连接节点 3。接连输入四行：`set /app 1`、`set /app 2`、`set /app 3`、`get -s /app`。',
      see: {
        order: '领导者（leader）按发出的先后提议了这三次写入。',
        everywhere: '离客户端 A 很远的节点 1 也按这个顺序应用它们。',
      },
    },
    watch: {
      say: '在客户端 A 输入 `get -w /app`。然后在节点 3 上按“终止”，这个监视（watch）就记在它那里。',
      ask: '客户端 A 的会话和监视会怎样？',
      choices: {
        ends: '都随节点 3 消失',
        moves: '客户端 A 带着两者去另一个节点',
        waits: '都等节点 3 回来',
      },
      because:
        '会话（session）为所有服务器所知。监视不是；但客户端记得它，到了新的地方就带着自己见过的最新 zxid 重新设置。',
      see: {
        asks: '新的服务器询问领导者这个会话是否还有效，答复是有效。',
        again: '随后客户端 A 重新设置了自己的监视。',
      },
    },
    fires: {
      say: '在客户端 B 输入 `set /app 4`。',
      ask: '客户端 A 会被告知吗？',
      choices: {
        lost: '不会，它的监视设在节点 3',
        told: '会，一次',
        twice: '会，两次：旧的监视和新的监视',
      },
      because:
        '即使变化发生在它离开期间，新的服务器也会在它到达时告知：服务器会比较 zxid。所以不漏掉变化，也不重复通知。',
      see: { once: '客户端 A 恰好被告知一次。' },
    },
  },
  concept:
    '连接保持先后顺序，除非断开，什么也不丢。断开之后，会话在别处继续；见得比客户端少的服务器会拒绝它，所以它从不倒退。监视会重新设置。只有断开时还在途中的请求结果不定：ConnectionLoss。',
  teacher: {
    wrong: '许多人说监视随记着它的服务器一起丢失。',
    why: '服务器确实忘了。是客户端库让监视延续下来。不过新的会话开始时没有任何监视。',
  },
  sheet: [
    {
      ask: '客户端先后发出两次写入。第二次会在第一次没有做的情况下做吗？',
      answer: '如果第一次随连接丢失，接下来做什么由应用程序决定。在同一条连接上绝不会。',
    },
    {
      ask: '客户端为什么把自己见过的最新 zxid 告诉新的服务器？',
      answer: '好让落后的服务器拒绝它，也好补上漏掉的通知。',
    },
    {
      ask: '会话过期时会失去什么？',
      answer: '它的临时节点（ephemeral）和监视。应用程序要从头开始。',
    },
  ],
};
