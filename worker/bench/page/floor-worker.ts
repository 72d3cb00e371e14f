// One member of the commit floor: what BroadcastChannel alone allows. Members propose, acknowledge and commit, and that is
// all: no log, no tree, no session, no virtual time. One channel for each directed link; all that a member has to say when
// its turn comes round goes out as one post for each peer. Started by floor.ts.

export interface FloorSetup {
  /** In the names of the channels. */
  readonly run: string;
  readonly self: number;
  readonly members: number;
}

/** Member 0 leads, and keeps so many writes under way. */
export interface FloorLoad {
  readonly outstanding: number;
  readonly bytes: number;
  readonly warmMs: number;
  readonly ms: number;
}

export interface FloorResult {
  readonly commits: number;
  readonly ms: number;
  readonly p50: number;
  readonly p99: number;
}

export type FloorOrder =
  | { readonly kind: 'join'; readonly setup: FloorSetup }
  | { readonly kind: 'lead'; readonly load: FloorLoad };

export type FloorAnswer =
  { readonly kind: 'joined' } | { readonly kind: 'done'; readonly result: FloorResult };

/** With the fields that any replication needs. */
type Word =
  | { readonly type: 'HELLO' | 'WELCOME' }
  | {
      readonly type: 'PROPOSAL';
      readonly from: number;
      readonly epoch: number;
      readonly zxid: number;
      readonly op: 'set';
      readonly path: string;
      readonly version: number;
      readonly data: string;
    }
  | {
      readonly type: 'ACK' | 'COMMIT';
      readonly from: number;
      readonly epoch: number;
      readonly zxid: number;
    };

const EPOCH = 1;

const HELLO_MS = 10;

/** Its links: words are gathered until the turn of the posting task, behind what has come meanwhile. */
class Links {
  readonly peers: readonly number[];
  private readonly out = new Map<number, BroadcastChannel>();
  private readonly ears: BroadcastChannel[] = [];
  private readonly gathered = new Map<number, Word[]>();
  private readonly turn = new MessageChannel();
  private isTurnAsked = false;

  constructor(setup: FloorSetup, hear: (from: number, word: Word) => void) {
    const { run, self, members } = setup;
    this.peers = Array.from({ length: members }, (_, i) => i).filter((peer) => peer !== self);
    for (const peer of this.peers) {
      this.gathered.set(peer, []);
      this.out.set(peer, new BroadcastChannel(`${run} ${self} to ${peer}`));
      const ear = new BroadcastChannel(`${run} ${peer} to ${self}`);
      ear.onmessage = ({ data }: MessageEvent<Word[]>) => {
        for (const word of data) hear(peer, word);
      };
      this.ears.push(ear);
    }
    this.turn.port1.onmessage = () => {
      this.post();
    };
  }

  say(to: number, word: Word): void {
    this.gathered.get(to)?.push(word);
    if (this.isTurnAsked) return;
    this.isTurnAsked = true;
    this.turn.port2.postMessage(null);
  }

  sayToAll(word: Word): void {
    for (const peer of this.peers) this.say(peer, word);
  }

  private post(): void {
    this.isTurnAsked = false;
    for (const [peer, words] of this.gathered) {
      if (words.length === 0) continue;
      this.gathered.set(peer, []);
      this.out.get(peer)?.postMessage(words);
    }
  }
}

/** Commits in order of zxid, with the acknowledgements of a majority, its own included. */
class Lead {
  private readonly links: Links;
  private readonly load: FloorLoad;
  private readonly quorum: number;
  private readonly data: string;
  private readonly open = new Map<number, { readonly since: number; acks: number }>();
  private proposed = 0;
  private committed = 0;
  private began = 0;
  private measuredFrom = 0;
  private readonly waits: number[] = [];
  private readonly done: (result: FloorResult) => void;

  constructor(links: Links, load: FloorLoad, done: (result: FloorResult) => void) {
    this.links = links;
    this.load = load;
    this.done = done;
    this.quorum = ((links.peers.length + 1) >> 1) + 1;
    this.data = 'x'.repeat(load.bytes);
  }

  begin(): void {
    this.began = performance.now();
    for (let i = 0; i < this.load.outstanding; i += 1) this.propose();
  }

  onAck(zxid: number): void {
    const acked = this.open.get(zxid);
    if (acked !== undefined) acked.acks += 1;
    for (;;) {
      const next = this.open.get(this.committed + 1);
      if (next === undefined || next.acks < this.quorum) return;
      this.committed += 1;
      this.open.delete(this.committed);
      this.links.sayToAll({ type: 'COMMIT', from: 0, epoch: EPOCH, zxid: this.committed });
      if (this.isOver(next.since)) return;
      this.propose();
    }
  }

  private propose(): void {
    this.proposed += 1;
    const { proposed: zxid, data } = this;
    this.open.set(zxid, { since: performance.now(), acks: 1 });
    const what = { op: 'set', path: '/bench/n', version: zxid, data } as const;
    this.links.sayToAll({ type: 'PROPOSAL', from: 0, epoch: EPOCH, zxid, ...what });
  }

  private isOver(since: number): boolean {
    const now = performance.now();
    if (now - this.began < this.load.warmMs) return false;
    if (this.measuredFrom === 0) this.measuredFrom = now;
    else this.waits.push(now - since);
    const ms = now - this.measuredFrom;
    if (ms < this.load.ms) return false;
    this.open.clear();
    const sorted = this.waits.sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? NaN;
    this.done({ commits: sorted.length, ms, p50: at(0.5), p99: at(0.99) });
    return true;
  }
}

function tell(answer: FloorAnswer): void {
  self.postMessage(answer);
}

let links: Links | null = null;
let lead: Lead | null = null;
const welcomed = new Set<number>();

function hear(from: number, word: Word): void {
  switch (word.type) {
    case 'HELLO':
      links?.say(from, { type: 'WELCOME' });
      return;
    case 'WELCOME':
      welcomed.add(from);
      return;
    case 'PROPOSAL':
      links?.say(from, { type: 'ACK', from, epoch: word.epoch, zxid: word.zxid });
      return;
    case 'ACK':
      lead?.onAck(word.zxid);
      return;
    case 'COMMIT':
      return;
  }
}

/** A channel that was only just opened may miss a post: nobody begins before all have answered over it. */
function begin(joined: Links, load: FloorLoad): void {
  const greet = setInterval(() => {
    if (welcomed.size < joined.peers.length) {
      joined.sayToAll({ type: 'HELLO' });
      return;
    }
    clearInterval(greet);
    lead = new Lead(joined, load, (result) => {
      tell({ kind: 'done', result });
    });
    lead.begin();
  }, HELLO_MS);
}

self.onmessage = ({ data }: MessageEvent<FloorOrder>) => {
  if (data.kind === 'join') {
    links = new Links(data.setup, hear);
    tell({ kind: 'joined' });
  } else if (links !== null) begin(links, data.load);
};
