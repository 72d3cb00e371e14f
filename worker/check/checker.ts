// Checks every fact of a run against the invariants, as it comes: on fuzz seeds, recordings and the live page alike.
// It folds what it needs (model.ts) and hands each fact to the families of checks. O(1) per fact, amortised.
// Source: correctness.md 3.1.
import { CLIENT_BASE, type Micros, type Participant } from '../base/units.ts';
import { counterOf, epochOf, type Zxid } from '../base/zxid.ts';
import type { Fact, TraceEvent } from '../trace/event.ts';
import type { PacketShown, WorldFact } from '../world/facts.ts';
import { DeliveryChecks } from './delivery.ts';
import { DurabilityChecks } from './durability.ts';
import { HistoryChecks } from './history.ts';
import { ElectionChecks } from './election.ts';
import { EpochChecks } from './epochs.ts';
import { Docket, type Verdicts } from './invariants.ts';
import { LogChecks } from './logs.ts';
import { MessageChecks } from './messages.ts';
import { Model, type LinkModel, type ModelShape, type NodeModel } from './model.ts';
import { RecoveryChecks } from './recovery.ts';
import { SessionChecks } from './sessions.ts';
import { knotAfter, upTo, type Knot } from './strand.ts';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

export class Checker {
  readonly docket = new Docket();
  readonly model: Model;
  private readonly epochs: EpochChecks;
  private readonly delivery: DeliveryChecks;
  private readonly durability: DurabilityChecks;
  private readonly recovery: RecoveryChecks;
  private readonly logs: LogChecks;
  private readonly election: ElectionChecks;
  private readonly messages: MessageChecks;
  private readonly sessions: SessionChecks;
  private readonly history: HistoryChecks;
  private index = 0;

  constructor(shape: ModelShape) {
    const model = new Model(shape);
    const { docket } = this;
    this.model = model;
    this.epochs = new EpochChecks(model, docket);
    this.delivery = new DeliveryChecks(model, docket);
    this.durability = new DurabilityChecks(model, docket);
    this.recovery = new RecoveryChecks(model, docket);
    this.logs = new LogChecks(model, docket);
    this.election = new ElectionChecks(docket);
    this.messages = new MessageChecks(model, docket);
    this.sessions = new SessionChecks(docket);
    this.history = new HistoryChecks(docket, shape.clients);
  }

  /** Facts must come in trace order, from the start of the run. */
  push(event: TraceEvent): void {
    const { who, fact } = event;
    this.docket.stand(this.index, event.at);
    this.index += 1;
    switch (fact.type) {
      case 'sent':
        this.onSent(who, fact);
        return;
      case 'received':
        this.messages.onReceived(fact.link, who, fact.from, fact.n);
        if (who < CLIENT_BASE) this.history.sessions.onReceived(who, fact.link, fact.n, event.at);
        return;
      case 'dialed':
        this.messages.onDialed(fact.link, who, fact.to);
        return;
      case 'closing':
      case 'closed':
      case 'refused':
        this.messages.onClosed(fact.link, who);
        this.history.sessions.onClosed(fact.link);
        return;
      case 'lost':
        this.messages.onLost(fact.link, fact.from, fact.n, fact.m);
        return;
      case 'action':
        this.onAction(fact);
        return;
      case 'diskKept':
        this.onDiskKept(fact.node, fact.mark);
        return;
      case 'clientState':
      case 'invoked':
      case 'returned':
      case 'unknown':
      case 'notified':
      case 'clientExited':
        this.history.push(who, fact, this.index, this.model.committed.zxid);
        return;
      default: {
        const node = this.model.node(who);
        if (node !== undefined) this.onServer(node, fact, event.at);
        else if (fact.type === 'booted' && who > CLIENT_BASE) this.history.onBooted(who);
      }
    }
  }

  /** At the end of a run that was left in peace for a while: what should have happened by now. */
  finish(): void {
    this.history.finish((sid) => {
      const node = this.model.node(sid);
      return node?.up === true && node.serves ? node.position : null;
    });
  }

  verdicts(): Verdicts {
    return this.docket.verdicts();
  }

