// The words of the stage, of time, of the story and of what acts by itself, in English. Part of en.ts.

export const enStage = {
  phase: {
    starting: 'Starting the workers…',
    startingDetail: (n: number) =>
      n === 1
        ? 'One server, in a Web Worker of its own.'
        : `${n} servers, each in a Web Worker of its own.`,
    catchingUp: 'Replaying the run to its moment…',
    failed: 'The run could not be started.',
    retry: 'Try again',
  },
  stage: {
    headline: (n: number, leader: number) =>
      n === 1
        ? `One server holds the data. Node ${leader} leads itself.`
        : `${spelled(n)} servers keep one copy of the data. Node ${leader} leads.`,
    headlineNone: (n: number) =>
      n === 1
        ? 'One server holds the data.'
        : `${spelled(n)} servers keep one copy of the data. Nobody leads now.`,
    epoch: (e: number) => `epoch ${e}`,
    zxid: 'zxid',
    log: (n: number) => `Log of node ${n}`,
    partition: 'Partition',
    heal: 'Heal',
    kill: 'Kill',
    restart: 'Restart',
    freeze: 'Freeze',
    unfreeze: 'Unfreeze',
    partitionNode: (n: number) => `Partition node ${n}`,
    healNode: (n: number) => `Heal node ${n}`,
    killNode: (n: number) => `Kill node ${n}`,
    restartNode: (n: number) => `Restart node ${n}`,
    freezeNode: (n: number) => `Freeze node ${n}`,
    unfreezeNode: (n: number) => `Unfreeze node ${n}`,
    inspectNode: (n: number) => `Inspect node ${n}`,
    chooseNode: (n: number) => `Choose node ${n}`,
    down: 'DOWN',
    frozen: 'frozen',
    partitioned: 'cut off',
    observer: 'no vote',
    vote: (leader: number) => `votes for ${leader}`,
    givesUp: (s: string) => `gives up in ${s} s`,
    quorum: (k: number, n: number) => `${k} of ${n}`,
    quorumWord: 'QUORUM',
    noQuorumWord: 'NO QUORUM',
    commit: 'writes commit',
    wait: 'writes wait',
    leaderless: 'no leader',
    logged: (zxid: string, k: number, n: number) => `${zxid}: ${k} of ${n} logged`,
    side: (k: number, n: number) => `No quorum: ${k} of ${n}`,
    sideHas: (k: number, n: number) => `Quorum: ${k} of ${n}`,
    inFlight: (count: number) =>
      count === 1 ? '1 message on the way' : `${count} messages on the way`,
    inFlightShort: (count: number) => `${count} on the way`,
    message: (type: string, from: string, to: string, held: boolean) =>
      `${type} from ${from} to ${to}${held ? ', waiting at the wall' : ''}`,
    openMessage: (type: string) => `Look at ${type}`,
    clientAt: (name: string, node: number) => `Client ${name}, connected to node ${node}`,
    clientOff: (name: string, state: string) => `Client ${name}, ${state}`,
    silent: (n: number) =>
      `The worker of node ${n} does not answer. This is the browser, not ZooKeeper.`,
    died: (n: number) => `The worker of node ${n} ended. This is the browser, not ZooKeeper.`,
    waitForIt: 'Wait',
    restartWorker: 'Restart',
    paused: 'PAUSED',
    past: 'PAST',
  },
  first: {
    title: 'Try this',
    watch: 'Watch',
    answer: 'What happened',
    question: 'What happens to writes?',
    try: (n: number) =>
      `Click Partition on node ${n}, the leader. It is cut off from the others. What happens to writes?`,
    wait: (n: number) =>
      `Nobody is told. The arcs run out: after 10 s of silence the others give up on node ${n}, and it gives up the lead.`,
    reveal: (n: number, epoch: number) =>
      `Writes paused, then went on: the nodes that still hear each other are a quorum. They elected node ${n}; it leads epoch ${epoch}.`,
    right: 'As you thought.',
    wrongOn:
      'You thought that they go on. But until the silence was noticed, nobody could commit: the leader had no quorum, and the others did not know yet.',
    wrongStop: 'You thought that they stop for good. That is so only on the side without a quorum.',
    nowHeal: (n: number) => `Now heal node ${n} and see how it catches up.`,
    done: (n: number) =>
      `Node ${n} follows the new leader and has the same log. Nothing that was committed was lost. The whole run is a link:`,
    share: 'Share this run',
    lesson1: 'Lesson 1: One write, three copies',
    lesson3: 'Lesson 3: the same, step by step',
    dismiss: 'Close the hint',
    on: 'They go on',
    pause: 'They pause, then go on',
    stop: 'They stop for good',
  },
  transport: {
    back: 'Back',
    pause: 'Pause',
    play: 'Play',
    step: 'Step',
    nextEvent: 'Next event',
    speed: 'Speed',
    autoSpeed: 'Auto speed',
    reset: 'Reset',
    undo: 'Undo',
    healAll: 'Heal all',
    moreControls: 'More controls',
    rate: (r: string) => `${r}×`,
    speedValue: (r: string) => `${r} virtual seconds per second`,
    speedMax: 'as fast as it goes',
    clock: (time: string) => `Virtual time ${time}`,
    live: 'Live',
    toLive: 'Back to now',
    atPast: (time: string, end: string) => `${time} of ${end}`,
    tape: 'Moment',
    tapeValue: (time: string, what: string) => `${time}, ${what}`,
    branch: 'Branch',
    branches: (n: number) => (n === 1 ? '1 branch' : `${n} branches`),
    compare: 'Compare two branches',
    mainBranch: 'First run',
    branchName: (n: number, time: string) => `Branch ${n}, from ${time}`,
    undone: 'Undone: the old run is kept as a branch.',
    wasHidden: 'The run stood still while this page was hidden.',
    nothingToUndo: 'Nothing to undo.',
    election: 'election',
    fault: 'fault',
    commit: 'commit',
  },
  story: {
    filter: 'Filter',
    all: 'All',
    elections: 'Elections',
    writes: 'Writes',
    faults: 'Faults',
    clients: 'Clients',
    empty: 'Nothing has happened yet.',
    search: 'Search the story',
    noneFound: 'Nothing told so far holds this.',
    jump: (time: string) => `Go to ${time}`,
    details: 'Details',
  },
  pilot: {
    label: 'Acts by itself',
    names: {
      autopilot: 'Autopilot',
      leaderDies: 'Leader dies between PROPOSAL and COMMIT',
      orphanTrunc: 'Orphan proposal, TRUNC',
      orphanSnap: 'Orphan proposal, SNAP',
    },
    hints: {
      autopilot: 'Writes all the time; breaks one thing after another and heals it.',
      leaderDies: 'Writes, waits for the PROPOSAL, and ends the leader before any COMMIT.',
      orphanTrunc: 'Only the cut-off leader logs a write; healed while the new epoch is empty.',
      orphanSnap: 'The same, but the new epoch has a transaction before it is healed.',
    },
    doing: (key: string) => pilotDoings[key] ?? '',
    stop: 'Stop acting by itself',
    stopShort: 'Stop',
    hint: 'What they do is recorded like your own acts, and can be undone.',
    needsThree: 'These need three voting nodes.',
    needsLeader: 'These need a leader: wait for the election.',
  },
  scenarios: {
    title: 'Scenarios',
    explains: 'Each is a run that plays by itself. Whenever you act, the script ends there.',
  },
  lastRun: {
    offer: (time: string) => `Your last run (${time} long) is kept.`,
    open: 'Open the last run',
  },
};

const pilotDoings: Readonly<Record<string, string>> = {
  writing: 'writes',
  broken: 'writes, and has broken something',
  begins: 'begins',
  connects: 'waits for a client to connect',
  cutsOff: 'cuts the leader off',
  waitsForProposal: 'waits for the PROPOSAL',
  waitsForOrphan: 'waits until the leader alone has logged it',
  waitsForLeader: 'waits for the next leader',
  waitsForCommit: 'waits for a commit in the new epoch',
  waitsForSync: 'waits until the old leader is synchronized',
  gaveUp: 'gave up: what it waits for did not come',
};

function spelled(n: number): string {
  return (
    ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][n] ?? `${n}`
  );
}
