// Misconceptions in English: what is believed, and what is so.
import type { MisconceptionWords } from '../../misconceptions.ts';

export const words: MisconceptionWords = {
  groups: {
    consistency: 'Reading and consistency',
    fate: 'Writes that were under way',
    phases: 'Phases and messages',
    elections: 'Elections and quorums',
    sessions: 'Sessions, watches and failed writes',
    introduction: 'Said in introductions',
  },
  corrections: {
    linearizable: {
      claim: 'Reads are linearizable.',
      truth:
        'Writes are. A read is answered by the server it is sent to, from its own tree, and may be old.',
    },
    everywhere: {
      claim: 'I wrote, and another server showed me the old data: a bug.',
      truth:
        'It is expected. Your write has its place in the order, but the other server may not have come so far. The same session never goes back.',
    },
    syncCures: {
      claim: 'A sync before a read makes the read linearizable.',
      truth:
        'Almost. The leader answers a sync without asking a quorum, so one that was just cut off may answer it too. A write before the read would do it.',
    },
    syncWhere: {
      claim: 'The one who writes has to sync.',
      truth: 'The one who reads does, before the read, at its own server.',
    },
    backInTime: {
      claim: 'If only a majority acknowledges, a client may see time run backwards.',
      truth:
        'Not in one session: a client remembers the newest zxid it has seen, and a server that is behind that refuses it.',
    },
    reusedNumber: {
      claim: 'A new leader may give the number of a lost proposal to another write.',
      truth:
        'Never: the epoch is part of the number, and every leader has its own. The old tail is cut.',
    },
    tellsApart: {
      claim: 'The new leader finds out which proposals were committed.',
      truth:
        'It does not, and need not. It keeps all that it has itself; what a quorum had is always among that. For the rest, either outcome is lawful, since nobody was told.',
    },
    uncommittedLost: {
      claim: 'A proposal that was not committed when the leader died is lost.',
      truth:
        'It is kept if a node that has it wins the election, under its old number. It is lost if nobody who has it takes part.',
    },
    commitDecides: {
      claim: 'A write is decided when the followers get COMMIT.',
      truth:
        'It is decided when a quorum has it on disk. COMMIT is only the news; a write survives even if nobody ever hears it.',
    },
    extraTxn: {
      claim: 'What only the old leader has logged shows up there when it comes back.',
      truth:
        'It must not: the new leader has it cut off (TRUNC) or sends its own tree (SNAP). It was a bug once, ZOOKEEPER-1154.',
    },
    lowerEpoch: {
      claim: 'A returning leader drops its last txn because its epoch is lower.',
      truth:
        'Nothing is dropped for its epoch; committed txns of old epochs stay. The new leader compares where the logs part, and decides between DIFF, TRUNC and SNAP.',
    },
    lostMeansNo: {
      claim: 'ConnectionLoss means that the write was not done.',
      truth: 'It means that nobody knows. Look first, then decide whether to repeat it.',
    },
    historyInNewleader: {
      claim: 'NEWLEADER carries the history of the leader.',
      truth:
        'It does in the paper. In ZooKeeper the history comes before it, as DIFF, TRUNC or SNAP and what follows; NEWLEADER marks its end.',
    },
    globalPhases: {
      claim: 'The ensemble goes from phase to phase together.',
      truth:
        'Each learner goes by itself. A latecomer is in DISCOVERY while the others broadcast; nobody waits for it.',
    },
    missedWhileSyncing: {
      claim: 'What is written while a node is being synchronized, it misses.',
      truth:
        'From the moment the leader decides what to send, the node also gets everything new, behind the rest on the same connection.',
    },
    twoAcks: {
      claim: 'There are two ACKs with counter 0: one of them must be a mistake.',
      truth:
        'The first acknowledges NEWLEADER. The second answers UPTODATE, and the leader ignores it.',
    },
    uptodateIsFresh: {
      claim: 'After UPTODATE a follower is never behind.',
      truth:
        'UPTODATE lets it serve. It says nothing about later: a slow link makes it old again, and it goes on answering reads.',
    },
    atomicNewleader: {
      claim: 'Taking over the history of a new leader is one step.',
      truth:
        'In the paper it is. In ZooKeeper it is several writes to disk, and their order matters: history, currentEpoch, ACK. Each wrong order was a bug that lost data.',
    },
    isRaft: {
      claim: 'Zab is Raft, or Paxos, by another name.',
      truth:
        'They are relatives. Zab elects by comparing logs, makes a quorum equal to the leader before any write, keeps the order of each leader, and its lonely leader resigns.',
    },
    lingeringLeader: {
      claim: 'A leader that is cut off leads until it hears of another.',
      truth:
        'A Raft leader may. A ZooKeeper leader that hears no quorum for syncLimit steps down by itself.',
    },
    smallerIdentifier: {
      claim: '“Have smaller server identifier, so dropping the connection” is an error.',
      truth:
        'It is how two nodes agree on one connection for votes: the larger id opens it, and the smaller drops its own.',
    },
    timeOut: {
      claim: '“Notification time out: 400, 800, …” for ever means that the election is broken.',
      truth:
        'It means that nobody answers. A node alone asks again and again, each time after a longer wait. Look for the network.',
    },
    largestId: {
      claim: 'The largest server id wins the election.',
      truth: 'Only if epoch and zxid are equal. The newest log comes first.',
    },
    newcomerTakesOver: {
      claim: 'A newcomer with a larger id, or a restarted old leader, takes the lead over.',
      truth: 'A leader that has a quorum is kept. The newcomer hears of it and follows.',
    },
    fourAreSafer: {
      claim: 'Four nodes survive more than three.',
      truth:
        'No: the quorum of four is three, so both survive one failure. And two survive none. This is why ensembles are odd.',
    },
    observersSlow: {
      claim: 'Observers slow writes down, or vote in elections.',
      truth:
        'Neither. No acknowledgement and no vote of theirs counts; they hear of what is committed.',
    },
    largestGroup: {
      claim: 'When the network splits, the largest group goes on.',
      truth: 'Only if it is more than half of all configured voters. Else nobody goes on.',
    },
    ephemeralAtOnce: {
      claim: 'When a client crashes, its ephemeral nodes vanish at once.',
      truth:
        'They vanish with its session: after the time-out, by a txn that the leader proposes. Until then all servers show them.',
    },
    sessionIsConnection: {
      claim: 'When my server dies, my session is over.',
      truth:
        'The session belongs to the ensemble. The client takes it along to another server, if it gets there within the time-out.',
    },
    watchForEver: {
      claim: 'A watch tells me of every change.',
      truth:
        'A watch of get, ls or stat tells once. Set it again when you read. (addWatch sets one that stays.)',
    },
    dataLost: {
      claim: 'ZooKeeper can never lose data, in no version.',
      truth:
        'Zab cannot; programs had bugs. Known ones lost data in rare crashes: ZOOKEEPER-3642 and 3911 before 3.5.10 and 3.6.3, 4643 and 4646 before 3.8.5 and 3.9.2, 4925 in 3.9.3 alone.',
    },
    failedWritesAreNothing: {
      claim: 'A write that fails leaves no trace.',
      truth:
        'A write that the leader refuses takes a zxid and is logged and committed as an error, so that all agree on the order.',
    },
    anyServerLatest: {
      claim: '“Any server can give the latest data at any time.”',
      truth: 'Any server can give data. They may be a little old; sync makes them newer.',
    },
    leaderHandles: {
      claim: '“The leader handles the requests of clients.”',
      truth:
        'It puts writes in order. Every server takes requests, and answers reads without the leader.',
    },
    likeChubby: {
      claim: '“Its consistency model is based on Chubby.”',
      truth:
        'Its guarantees are its own. Chubby keeps caches of clients consistent; a ZooKeeper read is answered by one server and may be old.',
    },
    zabElects: {
      claim: '“Zab elects the leader.”',
      truth:
        'Fast Leader Election does, by votes. Zab then makes sure that the winner has a quorum, a new epoch and the whole history before it leads.',
    },
  },
};
