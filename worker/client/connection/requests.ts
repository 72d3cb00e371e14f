// The requests of one connection: those that wait, those that are on their way, and how each comes back to its caller.
// Part of the connection (cnxn.ts). Source: ClientCnxn.queuePacket, readResponse, finishPacket, conLossPacket and
// primeConnection; ClientCnxnSocketNIO.doIO, which gives a packet its xid when it is sent.
import type { LinkId } from '../../base/units.ts';
import { errorCodes, type ErrorCode } from '../../data/errors.ts';
import type { WatchedEvent } from '../../data/model.ts';
import type { ServerPacket } from '../../data/wire.ts';
import type { KeeperState } from '../facts.ts';
import { registration, serverPath, toServer, type Call } from './call.ts';
import {
  isAlive,
  type CnxnPort,
  type CnxnState,
  type Finished,
  type QueuedRequest,
} from './cnxn-state.ts';
import { register, setWatchesBatches, unregister } from './watches.ts';

/** Calls the watcher with an event of a watch that was removed here. */
export type Watched = (state: KeeperState, event: WatchedEvent) => void;

export class Requests {
  readonly #state: CnxnState;
  readonly #port: CnxnPort;
  readonly #watched: Watched;

  constructor(state: CnxnState, port: CnxnPort, watched: Watched) {
    this.#state = state;
    this.#port = port;
    this.#watched = watched;
  }

  /** False when the client takes no more requests: this one has come back already. */
  queue(tag: number, call: Call): boolean {
    const { op } = call;
    const queued: QueuedRequest = {
      kind: 'request',
      tag,
      op: toServer(this.#state.chroot, call),
      registration: registration(call),
      deregistration:
        op.type === 'removeWatches'
          ? { path: op.path, type: op.watcherType, local: call.local === true }
          : null,
    };
    if (!isAlive(this.#state.states) || this.#state.closing) {
      this.#finish(queued, { err: this.lossCode(), body: null });
      return false;
    }
    if (op.type === 'closeSession') this.#state.closing = true;
    this.#state.outgoing.push(queued);
    return true;
  }

  /** What goes before the waiting requests on a new connection: identities, then watches, both backwards. */
  prime(link: LinkId): void {
    const state = this.#state;
    for (const { scheme, auth } of state.authInfo.toReversed())
      this.#port.send(link, { type: 'AUTH', scheme, auth });
    const prepend = (path: string): string => serverPath(state.chroot, path);
    const batches = setWatchesBatches(state.watches, state.lastZxid, prepend);
    for (const op of batches.toReversed()) {
      const xid = this.#nextXid();
      this.#port.send(link, { type: 'SET_WATCHES', xid, op });
      state.pending.push({ kind: 'setWatches', xid });
    }
  }

  flush(link: LinkId): void {
    const state = this.#state;
    for (const queued of state.outgoing.splice(0)) {
      state.lastSend = this.#port.now;
      if (queued.kind === 'auth') {
        const { scheme, auth } = queued;
        this.#port.send(link, { type: 'AUTH', scheme, auth });
        continue;
      }
      const xid = this.#nextXid();
      state.pending.push({ ...queued, xid });
      this.#port.tell({ type: 'invoked', xid, op: queued.op });
      this.#port.send(link, { type: 'REQUEST', xid, op: queued.op });
    }
  }

  /** False when it answers none of what was asked ("Xid out of order"): the connection must be given up. */
  onReply(packet: Extract<ServerPacket, { type: 'REPLY' | 'WATCHES_SET' }>): boolean {
    const state = this.#state;
    const sent = state.pending[0];
    if (sent === undefined) return false;
    if (packet.type === 'WATCHES_SET') {
      if (sent.kind !== 'setWatches') return false;
      state.pending.shift();
      if (packet.zxid > 0) state.lastZxid = packet.zxid;
      return true;
    }
    if (sent.xid !== packet.xid || sent.kind !== 'request') return false;
    state.pending.shift();
    const { xid, err, zxid, body } = packet;
    if (zxid > 0) state.lastZxid = zxid;
    this.#port.tell({ type: 'returned', xid, err, zxid, body });
    this.#finish(sent, { err, body });
    return true;
  }

  /** Everything on its way or waiting comes back with the code of the loss; of what was sent nobody knows whether it was done. */
  loseAll(): void {
    const err = this.lossCode();
    const sent = this.#state.pending.splice(0);
    const waiting = this.#state.outgoing.splice(0);
    for (const each of sent) {
      if (each.kind === 'setWatches') continue;
      this.#port.tell({ type: 'unknown', xid: each.xid });
      this.#finish(each, { err, body: null });
    }
    for (const each of waiting)
      if (each.kind === 'request') this.#finish(each, { err, body: null });
  }

  lossCode(): ErrorCode {
    if (this.#state.states === 'AUTH_FAILED') return errorCodes.AUTHFAILED;
    if (this.#state.states === 'CLOSED') return errorCodes.SESSIONEXPIRED;
    return errorCodes.CONNECTIONLOSS;
  }

  /** From the largest xid it starts at 1 again: negative ones have other meanings. */
  #nextXid(): number {
    const { xid } = this.#state;
    this.#state.xid = xid === 2 ** 31 - 1 ? 1 : xid + 1;
    return xid;
  }

  /** Watches are entered and removed before the caller hears of it. */
  #finish(request: QueuedRequest, { err, body }: Finished): void {
    const { watches } = this.#state;
    if (request.registration !== null) register(watches, request.registration, err);
    if (request.deregistration === null) {
      this.#port.finished(request.tag, { err, body });
      return;
    }
    const { path, type, local } = request.deregistration;
    const gone = unregister(watches, path, type, local, err);
    const lost = err === errorCodes.SESSIONEXPIRED || err === errorCodes.CONNECTIONLOSS;
    for (const removed of gone.removed)
      this.#watched(lost ? 'Disconnected' : 'SyncConnected', { type: removed, path });
    this.#port.finished(request.tag, { err: gone.err, body });
  }
}
