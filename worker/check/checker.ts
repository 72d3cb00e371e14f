// Checks every fact of a run against the invariants, as it comes: on fuzz seeds, recordings and the live page alike.
// It folds what it needs (model.ts) and hands each fact to the families of checks. O(1) per fact, amortised.
// Source: correctness.md 3.1, 3.3.
import { CLIENT_BASE, type LinkId, type Micros, type ServerId } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Action } from '../world/recording.ts';
import { newFamilies, type Families } from './families.ts';
import { Docket, type Verdicts } from './invariants.ts';
import { Model, type ModelShape } from './model.ts';
import { PacketFacts } from './packet-facts.ts';
import { ServerFacts } from './server-facts.ts';

export class Checker {
  readonly docket = new Docket();
  readonly model: Model;
  private readonly families: Families;
  private readonly servers: ServerFacts;
  private readonly packets: PacketFacts;
  private index = 0;

  constructor(shape: ModelShape) {
    this.model = new Model(shape);
    this.families = newFamilies(this.model, this.docket);
    this.servers = new ServerFacts(this.model, this.families);
    this.packets = new PacketFacts(this.model, this.families);
  }

  /** Facts must come in trace order, from the start of the run. */
  push(event: TraceEvent): void {
    const { who, fact } = event;
    const { messages, history } = this.families;
    const { index } = this;
    this.docket.stand(index, event.at);
    this.index += 1;
    switch (fact.type) {
      case 'timer':
        return;
      case 'sent':
        this.packets.onSent(who, fact);
        return;
      case 'received':
        messages.onReceived(fact.link, who, fact.from, fact.n);
        if (who < CLIENT_BASE) this.onReceived(who, fact.link, fact.n, event.at);
        return;
      case 'dialed':
        messages.onDialed(fact.link, who, fact.to);
        return;
      case 'closing':
      case 'closed':
      case 'refused':
        messages.onClosed(fact.link, who);
        history.sessions.onClosed(fact.link);
        return;
      case 'lost':
        messages.onLost(fact.link, fact.from, fact.n, fact.m);
        return;
      case 'action':
        this.onAction(fact.action);
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
        history.push(who, fact, index, this.model.committed.zxid);
        return;
      default: {
        const node = this.model.node(who);
        if (node !== undefined) this.servers.push(node, fact, event.at, index);
        else if (fact.type === 'booted' && who > CLIENT_BASE) history.onBooted(who);
      }
    }
  }

  /** At the end of a run that was left in peace for a while: what should have happened by now. */
  finish(): void {
    this.families.history.finish((sid) => {
      const node = this.model.node(sid);
      return node?.up === true && node.serves ? node.position : null;
    });
  }

  verdicts(): Verdicts {
    return this.docket.verdicts();
  }

  private onReceived(who: ServerId, link: LinkId, n: number, at: Micros): void {
    const { sessions } = this.families.history;
    sessions.onReceived(who, link, this.model.links.get(link), n, at);
  }

  private onAction(action: Action): void {
    const { history } = this.families;
    if (action.do === 'clock') history.sessions.onClock(action.node);
    else if (action.do === 'connect') history.onConnect(action.client);
    else if (action.do === 'kill' && 'client' in action) history.onKilled(action.client);
    else if (action.do === 'kill' || action.do === 'hostCrash') {
      const node = this.model.node(action.node);
      if (node !== undefined) this.servers.onDown(node);
    }
  }

  private onDiskKept(sid: number, mark: number): void {
    const node = this.model.node(sid);
    if (node === undefined) return;
    node.disk.crash(mark);
    this.families.durability.afterLoss(node);
  }
}