  private onServer(node: NodeModel, fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'sessionOpened':
        this.history.sessions.onSessionOpened(node.sid, fact, at);
        return;
      case 'sessionOwner':
        this.history.sessions.onOwner(node.sid, fact.sessionId, at);
        return;
      case 'sessionExpiring':
        this.history.sessions.onExpiring(node.sid, fact.sessionId, fact.timeoutMs, at);
        return;
      case 'syncAnswered':
        this.history.sessions.onSyncAnswered(
          fact.sid,
          this.index,
          this.realZxid(fact.lastCommitted),
        );
        return;
      case 'wrote':
        this.onWrote(node, fact);
        return;
      case 'durable':
        if (node.disk.settle(fact.mark)) this.durability.afterLoss(node);
        return;
      case 'booted':
        node.up = true;
        node.incarnation = fact.incarnation;
        return;
      case 'crashed':
      case 'exited':
        this.onDown(node);
        return;
      case 'electionStarted':
        this.election.onStarted(node, fact);
        return;
      case 'voteChanged':
        this.election.onChanged(node, fact);
        return;
      case 'voteCounted':
        this.election.onCounted(node, fact);
        return;
      case 'elected':
        this.election.onElected(node, fact);
        return;
      case 'state':
        this.onState(node, fact);
        return;
      default:
        this.onHistory(node, fact);
    }
  }

  /** The txn that `e:0` stands for: the last one of the history that the epoch began with. */
  private realZxid(zxid: Zxid): Zxid {
    if (counterOf(zxid) !== 0) return zxid;
    return this.model.initial.get(epochOf(zxid))?.zxid ?? 0;
  }

  private onHistory(node: NodeModel, fact: Fact): void {
    switch (fact.type) {
      case 'barrier':
        if (fact.barrier === 'newLeaderAck' && fact.formed)
          this.onNewLeaderQuorum(node, fact.epoch);
        return;
      case 'proposed':
        this.epochs.onProposed(node, fact.txn.zxid);
        this.delivery.onProposed(node, fact.txn);
        return;
      case 'acked':
        if (fact.sid === node.sid) this.durability.onOwnAck(node, fact.zxid);
        return;
      case 'committed': {
        const knot = this.delivery.onCommitted(node, fact.zxid);
        if (knot === null) return;
        this.durability.onCommitted(node, knot, fact.acks);
        this.commit(knot);
        return;
      }
      case 'applied': {
        const before = node.tree;
        node.tree = knotAfter(before, fact.txn.zxid);
        node.position = fact.txn.zxid;
        node.digest = fact.digest;
        this.delivery.onApplied(node, fact.txn, before, fact.during);
        return;
      }
      case 'loaded':
        this.onLoaded(node, fact);
        return;
      case 'cleared':
        node.tree = this.model.start;
        node.position = 0;
        node.digest = '';
        return;
      case 'syncDecided':
        this.logs.onSyncDecided(node, fact);
        return;
      case 'upToDate':
        node.serves = true;
        if (node.state === 'OBSERVING') node.unproven = fact.epoch;
        else this.recovery.onUpToDate(node, fact.epoch);
        this.delivery.onExposed(node);
        return;
      case 'configSeen':
        node.lastSeen = fact.config;
        return;
      case 'configActivated':
        node.config = fact.config;
        if (fact.config.version >= node.lastSeen.version) node.lastSeen = fact.config;
        if (fact.config.version > this.model.config.version) this.model.config = fact.config;
        return;
      case 'flag':
        this.messages.onFlag(node, fact.flag, fact.what);
        return;
      default:
        return;
    }
  }

  private onWrote(node: NodeModel, fact: Extract<WorldFact, { type: 'wrote' }>): void {
    const { op, mark } = fact;
    this.epochs.beforeWrite(node, op);
    if (op.op === 'epoch' && op.file === 'currentEpoch' && node.state === 'FOLLOWING')
      this.epochs.onCurrentEpoch(node, op.value, this.model.leaderLinkOf(node));
    if (op.op === 'append') this.logs.beforeAppend(node, op.zxids);
    node.disk.write(mark, op, node.tree);
  }

  private onState(node: NodeModel, fact: Of<'state'>): void {
    const entered = node.zabState !== fact.zabState || node.state !== fact.state;
    node.state = fact.state;
    node.zabState = fact.zabState;
    node.leader = fact.leader;
    node.epoch = fact.epoch;
    const broadcast = fact.zabState === 'BROADCAST';
    if (!broadcast) {
      node.serves = false;
      node.unproven = null;
    }
    this.epochs.onState(node);
    if (fact.state !== 'LEADING' || !broadcast || !entered) return;
    if (!this.model.initial.has(node.epoch)) this.onNewLeaderQuorum(node, node.epoch);
    node.serves = true;
    this.history.sessions.onLeading(node.sid);
    this.recovery.onBroadcast(node);
    this.durability.onEstablished(node);
    this.delivery.onExposed(node);
  }

  /** All that this leader holds is committed from here on, inherited txns too. */
  private onNewLeaderQuorum(node: NodeModel, epoch: number): void {
    if (this.model.initial.has(epoch)) return;
    this.recovery.onNewLeaderQuorum(node);
    this.model.initial.set(epoch, node.tree);
    this.model.history.set(epoch, node.tree);
    this.commit(node.tree);
  }

  private commit(knot: Knot): void {
    for (const { zxid } of this.model.commitUpTo(knot)) {
      const txn = this.model.proposals.get(zxid)?.txn;
      if (txn === undefined) continue;
      this.sessions.onCommitted(txn);
      this.history.onCommitted(txn);
    }
  }

  private onLoaded(node: NodeModel, fact: Of<'loaded'>): void {
    if (fact.from === 'disk') {
      this.recovery.onLoaded(node, fact.zxid);
      node.tree = node.disk.written.knot;
    } else node.tree = this.model.leaderLinkOf(node)?.snap ?? node.tree;
    node.position = fact.zxid;
    node.digest = fact.digest;
  }

  private onAction(fact: Extract<WorldFact, { type: 'action' }>): void {
    const { action } = fact;
    if (action.do === 'clock') this.history.sessions.onClock(action.node);
    else if (action.do === 'connect') this.history.onConnect(action.client);
    else if (action.do === 'kill' && 'client' in action) this.history.onKilled(action.client);
    else if (action.do === 'kill' || action.do === 'hostCrash') {
      const node = this.model.node(action.node);
      if (node !== undefined) this.onDown(node);
    }
  }

  private onDown(node: NodeModel): void {
    node.up = false;
    node.serves = false;
    node.state = 'LOOKING';
    node.zabState = 'ELECTION';
    node.leader = null;
    node.tree = this.model.start;
    node.position = 0;
    node.digest = '';
    node.votes = new Map();
    node.proposed = null;
    this.messages.onGone(node.sid);
  }

  private onDiskKept(sid: number, mark: number): void {
    const node = this.model.node(sid);
    if (node === undefined) return;
    node.disk.crash(mark);
    this.durability.afterLoss(node);
  }

  private onSent(who: Participant, fact: Extract<WorldFact, { type: 'sent' }>): void {
    const link = this.messages.onSent(fact.link, who, fact.n);
    const node = this.model.node(who);
    if (fact.plane === 'quorum') this.history.sessions.onSent(fact.link, fact.n, fact.packet);
    if (node === undefined || link === undefined) return;
    if (fact.plane === 'client') {
      this.messages.onAnswer(node, fact.to, fact.packet);
      if (node.serves && node.unproven !== null) {
        this.recovery.onUpToDate(node, node.unproven);
        node.unproven = null;
      }
    }
    if (fact.plane === 'quorum') this.onQuorumPacket(node, link, fact.packet);
  }

  private onQuorumPacket(node: NodeModel, link: LinkModel, packet: PacketShown): void {
    switch (packet.type) {
      case 'PING':
        return;
      case 'LEADERINFO':
        link.epoch = epochOf(packet.zxid);
        this.epochs.onLeaderInfo(node, link.epoch);
        return;
      case 'ACKEPOCH':
        this.epochs.onAckEpoch(node, link, packet);
        this.recovery.onAckEpoch(node, packet.zxid);
        return;
      case 'ACK':
        this.epochs.onAck(node, link, packet.zxid);
        this.durability.onAck(node, packet.zxid);
        return;
      case 'SNAP':
        link.snap = upTo(node.tree, packet.zxid);
        return;
      case 'PROPOSAL':
      case 'INFORM':
        this.delivery.onPayload(packet.txn, node.sid);
        this.messages.onStream(link, packet);
        return;
      case 'COMMIT':
      case 'COMMITANDACTIVATE':
      case 'NEWLEADER':
      case 'UPTODATE':
        this.messages.onStream(link, packet);
        return;
      default:
        return;
    }
  }
}
