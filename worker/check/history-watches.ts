// Watches as clients live them: one event for each, of the right kind, before any answer that shows the change, none lost.
// H7 to H11. Source: correctness.md 3.3; DataTree's calls of triggerWatch, ZooKeeper.ZKWatchManager.materialize.
import { shortZxid as z, type Zxid } from '../base/zxid.ts';
import { errorCodes } from '../data/errors.ts';
import type { Operation, WatchedEvent } from '../data/model.ts';
import type { Answer, ClientTrack, PendingCall, Registration } from './client-state.ts';
import type { Docket } from './invariants.ts';
import { isReserved, type PathModel } from './path-model.ts';

export class WatchChecks {
  private readonly docket: Docket;
  private readonly paths: PathModel;

  constructor(docket: Docket, paths: PathModel) {
    this.docket = docket;
    this.paths = paths;
  }

  /** Any answer with a zxid, before the client's own position moves to it. */
  onAnswer(client: ClientTrack, call: PendingCall, zxid: Zxid): void {
    this.docket.check(
      'H11',
      zxid >= call.newestEvent,
      () =>
        `Client ${client.name} asked after an event of ${z(call.newestEvent)} and was answered as of ${z(zxid)}.`,
    );
    for (const watch of client.watches) {
      const due = this.dueAt(watch, zxid);
      this.docket.check(
        'H8',
        due === null,
        () =>
          `Client ${client.name} was answered as of ${z(zxid)} before its watch on ${watch.path} told it of ${z(due ?? 0)}.`,
      );
      // Told once is enough: the watch is judged again only after its next registration.
      if (due !== null) client.watches = client.watches.filter((other) => other !== watch);
    }
  }

  /** An operation that may leave a watch has returned. */
  onReturned(client: ClientTrack, op: Operation, answer: Answer): void {
    const { err, zxid } = answer;
    switch (op.type) {
      case 'getData':
        if (op.watch && err === errorCodes.OK) this.register(client, 'data', op.path, zxid);
        return;
      case 'exists':
        if (!op.watch) return;
        if (err === errorCodes.OK) this.register(client, 'data', op.path, zxid);
        else if (err === errorCodes.NONODE) this.register(client, 'exists', op.path, zxid);
        return;
      case 'getChildren':
      case 'getChildren2':
        if (op.watch && err === errorCodes.OK) this.register(client, 'child', op.path, zxid);
        return;
      case 'addWatch':
        if (err !== errorCodes.OK) return;
        client.watches = client.watches.map((watch) =>
          watch.path === op.path ? { ...watch, replaced: true } : watch,
        );
        this.register(client, op.mode === 'PERSISTENT' ? 'persistent' : 'recursive', op.path, zxid);
        return;
      case 'removeWatches':
        if (err === errorCodes.OK)
          client.watches = client.watches.filter((watch) => watch.path !== op.path);
        return;
      default:
        return;
    }
  }

  onEvent(client: ClientTrack, event: WatchedEvent, zxid: Zxid): void {
    if (event.type === 'None' || event.type.endsWith('WatchRemoved')) return;
    const used = client.watches.filter((watch) => matches(watch, event));
    this.docket.check(
      'H7',
      used.length > 0,
      () => `Client ${client.name} was told of ${event.type} ${event.path} without a watch for it.`,
    );
    client.watches = client.watches.filter((watch) => !used.includes(watch) || isPersistent(watch));
    if (zxid <= 0) return;
    this.docket.check(
      'H9',
      zxid >= client.newestEvent && zxid >= client.newest,
      () =>
        `Client ${client.name} was told of an event of ${z(zxid)} after ${z(Math.max(client.newestEvent, client.newest))}.`,
    );
  }

  /** The client is connected again: its watches are set anew there. */
  onReconnected(client: ClientTrack): void {
    const persistent = client.watches.filter(isPersistent).map((watch) => watch.path);
    client.watches = client.watches.map((watch) => ({
      ...watch,
      carried: true,
      replaced: watch.replaced || persistent.includes(watch.path),
    }));
  }

  /** At the end, when all is quiet: `seen` is what the client's server has applied. */
  finish(client: ClientTrack, seen: Zxid): void {
    for (const watch of client.watches) {
      const due = this.dueAt(watch, seen);
      this.docket.check(
        'H10',
        due === null,
        () =>
          `Client ${client.name} was never told of ${z(due ?? 0)} by its watch on ${watch.path}.`,
      );
    }
  }

  private register(
    client: ClientTrack,
    kind: Registration['kind'],
    path: string,
    zxid: Zxid,
  ): void {
    const same = client.watches.some((watch) => watch.kind === kind && watch.path === path);
    // A second registration of the same kind is the same watch; it keeps the older position.
    if (!same) client.watches.push({ kind, path, zxid, carried: false, replaced: false });
  }

  /** The first change that this watch should have told of by `zxid`; null if there is none. */
  private dueAt(watch: Registration, zxid: Zxid): Zxid | null {
    const { kind, path } = watch;
    if (kind === 'persistent' || kind === 'recursive' || watch.replaced || isReserved(path))
      return null;
    const due = this.paths.changeBetween(kind, path, watch.zxid, zxid);
    if (due === null) return null;
    // The documented gap: a node that came and went while the client was between two connections.
    if (kind === 'exists' && watch.carried && this.paths.at(path, zxid) === null) return null;
    return this.mayBeHidden(watch, zxid) ? null : due;
  }

  /** A node that the watcher may not read tells it nothing (the ACL before or after the change). */
  private mayBeHidden(watch: Registration, zxid: Zxid): boolean {
    const before = this.paths.at(watch.path, this.paths.known(watch.zxid));
    const after = this.paths.at(watch.path, zxid);
    return [before, after].some(
      (node) =>
        node !== null &&
        node !== undefined &&
        node.acl.length > 0 &&
        !node.acl.some((acl) => acl.scheme === 'world' && (acl.perms & 1) === 1),
    );
  }
}

function isPersistent(watch: Registration): boolean {
  return watch.kind === 'persistent' || watch.kind === 'recursive';
}

function matches(watch: Registration, event: WatchedEvent): boolean {
  const { kind, path } = watch;
  if (kind === 'recursive')
    return event.path === path || event.path.startsWith(path === '/' ? '/' : `${path}/`);
  if (path !== event.path) return false;
  switch (event.type) {
    case 'NodeCreated':
      return kind === 'exists' || kind === 'persistent' || kind === 'data';
    case 'NodeDataChanged':
      return kind === 'data' || kind === 'exists' || kind === 'persistent';
    case 'NodeDeleted':
      return true;
    case 'NodeChildrenChanged':
      return kind === 'child' || kind === 'persistent';
    default:
      return false;
  }
}
