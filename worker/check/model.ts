// What the checker knows of every server and of the whole ensemble, folded from facts: disks, trees as histories, roles,
// connections, and G, the history that is committed. The families of checks read it; only this file changes it.
// Source: zab.md 10.1 (trace vocabulary).
import type { LinkId, Participant, ServerId, SessionId } from '../base/units.ts';
import { epochOf, type Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { ServerState, Vote, ZabState } from '../zab/packets.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import { DiskModel } from './disk-model.ts';
import { plainConfig } from './quorums.ts';
import { startOfHistory, type Knot } from './strand.ts';

export interface CountedVote {
  readonly state: ServerState;
  readonly round: number;
  readonly vote: Vote;
}

export interface NodeModel {
  readonly sid: ServerId;
  up: boolean;
  incarnation: number;
  readonly disk: DiskModel;
  /** The history that its tree is made of. */
  tree: Knot;
  /** lastProcessedZxid as far as facts tell: of the last txn or load. */
  position: Zxid;
  digest: string;
  state: ServerState;
  zabState: ZabState;
  leader: ServerId | null;
  epoch: number;
  /** A learner: UPTODATE was taken in this role. A leader: it is in BROADCAST. */
  serves: boolean;
  /** It serves reads without a leader (readonlymode.enabled). */
  readOnly: boolean;
  /** An observer takes over its backlog after UPTODATE, in the same step: what it holds is looked at when it first answers. */
  unproven: number | null;
  config: QuorumConfig;
  lastSeen: QuorumConfig;
  /** The running election: what it proposes, and what it counted by sender. */
  round: number;
  proposed: Vote | null;
  votes: Map<ServerId, CountedVote>;
  /** Epochs whose LEADERINFO it answered with its currentEpoch: at most once each (S15). */
  readonly acknowledged: Set<number>;
}

/** One direction of a connection: the numbers of what is on its way. */
export interface Way {
  sent: number[];
  /** The last n that was received; -1 before the first. */
  received: number;
  closed: boolean;
}

export interface LinkModel {
  readonly link: LinkId;
  readonly opener: Participant;
  readonly target: Participant;
  readonly outward: Way;
  readonly inward: Way;
  /** Of a quorum link: the epoch of the LEADERINFO that was sent on it. */
  epoch: number | null;
  /** The history inside the SNAP that was sent on it. */
  snap: Knot | null;
  /** The newest txn whose COMMIT was sent on it before NEWLEADER; 0 if none. */
  initial: Zxid;
  newLeaderSent: boolean;
  /** PROPOSALs sent on it whose COMMIT was not. */
  proposals: Zxid[];
  lastProposal: Zxid;
  /** Sessions of which packets on their way tell that they live, by the packets' numbers. */
  readonly signs: Map<number, readonly SessionId[]>;
}

export interface Proposal {
  readonly txn: Txn;
  readonly by: ServerId;
  /** Whose quorums must acknowledge it: attached when it is proposed, whatever is proposed after it. */
  readonly configs: readonly QuorumConfig[];
}

/** The configurations in which a leader must have a quorum: the committed one, and a newer one under way. */
export function configsOf(node: NodeModel): QuorumConfig[] {
  return node.lastSeen.version > node.config.version ? [node.config, node.lastSeen] : [node.config];
}

export interface ModelShape {
  readonly voters: readonly ServerId[];
  readonly observers: readonly ServerId[];
  /** Names in the order of the recording. */
  readonly clients: readonly string[];
  /** Where a new leader's counter starts (settings.firstCounter). */
  readonly firstCounter: number;
}

export class Model {
  readonly shape: ModelShape;
  readonly start: Knot = startOfHistory();
  /** The newest knot of G. */
  committed: Knot = this.start;
  /** By sid. */
  readonly nodes: readonly NodeModel[];
  readonly links = new Map<LinkId, LinkModel>();
  /** Every txn that a leader proposed, by its zxid, as far back as histories are remembered. */
  readonly proposals = new Map<Zxid, Proposal>();
  /** Who was established as leader of an epoch, once and for ever. */
  readonly leaders = new Map<number, ServerId>();
  /** The newest configuration that any server works with. */
  config: QuorumConfig;
  /** What an epoch began with, and what its leader has proposed since. */
  readonly initial = new Map<number, Knot>();
  readonly history = new Map<number, Knot>();
  private readonly bySid: (NodeModel | undefined)[] = [];

  constructor(shape: ModelShape) {
    this.shape = shape;
    const config = plainConfig(shape.voters, shape.observers);
    this.config = config;
    this.nodes = config.members.map(({ sid }) => this.newNode(sid, config));
    for (const node of this.nodes) this.bySid[node.sid] = node;
  }

  /** The server with this sid; undefined for clients and the world. */
  node(who: Participant): NodeModel | undefined {
    return this.bySid[who];
  }

  /** Appends to G everything of `knot` that is not in it. The caller has checked that G is a prefix. */
  commitUpTo(knot: Knot): Knot[] {
    const added: Knot[] = [];
    for (let at: Knot | null = knot; at?.committed === false; at = at.before) added.push(at);
    if (added.length > 0) this.committed = knot;
    added.reverse();
    for (const each of added) this.start.trunk.grow(each);
    return added;
  }

  /** Lets go of payloads that are older than the histories that are remembered, and returns where those begin. */
  forget(): Zxid {
    const { horizon } = this.start.trunk;
    for (const zxid of this.proposals.keys()) {
      if (zxid >= horizon) break;
      this.proposals.delete(zxid);
    }
    return horizon;
  }

  /** The connection on which a learner hears its leader now. */
  leaderLinkOf(node: NodeModel): LinkModel | null {
    let found: LinkModel | null = null;
    for (const link of this.links.values())
      if (link.opener === node.sid && link.epoch !== null && !link.inward.closed) found = link;
    return found;
  }

  private newNode(sid: ServerId, config: QuorumConfig): NodeModel {
    return {
      ...{ sid, up: false, incarnation: 0, disk: new DiskModel(this.start), tree: this.start },
      ...{ position: 0, digest: '', state: 'LOOKING', zabState: 'ELECTION', leader: null },
      ...{
        epoch: 0,
        serves: false,
        readOnly: false,
        unproven: null,
        config,
        lastSeen: config,
        round: 0,
        proposed: null,
      },
      ...{ votes: new Map(), acknowledged: new Set() },
    };
  }
}

/** The successor rule of zab.md 10.3; a new epoch begins at `firstCounter` + 1. */
export function follows(before: Zxid, zxid: Zxid, firstCounter: number): boolean {
  if (epochOf(before) === epochOf(zxid)) return zxid === before + 1;
  return epochOf(zxid) > epochOf(before) && zxid % 2 ** 32 === firstCounter + 1;
}
