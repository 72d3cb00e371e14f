// What somebody who acts by himself must know of the run: who is up, who leads, which clients are connected and idle, and
// what was proposed last. Folded from the facts as they come, a few fields only. Read by autopilot.ts and preset-pilots.ts.
import { pack, unpack, type Packed } from '../base/pack.ts';
import { CLIENT_BASE, WORLD, type Participant, type ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { WorldEvent } from './facts.ts';
import type { Action, Recording } from './recording.ts';
import { sidsOf } from './profiles.ts';

export interface ClientNow {
  readonly name: string;
  running: boolean;
  /** The server it is connected to. */
  server: ServerId | null;
  /** A command is being answered. */
  busy: boolean;
}

export class Situation {
  readonly sids: readonly ServerId[];
  readonly voters: number;
  clients: ClientNow[];
  up = new Set<ServerId>();
  partitioned = new Set<ServerId>();
  paused = new Set<ServerId>();
  /** Those LEADING in BROADCAST, with their epochs. */
  leading = new Map<ServerId, number>();
  /** The newest proposal: whose, and where in the log. */
  proposal: { readonly by: ServerId; readonly zxid: Zxid } | null = null;
  /** How far each server says that its own log is durable. */
  durable = new Map<ServerId, Zxid>();
  /** The newest epoch in which something was committed. */
  committed: Zxid = 0;
  /** How the learner that was synchronized last got what it missed. */
  sync: { readonly sid: ServerId; readonly mode: string } | null = null;

  constructor(recording: Recording) {
    this.sids = sidsOf(recording.ensemble);
    this.voters = recording.ensemble.servers;
    this.clients = recording.clients.map(({ name }) => clientNow(name));
  }

  /** All that was heard, for a key frame. */
  capture(): Packed {
    return pack({ ...this });
  }

  restore(state: Packed): void {
    const { clients } = this;
    Object.assign(this, unpack(state));
    // The recording may name more by now.
    this.clients = [...this.clients, ...clients.slice(this.clients.length)];
  }

  /** Whoever leads the highest epoch; null for nobody. */
  get leader(): ServerId | null {
    let leader: ServerId | null = null;
    for (const [sid, epoch] of this.leading)
      if (leader === null || epoch > (this.leading.get(leader) ?? 0)) leader = sid;
    return leader;
  }

  /** To be told every event, in trace order. */
  hear({ who, fact }: WorldEvent): void {
    switch (fact.type) {
      case 'action':
        this.onAction(fact.action);
        return;
      case 'state':
        if (fact.state === 'LEADING' && fact.zabState === 'BROADCAST')
          this.leading.set(who, fact.epoch);
        else this.leading.delete(who);
        return;
      case 'stepDown':
        this.leading.delete(who);
        return;
      case 'exited':
      case 'crashed':
        this.down(who);
        return;
      case 'proposed':
        this.proposal = { by: who, zxid: fact.txn.zxid };
        return;
      case 'synced':
        this.durable.set(who, fact.zxid);
        return;
      case 'committed':
        this.committed = Math.max(this.committed, fact.zxid);
        return;
      case 'syncDecided':
        this.sync = { sid: fact.sid, mode: fact.mode };
        return;
      default:
        if (who > CLIENT_BASE) this.onClient(who, fact);
    }
  }

  private onClient(who: Participant, fact: WorldEvent['fact']): void {
    const client = this.clients[who - CLIENT_BASE - 1];
    if (client === undefined) return;
    if (fact.type === 'clientState') {
      client.server = fact.state === 'CONNECTED' ? fact.server : null;
      if (fact.state !== 'CONNECTED' && fact.state !== 'CONNECTING') client.running = false;
    } else if (fact.type === 'typed') client.busy = true;
    else if (fact.type === 'prompt') client.busy = false;
    else if (fact.type === 'clientExited') Object.assign(client, clientNow(client.name));
  }

  private onAction(action: Action): void {
    switch (action.do) {
      case 'start':
      case 'restart':
        this.up.add(action.node);
        return;
      case 'kill':
        if ('client' in action) this.reset(action.client);
        else this.down(action.node);
        return;
      case 'hostCrash':
        this.down(action.node);
        return;
      case 'partition':
        this.partitioned.add(action.node);
        return;
      case 'heal':
        this.partitioned.delete(action.node);
        return;
      case 'healAll':
        this.partitioned.clear();
        return;
      case 'pause':
        this.paused.add(action.node);
        return;
      case 'resume':
        this.paused.delete(action.node);
        return;
      case 'connect':
        this.reset(action.client).running = true;
        return;
      default:
        return;
    }
  }

  private reset(name: string): ClientNow {
    const known = this.clients.find((client) => client.name === name);
    if (known !== undefined) return Object.assign(known, clientNow(name));
    const added = clientNow(name);
    this.clients.push(added);
    return added;
  }

  private down(who: Participant): void {
    if (who === WORLD || who >= CLIENT_BASE) return;
    this.up.delete(who);
    this.paused.delete(who);
    this.leading.delete(who);
  }
}

function clientNow(name: string): ClientNow {
  return { name, running: false, server: null, busy: false };
}
