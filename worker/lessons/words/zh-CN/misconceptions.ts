// 常见误解的中文：人们以为怎样，实际怎样。
import type { MisconceptionWords } from '../../misconceptions.ts';

export const words: MisconceptionWords = {
  groups: {
    consistency: '读取与一致性',
    fate: '途中的写入',
    phases: '阶段与消息',
    elections: '选举与多数派',
    sessions: '会话、监视与失败的写入',
    introduction: '入门介绍中的说法',
  },
  corrections: {
    linearizable: {
      claim: '读取是可线性化的（linearizable）。',
      truth: '写入才是。读取由收到它的服务器用自己的树回答，可能是旧的。',
    },
    everywhere: {
      claim: '我写入了，另一台服务器却给我旧数据：这是个错误。',
      truth:
        '这在意料之中。你的写入在顺序中有它的位置，但那台服务器可能还没走到那里。同一个会话（session）则从不倒退。',
    },
    syncCures: {
      claim: '读取前 sync 一下，读取就可线性化了。',
      truth:
        '差一点。领导者（leader）答复 sync 时不询问多数派（quorum），所以刚被隔开的领导者也可能答复。读取前先写入一次才行。',
    },
    syncWhere: {
      claim: '谁写入谁就要 sync。',
      truth: '是读取的一方：在读取之前，向自己的服务器 sync。',
    },
    backInTime: {
      claim: '既然只有多数派确认，客户端就可能看到时间倒流。',
      truth: '在同一个会话里不会：客户端记得自己见过的最新 zxid，落后于它的服务器会拒绝它。',
    },
    reusedNumber: {
      claim: '新领导者可能把丢失的提议的编号给另一次写入。',
      truth: '绝不会：epoch 是编号的一部分，每个领导者各有自己的。旧的末尾会被截掉。',
    },
    tellsApart: {
      claim: '新领导者会查明哪些提议已提交。',
      truth:
        '它不会，也不需要。它保留自己拥有的一切，多数派拥有过的总在其中。其余的两种结果都合法，因为没有人被告知过。',
    },
    uncommittedLost: {
      claim: '领导者死去时未提交的提议就丢失了。',
      truth: '拥有它的节点当选，它就以原来的编号保留。拥有它的都没有参加选举，它才丢失。',
    },
    commitDecides: {
      claim: '跟随者（follower）收到 COMMIT 时，写入才算定下。',
      truth: '多数派的磁盘上有它时就定下了。COMMIT 只是消息；即使从未有人听到，写入也会保留。',
    },
    extraTxn: {
      claim: '只有旧领导者记录过的内容，等它回来就会在那里出现。',
      truth:
        '不可以：新领导者让它截掉（TRUNC），或发送自己的树（SNAP）。这曾是一个错误：ZOOKEEPER-1154。',
    },
    lowerEpoch: {
      claim: '回来的旧领导者因为 epoch 较小而丢弃最后的事务。',
      truth:
        '没有什么因 epoch 而被丢弃；旧 epoch 中已提交的事务（txn）都留下。新领导者比较两份日志在哪里分开，再在 DIFF、TRUNC、SNAP 中选择。',
    },
    lostMeansNo: {
      claim: '得到 ConnectionLoss，说明写入没有做。',
      truth: '它的意思是谁也不知道。先查看，再决定是否重做。',
    },
    historyInNewleader: {
      claim: 'NEWLEADER 带着领导者的历史。',
      truth:
        '论文里是这样。在 ZooKeeper 里，历史在它之前以 DIFF、TRUNC 或 SNAP 及其后续发送；NEWLEADER 标志着历史到此为止。',
    },
    globalPhases: {
      claim: '整个集群一起从一个阶段走到下一个阶段。',
      truth:
        '每个学习者（learner）各走各的。晚来者处于 DISCOVERY 时，其他节点照常广播；没有人等它。',
    },
    missedWhileSyncing: {
      claim: '节点同步期间写入的内容，它会错过。',
      truth: '从领导者决定发送什么的那一刻起，新内容也在同一条连接上接着发给它。',
    },
    twoAcks: {
      claim: '有两个计数器为 0 的 ACK，其中一个一定是错的。',
      truth: '第一个确认 NEWLEADER。第二个答复 UPTODATE，领导者不理会它。',
    },
    uptodateIsFresh: {
      claim: '得到 UPTODATE 之后，跟随者再也不会落后。',
      truth: 'UPTODATE 让它可以服务，并不保证以后：链路一慢它又会变旧，而它继续回答读取。',
    },
    atomicNewleader: {
      claim: '接过新领导者的历史是一步完成的。',
      truth:
        '论文里是这样。在 ZooKeeper 里要写盘好几次，而且顺序要紧：历史、currentEpoch、ACK。每一种错误的顺序都曾是丢失数据的错误。',
    },
    isRaft: {
      claim: 'Zab 就是换了名字的 Raft 或 Paxos。',
      truth:
        '它们是亲戚。Zab 通过比较日志来选举，在任何写入之前先让多数派与领导者相同，保持每个领导者的顺序，而且孤单的领导者会自己下台。',
    },
    lingeringLeader: {
      claim: '被隔开的领导者会一直领导到听说有另一个为止。',
      truth: 'Raft 的领导者可能这样。ZooKeeper 的领导者若在 syncLimit 内听不到多数派，会自己下台。',
    },
    smallerIdentifier: {
      claim: '“Have smaller server identifier, so dropping the connection”是一个错误。',
      truth: '两个节点就是这样商定用哪条连接传选票（vote）的：由 id 大的打开，小的放弃自己的。',
    },
    timeOut: {
      claim: '“Notification time out: 400, 800, …”没完没了，说明选举坏了。',
      truth: '它说明没有人答复。独自一个的节点一遍遍地问，每次等得更久。请检查网络。',
    },
    largestId: {
      claim: '服务器 id 最大者当选。',
      truth: '只有 epoch 和 zxid 都相同时才是。首先看谁的日志最新。',
    },
    newcomerTakesOver: {
      claim: 'id 更大的新来者，或重启的旧领导者，会接管领导权。',
      truth: '拥有多数派的领导者保持不变。新来者得知它，就跟随它。',
    },
    fourAreSafer: {
      claim: '四个节点比三个更能承受失效。',
      truth:
        '不是：四个的多数派是三个，所以两者都承受一个失效；两个节点则一个也承受不了。所以集群通常是奇数。',
    },
    observersSlow: {
      claim: '观察者（observer）会拖慢写入，或者参加选举投票。',
      truth: '都不会。它们的确认和选票都不算数；它们只得知已提交的内容。',
    },
    largestGroup: {
      claim: '网络分裂时，最大的一组继续工作。',
      truth: '只有它超过全部配置的投票成员的一半才行，否则谁也不能继续。',
    },
    ephemeralAtOnce: {
      claim: '客户端崩溃时，它的临时节点（ephemeral）立刻消失。',
      truth:
        '它们随会话一起消失：在超时之后，由领导者提议的一个事务完成。在此之前所有服务器都显示它们。',
    },
    sessionIsConnection: {
      claim: '我的服务器死了，我的会话就结束了。',
      truth: '会话属于整个集群。客户端带着它去另一台服务器，只要在超时之前到达。',
    },
    watchForEver: {
      claim: '监视（watch）会把每次变化都告诉我。',
      truth: 'get、ls、stat 的监视只通知一次。读取时再设一次。（addWatch 设的监视会一直保留。）',
    },
    dataLost: {
      claim: 'ZooKeeper 无论哪个版本都绝不会丢失数据。',
      truth:
        'Zab 不会；程序却有过错误。已知有几个会在罕见的崩溃中丢失数据：3.5.10 和 3.6.3 之前的 ZOOKEEPER-3642 与 3911，3.8.5 和 3.9.2 之前的 4643 与 4646，以及只在 3.9.3 中的 4925。',
    },
    failedWritesAreNothing: {
      claim: '失败的写入不留痕迹。',
      truth: '被领导者拒绝的写入占用一个 zxid，作为错误被记录和提交，使大家对顺序意见一致。',
    },
    anyServerLatest: {
      claim: '“任何服务器随时都能给出最新数据。”',
      truth: '任何服务器都能给出数据，可能稍旧；sync 使它们更新。',
    },
    leaderHandles: {
      claim: '“领导者处理客户端的请求。”',
      truth: '它为写入排序。每台服务器都接受请求，并且不经领导者就回答读取。',
    },
    likeChubby: {
      claim: '“它的一致性模型以 Chubby 为基础。”',
      truth:
        '它的保证是自己的。Chubby 使客户端的缓存保持一致；ZooKeeper 的读取由一台服务器回答，可能是旧的。',
    },
    zabElects: {
      claim: '“Zab 选举领导者。”',
      truth:
        '选举由 Fast Leader Election 通过投票完成。Zab 则确保当选者在领导之前拥有多数派、新的 epoch 和完整的历史。',
    },
  },
};
