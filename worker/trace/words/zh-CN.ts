// 简体中文的解说句子。每句说明谁、做了什么、为什么（带数字），只依据事实；ZooKeeper 的英文术语照原样给出。
// Called like words/en.ts.
import { shortZxid as z } from '../../base/zxid.ts';
import type { End, StoryWords } from '../story-params.ts';

const n = (sid: number): string => `节点 ${sid}`;
const end = (who: End): string => (typeof who === 'number' ? n(who) : `客户端 ${who}`);
const all = (sids: readonly number[]): string =>
  sids.length === 0 ? '无' : `节点 ${sids.join('、')}`;
const limit = (ticks: number, seconds: number): string => `${ticks} 个 tick，${seconds} 秒`;
const zs = (zxids: readonly number[]): string => zxids.map(z).join('、');

export const zhCN: StoryWords = {
  started: (p) => `启动${n(p.node)}。`,
  killed: (p) => `${n(p.node)}${p.leader ? '（领导者 leader）' : ''}被杀死：进程没了，磁盘还在。`,
  restarted: (p) => `${n(p.node)}从自己的磁盘重新启动。`,
  partitioned: (p) =>
    `${n(p.node)}${p.leader ? '（领导者 leader）' : ''}与其他所有节点隔开。没有人会通知它们：消息只是不再到达。`,
  healed: (p) => `${n(p.node)}又能与其他节点通信了。`,
  healedAll: () => '所有隔断都已恢复。',
  cut: (p) => `从${end(p.from)}发往${end(p.to)}的消息从现在起被挡住；反方向仍然畅通。`,
  joined: (p) => `从${end(p.from)}发往${end(p.to)}的消息又能到达了。`,
  slowed: (p) => `从${end(p.from)}到${end(p.to)}的延迟变为原来的 ${p.factor} 倍。`,
  slowEnded: (p) => `从${end(p.from)}到${end(p.to)}的延迟恢复正常。`,
  reset: (p) => `${end(p.from)}与${end(p.to)}之间的连接断开；最后还在路上的消息丢失。`,
  paused: (p) => `${n(p.node)}被冻结：什么也不执行，但连接仍然开着。`,
  resumed: (p) => `${n(p.node)}从冻结处继续运行，它并不知道过了多久。`,
  diskSlow: (p) => `${n(p.node)}的磁盘落盘（sync）时间变为原来的 ${p.factor} 倍。`,
  diskFails: (p) => `${n(p.node)}的磁盘从现在起出错。`,
  diskOk: (p) => `${n(p.node)}的磁盘恢复正常。`,
  clock: (p) =>
    `${n(p.node)}的时钟以真实速度的 ${p.percent}% 运行，墙上时间相差 ${p.skewMs} 毫秒。`,
  clientStarted: (p) =>
    p.node !== null
      ? `客户端 ${p.client} 启动，它只知道${n(p.node)}。`
      : p.first === null
        ? `客户端 ${p.client} 启动，它知道所有节点。`
        : `客户端 ${p.client} 启动，它知道所有节点，先试${n(p.first)}。`,
  clientKilled: (p) =>
    `客户端 ${p.client} 被杀死，没有关闭会话：它的临时节点（ephemeral）要等会话过期才消失。`,
  clientClosed: (p) => `客户端 ${p.client} 关闭自己的会话。`,
  hostLost: (p) => `浏览器失去了${n(p.node)}的 worker；这不是 ZooKeeper 的一部分。`,
  typed: (p) => `客户端 ${p.client}：${p.line}`,
  word: (p) => `向${n(p.node)}查询 ${p.line}。`,

  booted: (p) =>
    p.again ? `${n(p.node)}重新运行，带着磁盘上保存的内容。` : `${n(p.node)}开始运行。`,
  exited: (p) => `${n(p.node)}的进程退出，代码 ${p.code}：${p.why}。`,
  crashed: (p) =>
    `${n(p.node)}上本程序自身的一条规则被破坏，进程因此结束；这不是 ZooKeeper 的行为：${p.why}。`,
  loadedDisk: (p) =>
    `${n(p.node)}读入最新快照（snapshot）并把日志重放到 ${z(p.zxid)}，不管这些事务（txn）是否已提交。`,
  loadedSnap: (p) => `${n(p.node)}接收领导者截至 ${z(p.zxid)} 的整棵树。`,
  servingOn: (p) => `${n(p.node)}开始接受客户端。`,
  servingOff: (p) => `${n(p.node)}断开它的客户端，不再服务。`,

  electionStarted: (p) =>
    `${n(p.node)}进入 LOOKING，在第 ${p.round} 轮投票给自己：（epoch ${p.epoch}，zxid ${z(p.zxid)}，id ${p.node}）。`,
  observerLooks: (p) => `${n(p.node)}是观察者（observer），它寻找领导者，但没有投票权。`,
  voteByEpoch: (p) =>
    `${n(p.node)}改投节点 ${p.candidate}（由节点 ${p.from} 告知）：epoch ${p.theirs} 大于节点 ${p.before} 的 epoch ${p.own}。`,
  voteByZxid: (p) =>
    `${n(p.node)}改投节点 ${p.candidate}（由节点 ${p.from} 告知）：epoch 相同，但它的日志到 ${z(p.theirs)}，节点 ${p.before} 的只到 ${z(p.own)}。`,
  voteById: (p) =>
    `${n(p.node)}改投节点 ${p.candidate}（由节点 ${p.from} 告知）：epoch 与 zxid 都相同，id 大者胜，${p.theirs} 大于 ${p.own}。`,
  voteNewRound: (p) =>
    `${n(p.node)}从节点 ${p.from} 得知第 ${p.round} 轮已经开始，于是放弃第 ${p.ownRound} 轮及其选票，改投节点 ${p.candidate}。`,
  voteCounted: (p) =>
    `${n(p.node)}计入节点 ${p.from} 投给节点 ${p.candidate} 的票：与自己相同的有 ${p.have} 张，需要 ${p.need} 张。`,
  voteOldRound: (p) => `${n(p.node)}丢弃节点 ${p.from} 的票：它属于更早的一轮。`,
  voteNotVoter: (p) => `${n(p.node)}丢弃节点 ${p.from} 的票：只有投票成员才算数。`,
  voteUntrusted: (p) => `${n(p.node)}丢弃节点 ${p.from} 的票：可能丢过数据的空磁盘不得参与投票。`,
  voteWorse: (p) => `${n(p.node)}丢弃节点 ${p.from} 的票：它并不优于自己的票。`,
  finalizing: (p) =>
    `${n(p.node)}已有多数派支持节点 ${p.candidate}，再等 ${p.waitMs} 毫秒，看是否有更好的票到来。`,
  backoff: (p) => `${n(p.node)}没有收到新消息，最迟 ${p.seconds} 秒后再次询问；每次等待时间加倍。`,
  electedSelf: (p) =>
    `${n(p.node)}在第 ${p.round} 轮当选，进入 LEADING。还要有多数派跟随它，才真正领导。`,
  electedOther: (p) => `${n(p.node)}在第 ${p.round} 轮同意由节点 ${p.leader} 领导，并跟随它。`,
  electedEstablished: (p) =>
    `${n(p.node)}从多数派得知节点 ${p.leader} 已经是领导者，不必选举，直接加入。`,
  electedDesignated: (p) => `${n(p.node)}不经选举就以节点 ${p.leader} 为领导者：新配置指定了它。`,

  epochAccepted: (p) =>
    `${n(p.node)}把 acceptedEpoch ${p.epoch} 写到磁盘：它承诺不再跟随更旧的 epoch。`,
  epochCurrent: (p) =>
    `${n(p.node)}把 currentEpoch ${p.epoch} 写到磁盘：它拥有 epoch ${p.epoch} 开始时的全部历史。`,
  barrierJoined: (p) =>
    `${n(p.node)}收到节点 ${p.learner} 的 ${p.packet}：已有 ${p.have} 个，需要 ${p.need} 个。`,
  epochChosen: (p) =>
    `${n(p.node)}听到了 ${p.have} 个投票成员，开启 epoch ${p.epoch}：比它们接受过的都大 1。`,
  epochAcked: (p) =>
    `${p.have} 个投票成员接受了 epoch ${p.epoch}；没有谁的历史比${n(p.node)}更新。同步（SYNCHRONIZATION）开始。`,
  historyHeld: (p) =>
    `${p.have} 个投票成员的磁盘上有${n(p.node)}的历史：从此 epoch ${p.epoch} 不会丢失它。`,
  refusedAhead: (p) =>
    `${n(p.node)}拒绝节点 ${p.learner}：它的历史到 ${z(p.zxid)}，比领导者的还新。`,
  refusedConfig: (p) => `${n(p.node)}拒绝节点 ${p.learner}：它知道的配置比领导者的还新。`,
  refusedPacket: (p) => `${n(p.node)}拒绝节点 ${p.learner}：这个数据包此时不该出现。`,
  refusedZxid: (p) => `${n(p.node)}不计节点 ${p.learner} 的一个 ACK：它不是对 NEWLEADER 的确认。`,

  syncNothing: (p) =>
    `${n(p.learner)}与领导者${n(p.node)}一样到 ${z(p.peer)} 为止：一个空的 DIFF 就够了。`,
  syncDiff: (p) =>
    `${n(p.learner)}到 ${z(p.peer)} 为止，${n(p.node)}内存里还保留着它（${z(p.min)} 到 ${z(p.max)}）：用 DIFF 补上缺的 ${p.count} 个事务。`,
  syncDiffFromLog: (p) =>
    `${n(p.learner)}到 ${z(p.peer)} 为止，早于${n(p.node)}内存中保留的部分，但磁盘上的日志还够长：用 DIFF 补上 ${p.count} 个事务。`,
  syncTrunc: (p) =>
    `${n(p.learner)}到 ${z(p.peer)} 为止，超出${n(p.node)}的 ${z(p.max)}：用 TRUNC 截到 ${z(p.cut)}，其后的内容从未提交。`,
  syncTruncAndMore: (p) =>
    `${n(p.learner)}有${n(p.node)}从未见过的事务：用 TRUNC 截到双方都有的最新处 ${z(p.cut)}，再补上缺的 ${p.count} 个事务。`,
  syncSnapBehind: (p) =>
    `${n(p.learner)}到 ${z(p.peer)} 为止，早于${n(p.node)}还能发送的最旧事务 ${z(p.min)}：用 SNAP 发送整棵树。`,
  syncSnapUnknown: (p) =>
    `${n(p.learner)}停在 ${z(p.peer)}，即某个 epoch 的开头，而${n(p.node)}不知道那个 epoch 的事务：用 SNAP 发送整棵树。`,
  syncSnapOtherEpoch: (p) =>
    `${n(p.learner)}到 ${z(p.peer)} 为止，与${n(p.node)}接下来的历史不属于同一个 epoch。Zab 从不跨 epoch 截断日志：用 SNAP 发送整棵树。`,
  syncSnapForced: (p) => `${n(p.node)}按设定向节点 ${p.learner} 发送 SNAP，即整棵树。`,
  truncated: (p) =>
    p.removed.length === 0
      ? `${n(p.node)}把日志截到 ${z(p.to)}；其后本来就没有内容。`
      : `${n(p.node)}从日志中截掉 ${zs(p.removed)}：没有多数派拥有它。`,
  newLeaderAcked: (p) =>
    `${n(p.node)}的磁盘上已有领导者的历史和 epoch ${p.epoch}，于是确认 NEWLEADER（ACK）。`,
  learnerReady: (p) => `${n(p.node)}把节点 ${p.learner} 算作已同步。`,
  upToDate: (p) => `${n(p.node)}在 epoch ${p.epoch} 中已是最新（UPTODATE），开始服务客户端。`,

  leading: (p) => `${n(p.node)}领导 epoch ${p.epoch}：多数派已有它的历史，现在可以写入。`,
  proposed: (p) => `${n(p.node)}向${all(p.to)}提议（PROPOSAL）${z(p.zxid)}：${p.what}。`,
  appended: (p) => `${n(p.node)}把 ${zs(p.zxids)} 写入日志，尚未落盘。`,
  synced: (p) => `${n(p.node)}已把 ${z(p.zxid)} 可靠地存到磁盘。`,
  acked: (p) =>
    `${n(p.node)}计入节点 ${p.from} 对 ${z(p.zxid)} 的 ACK：已有 ${p.have} 个，需要 ${p.need} 个。`,
  committed: (p) =>
    `${z(p.zxid)}（${p.what}）已提交（COMMIT）：${all(p.acks)}，即 ${p.voters} 个投票成员中的 ${p.acks.length} 个，磁盘上都有它。`,
  committedError: (p) =>
    `${z(p.zxid)} 已提交，但它是一个以 ${p.err} 失败的请求：占用一个 zxid，不改变任何数据。`,
  commitLearned: (p) => `${n(p.node)}得知 ${z(p.zxid)} 已提交。`,
  applied: (p) => `${n(p.node)}把 ${z(p.zxid)}（${p.what}）应用到自己的树。`,
  syncAnswered: (p) =>
    `${n(p.node)}在 ${z(p.zxid)} 处回答节点 ${p.learner} 的 sync；为此并不询问多数派。`,
  learnerSilent: (p) =>
    `${n(p.node)}在 syncLimit（${limit(p.ticks, p.seconds)}）内没有听到节点 ${p.learner}，于是关闭连接。`,
  learnerUnacked: (p) =>
    `${n(p.learner)}没有在 syncLimit（${limit(p.ticks, p.seconds)}）内确认一个提议：${n(p.node)}关闭连接。`,
  rollover: (p) => `${z(p.zxid)} 的计数器已用完：${n(p.node)}放弃领导，让新的 epoch 从 1 开始。`,

  downNoQuorum: (p) =>
    `${n(p.node)}在 syncLimit（${limit(p.ticks, p.seconds)}）内没有听到多数派，只有 ${p.have} 个，需要 ${p.need} 个：Zab 的领导者这时会下台。`,
  downEpochTimeout: (p) =>
    `${n(p.node)}虽然当选，但在 initLimit（${limit(p.ticks, p.seconds)}）内只来了 ${p.have} 个，需要 ${p.need} 个：它放弃领导。`,
  downLearnerTimeout: (p) =>
    `${n(p.node)}没有在 initLimit（${limit(p.ticks, p.seconds)}）内完成同步，重新寻找领导者。`,
  downRollover: (p) => `${n(p.node)}下台，让新的 epoch 以新的计数器开始。`,
  downConnectFailed: (p) => `${n(p.node)}连不上它的领导者节点 ${p.leader}，另找一个。`,
  downLeaderSilent: (p) =>
    `${n(p.node)}有 ${limit(p.ticks, p.seconds)} 没有听到它的领导者节点 ${p.leader}，另找一个。`,
  downLeaderClosed: (p) => `${n(p.node)}与它的领导者节点 ${p.leader} 的连接断开，另找一个。`,
  downEpochRefused: (p) =>
    `${n(p.node)}拒绝节点 ${p.leader}：它已承诺更新的 epoch，于是另找领导者。`,
  downContinuity: (p) => `${n(p.node)}发现领导者发来的内容有缺口，宁可重来也不写入日志。`,
  downCommitMismatch: (p) => `${n(p.node)}被要求提交的不是它的下一个提议，于是停止。`,
  downBadPacket: (p) => `${n(p.node)}收到一个此时不该出现的数据包，重新开始。`,
  downConfigChanged: (p) => `新配置给了${n(p.node)}另一个角色，它以新角色重新开始。`,
  downNewConfigSeen: (p) => `${n(p.node)}听说有更新的配置，按新配置重新选举。`,
  downDiskError: (p) => `${n(p.node)}的磁盘出错：它必须离开，因为不能再确认任何内容。`,
  downVoluntary: (p) => `${n(p.node)}主动放弃自己的角色。`,

  configSeen: (p) => `${n(p.node)}得知一个提议中的配置：投票成员 ${p.voters.join('、')}。`,
  configActivated: (p) => `${n(p.node)}按新配置工作：投票成员 ${p.voters.join('、')}。`,

  sessionOpened: (p) =>
    `${n(p.node)}开启会话（session）0x${p.session}；沉默 ${p.seconds} 秒后它会结束。`,
  sessionRenewed: (p) => `会话 0x${p.session} 在${n(p.node)}继续。`,
  sessionExpired: (p) => `${n(p.node)}拒绝会话 0x${p.session}：它已过期。`,
  sessionAhead: (p) =>
    `${n(p.node)}拒绝会话 0x${p.session}：客户端已看到 ${z(p.zxid)}，而本节点还没有。`,
  sessionMoved: (p) => `${n(p.node)}拒绝会话 0x${p.session}：它已移到另一个节点。`,
  sessionExpiring: (p) =>
    `领导者${n(p.node)}已有 ${p.seconds} 秒没有听到会话 0x${p.session}：它提议关闭该会话，这和其他写入一样是一个事务。`,
  sessionOwner: (p) => `会话 0x${p.session} 现在属于节点 ${p.owner}。`,
  watchSet: (p) => `${n(p.node)}为会话 0x${p.session} 监视（watch）${p.path}。`,
  watchFired: (p) => `${n(p.node)}上对 ${p.path} 的监视触发：${p.event}，通知会话 0x${p.session}。`,
  connected: (p) => `客户端 ${p.client} 已连接到${n(p.node)}。`,
  disconnected: (p) => `客户端 ${p.client} 失去连接，尝试其他节点；它的会话继续有效。`,
  clientExpired: (p) => `客户端 ${p.client} 得知自己的会话已过期。`,
  authFailed: (p) => `客户端 ${p.client} 未能通过认证。`,
  returned: (p) => `客户端 ${p.client}：${p.what} 已完成，截至 ${z(p.zxid)}。`,
  failed: (p) => `客户端 ${p.client}：${p.what} 失败，${p.err}。`,
  unknownOutcome: (p) =>
    `客户端 ${p.client} 在得到 ${p.what} 的答复之前失去连接（ConnectionLoss）：它可能做了，也可能没做。应用程序必须先查看再重试。`,
  unknownRead: (p) => `客户端 ${p.client} 在得到 ${p.what} 的答复之前失去连接。`,
  notified: (p) => `客户端 ${p.client} 收到通知：${p.event} ${p.path}。`,

  lost: (p) => `从${end(p.from)}到${end(p.to)}的 ${p.count} 条消息随连接一起丢失。`,
  flag: (p) => `${n(p.node)}看到了 Zab 所排除的情况：${p.what}。`,
};
