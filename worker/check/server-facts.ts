// Hands what a server or its host tells to the families of checks, and keeps the model of that server up to date:
// what a check compares with is read before it changes. Called by checker.ts.
import type { Micros } from '../base/units.ts';
import { counterOf, epochOf, type Zxid } from '../base/zxid.ts';
import type { Fact } from '../trace/event.ts';
import type { WorldFact } from '../world/facts.ts';
import type { Families } from './families.ts';
import type { Model, NodeModel } from './model.ts';
import { knotAfter, type Knot } from './strand.ts';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

export class ServerFacts {
  private readonly model: Model;
  private readonly families: Families;

  constructor(model: Model, families: Families) {
    this.model = model;
    this.families = families;
  }

  /** What server `node` told at `at`; `index` is the place in the trace. */
  push(node: NodeModel, fact: Fact, at: Micros, index: number): void {
    switch (fact.type) {
      case 'sessionOpened':
        this.families.history.sessions.onSessionOpened(node.sid, fact, at);
        return;
      case 'sessionOwner':
        this.families.history.sessions.onOwner(node.sid, fact.sessionId, at);
        return;
      case 'sessionExpiring':
        this.families.history.sessions.onExpiring(node.sid, fact.sessionId, fact.timeoutMs, at);
        return;
      case 'syncAnswered':
        this.families.history.sessions.onSyncAnswered(
          fact.sid,
          index,
          this.realZxid(fact.lastCommitted),
        );
        return;
      case 'serving':
        node.readOnly = fact.on && node.state === 'LOOKING';
        return;
      case 'wrote':
        this.onWrote(node, fact);
        return;
      case 'durable':
        if (node.disk.settle(fact.mark)) this.families.durability.afterLoss(node);
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
        this.families.election.onStarted(node, fact);
        return;
      case 'voteChanged':
        this.families.election.onChanged(node, fact);
        return;
      case 'voteCounted':
        this.families.election.onCounted(node, fact);
        return;
      case 'elected':
        this.families.election.onElected(node, fact);
        return;
      case 'state':
        this.onState(node, fact);
        return;
      default:
        this.onHistory(node, fact);
    }
  }

  /** Its process is gone: what it held in memory too. */
  onDown(node: NodeModel): void {
    node.up = false;
    node.serves = false;
    node.readOnly = false;
    node.state = 'LOOKING';
    node.zabState = 'ELECTION';
    node.leader = null;
    node.tree = this.model.start;
    node.position = 0;
    node.digest = '';
    node.votes = new Map();
    node.proposed = null;
    this.families.messages.onGone(node.sid);
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
        this.families.epochs.onProposed(node, fact.txn.zxid);
        this.families.delivery.onProposed(node, fact.txn);
        return;
      case 'acked':
        if (fact.sid === node.sid) this.families.durability.onOwnAck(node, fact.zxid);
        return;
      case 'committed': {
        const knot = this.families.delivery.onCommitted(node, fact.zxid);
        if (knot === null) return;
        this.families.durability.onCommitted(node, knot, fact.acks);
        this.commit(knot);
        return;
      }
      case 'applied': {
        const before = node.tree;
        node.tree = knotAfter(before, fact.txn.zxid);
        node.position = fact.txn.zxid;
        node.digest = fact.digest;
        this.families.delivery.onApplied(node, fact.txn, before, fact.during);
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
        this.families.logs.onSyncDecided(node, fact);
        return;
      case 'upToDate':
        node.serves = true;
        if (node.state === 'OBSERVING') node.unproven = fact.epoch;
        else this.families.recovery.onUpToDate(node, fact.epoch);
        this.families.delivery.onExposed(node);
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
        this.families.messages.onFlag(node, fact.flag, fact.what);
        return;
      default:
        return;
    }
  }

  private onWrote(node: NodeModel, fact: Extract<WorldFact, { type: 'wrote' }>): void {
    const { op, mark } = fact;
    this.families.epochs.beforeWrite(node, op);
    if (op.op === 'epoch' && op.file === 'currentEpoch' && node.state === 'FOLLOWING')
      this.families.epochs.onCurrentEpoch(node, op.value, this.model.leaderLinkOf(node));
    if (op.op === 'append') this.families.logs.beforeAppend(node, op.zxids);
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
    this.families.epochs.onState(node);
    if (fact.state !== 'LEADING' || !broadcast || !entered) return;
    if (!this.model.initial.has(node.epoch)) this.onNewLeaderQuorum(node, node.epoch);
    node.serves = true;
    this.families.history.sessions.onLeading(node.sid);
    this.families.recovery.onBroadcast(node);
    this.families.durability.onEstablished(node);
    this.families.delivery.onExposed(node);
  }

  /** All that this leader holds is committed from here on, inherited txns too. */
  private onNewLeaderQuorum(node: NodeModel, epoch: number): void {
    if (this.model.initial.has(epoch)) return;
    this.families.recovery.onNewLeaderQuorum(node);
    this.model.initial.set(epoch, node.tree);
    this.model.history.set(epoch, node.tree);
    this.commit(node.tree);
  }

  private commit(knot: Knot): void {
    for (const { zxid } of this.model.commitUpTo(knot)) {
      const txn = this.model.proposals.get(zxid)?.txn;
      if (txn === undefined) continue;
      this.families.sessions.onCommitted(txn);
      this.families.history.onCommitted(txn);
    }
    this.families.history.forget(this.model.forget());
  }

  private onLoaded(node: NodeModel, fact: Of<'loaded'>): void {
    if (fact.from === 'disk') {
      this.families.recovery.onLoaded(node, fact.zxid);
      node.tree = node.disk.written.knot;
    } else node.tree = this.model.leaderLinkOf(node)?.snap ?? node.tree;
    node.position = fact.zxid;
    node.digest = fact.digest;
  }
}
