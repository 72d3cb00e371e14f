// Each check of client histories has a history here that must turn it red, and correct ones that must not.
import { describe, expect, it } from 'vitest';
import { NO_SESSION } from '../base/units.ts';
import type { ErrorCode } from '../data/errors.ts';
import type { Operation, ResponseBody, Stat, Txn, TxnBody } from '../data/model.ts';
import { clientA } from '../trace/tape.ts';
import type { InvariantId } from '../trace/invariant-ids.ts';
import { established, redIn, zxid, type HandRun } from './hand-run.ts';

const session = '0100000000000001';

/** A run with client A in a session, whose requests are numbered as they are made. */
class ClientRun {
  readonly run: HandRun = established();
  private counter = 0;
  private xid = 0;

  constructor() {
    this.commit({ type: 'createSession', timeoutMs: 4000 }, 0);
    this.state('CONNECTED');
  }

  get last(): number {
    return zxid(1, this.counter);
  }

  state(state: 'CONNECTED' | 'CONNECTING' | 'EXPIRED', sessionId = session): this {
    this.run.push(clientA, { type: 'clientState', state, server: 1, sessionId, timeoutMs: 4000 });
    return this;
  }

  /** A txn of the session, committed and applied everywhere. */
  commit(body: TxnBody, cxid: number, sessionId = session): this {
    this.counter += 1;
    const one: Txn = { zxid: zxid(1, this.counter), sessionId, cxid, timeMs: 7, body };
    this.run.write(one);
    return this;
  }

  ask(op: Operation): this {
    this.xid += 1;
    this.run.push(clientA, { type: 'invoked', xid: this.xid, op });
    return this;
  }

  answer(
    body: ResponseBody | null,
    options: { readonly err?: ErrorCode; readonly zxid?: number; readonly xid?: number } = {},
  ): this {
    const { err = 0, xid = this.xid } = options;
    const at = options.zxid ?? this.last;
    this.run.push(clientA, { type: 'returned', xid, err, zxid: at, body });
    return this;
  }

  /** Created, committed and answered. */
  create(path: string, ephemeral = false): this {
    this.ask(createOf(path, ephemeral));
    return this.commit(bodyOf(path, ephemeral), this.xid).answer({ type: 'create', path });
  }

  set(path: string, version: number, made: number): this {
    this.ask({ type: 'setData', path, data: 'eA==', version });
    return this.commit({ type: 'setData', path, data: 'eA==', version: made }, this.xid).answer(
      null,
    );
  }

  event(
    type: 'NodeCreated' | 'NodeDataChanged' | 'NodeDeleted',
    path: string,
    at = this.last,
  ): this {
    this.run.push(clientA, {
      ...{ type: 'notified', state: 'SyncConnected', event: { type, path }, zxid: at },
    });
    return this;
  }
}

function createOf(path: string, ephemeral = false): Operation {
  const mode = ephemeral ? 'EPHEMERAL' : 'PERSISTENT';
  return { type: 'create', path, data: null, acl: [], mode };
}

function bodyOf(path: string, ephemeral = false): TxnBody {
  return { type: 'create', path, data: null, acl: [], ephemeral, parentCVersion: 1 };
}

function statOf(changes: Partial<Stat>): Stat {
  return {
    ...{ czxid: 0, mzxid: 0, pzxid: 0, ctime: 7, mtime: 7, version: 0, cversion: 0, aversion: 0 },
    ...{ dataLength: 0, numChildren: 0, ephemeralOwner: NO_SESSION, ...changes },
  };
}

const sequential: Operation = {
  ...{ type: 'create', path: '/q-', data: null, acl: [], mode: 'PERSISTENT_SEQUENTIAL' },
};
const get = (path: string, watch = false): Operation => ({ type: 'getData', path, watch });
const exists = (path: string, watch = false): Operation => ({ type: 'exists', path, watch });
const a = (): ClientRun => new ClientRun().create('/a');
/** `/a` as `a()` makes it: the second txn, the first being the session's. */
const statOfA = statOf({ czxid: zxid(1, 2), mzxid: zxid(1, 2), pzxid: zxid(1, 2) });
const watched = (): ClientRun =>
  a().ask(get('/a', true)).answer({ type: 'data', data: null, stat: statOfA });
const multi: Operation = {
  ...{
    type: 'multi',
    ops: [
      { type: 'delete', path: '/a', version: 0 },
      { type: 'delete', path: '/b', version: 0 },
    ],
  },
};

const broken: readonly (readonly [InvariantId, string, () => ClientRun])[] = [
  [
    'H1',
    'a write is answered with OK and never committed',
    () => a().ask(createOf('/b')).answer({ type: 'create', path: '/b' }),
  ],
  [
    'H1',
    'a write takes effect before one that was answered earlier',
    () => {
      const run = a().commit(bodyOf('/b'), 3).create('/c');
      return run.ask(createOf('/b')).answer({ type: 'create', path: '/b' });
    },
  ],
  [
    'H1',
    'an error is answered for a txn that was done',
    () => a().ask(createOf('/b')).commit(bodyOf('/b'), 2).answer(null, { err: -110 }),
  ],
  ['H2', 'a request is carried out twice', () => a().commit(bodyOf('/b'), 1)],
  [
    'H3',
    'a request takes effect before an earlier one',
    () => a().commit(bodyOf('/b'), 5).commit(bodyOf('/c'), 4),
  ],
  [
    'H3',
    'answers come out of order',
    () =>
      a()
        .ask(get('/a'))
        .ask(get('/a'))
        .answer(null, { err: -101, xid: 3, zxid: zxid(1, 1) }),
  ],
  [
    'H4',
    'a session goes back in time',
    () =>
      a()
        .create('/b')
        .ask(exists('/a'))
        .answer({ type: 'stat', stat: statOfA }, { zxid: zxid(1, 2) }),
  ],
  [
    'H5',
    'a read shows data that never was',
    () => a().ask(get('/a')).answer({ type: 'data', data: 'eQ==', stat: statOfA }),
  ],
  ['H5', 'a read misses a node', () => a().ask(get('/a')).answer(null, { err: -101 })],
  [
    'H5',
    'a list of children is not whole',
    () =>
      a()
        .create('/b')
        .ask({ type: 'getChildren', path: '/', watch: false })
        .answer({ type: 'children', children: ['a', 'zookeeper'] }),
  ],
  [
    'H6',
    'sync returns before what the leader had committed',
    () => {
      const run = a().ask({ type: 'sync', path: '/' });
      const before = run.last;
      run.commit(bodyOf('/b'), 0, NO_SESSION);
      run.run.push(2, { type: 'syncAnswered', sid: 1, lastCommitted: run.last });
      return run.answer({ type: 'sync', path: '/' }, { zxid: before });
    },
  ],
  ['H7', 'an event comes without a watch', () => a().event('NodeDataChanged', '/a')],
  [
    'H7',
    'a watch fires twice',
    () => watched().set('/a', -1, 1).event('NodeDataChanged', '/a').event('NodeDataChanged', '/a'),
  ],
  ['H8', 'a change is read before its event', () => watched().set('/a', -1, 1)],
  [
    'H9',
    'an event of an older change comes late',
    () => {
      const run = watched().create('/b');
      return run.event('NodeDataChanged', '/a', zxid(1, 2));
    },
  ],
  [
    'H10',
    'a watch never fires',
    () => watched().commit({ type: 'setData', path: '/a', data: null, version: 1 }, 0, NO_SESSION),
  ],
  [
    'H11',
    'a read after an event does not show it',
    () => {
      const run = watched().commit(
        { type: 'setData', path: '/a', data: null, version: 1 },
        0,
        NO_SESSION,
      );
      run.event('NodeDataChanged', '/a').ask(exists('/a'));
      return run.answer({ type: 'stat', stat: statOfA }, { zxid: zxid(1, 2) });
    },
  ],
  [
    'H12',
    'an ephemeral node is made after its session was closed',
    () => a().commit({ type: 'closeSession', paths: [] }, 2).commit(bodyOf('/e', true), 3),
  ],
  [
    'H12',
    'the end of a session leaves one of its nodes out',
    () => a().create('/e', true).commit({ type: 'closeSession', paths: [] }, 3),
  ],
  [
    'H12',
    'a session is expired too early',
    () => {
      const run = a();
      run.run
        .push(2, { type: 'sessionOwner', sessionId: session, owner: 1 })
        .wait(3_000_000)
        .push(2, { type: 'sessionExpiring', sessionId: session, timeoutMs: 4000 });
      return run;
    },
  ],
  [
    'H13',
    'a sequence number is not the count of creates',
    () =>
      a()
        .ask(sequential)
        .commit(bodyOf('/q-0000000007'), 2)
        .answer({ type: 'create', path: '/q-0000000007' }),
  ],
  [
    'H14',
    'a failed multi reports the wrong codes',
    () =>
      a()
        .ask(multi)
        .commit(
          {
            type: 'multi',
            txns: [
              { type: 'delete', path: '/a' },
              { type: 'error', err: -101 },
            ],
          },
          2,
        )
        .answer(
          { type: 'multi', results: [{ type: 'delete' }, { type: 'error', err: -101 }] },
          { err: -101 },
        ),
  ],
  ['H15', 'a version is skipped', () => a().set('/a', -1, 2)],
  [
    'H15',
    'a write is done at a version that was not asked for',
    () => a().set('/a', -1, 1).set('/a', 0, 2),
  ],
  [
    'H16',
    'a closed session writes',
    () => a().commit({ type: 'closeSession', paths: [] }, 2).commit(bodyOf('/b'), 3),
  ],
  [
    'H16',
    'an expired session is answered with OK',
    () => a().state('EXPIRED').ask(exists('/a')).answer({ type: 'stat', stat: statOfA }),
  ],
  [
    'H17',
    'a stat has a wrong field',
    () =>
      a()
        .ask(exists('/a'))
        .answer({ type: 'stat', stat: { ...statOfA, version: 1 } }),
  ],
];

describe('a broken client history', () => {
  it.each(broken)('%s is red when %s', (id, _what, make) => {
    expect(redIn(make().run)).toContain(id);
  });
});

describe('a correct client history stays green', () => {
  const right: readonly (readonly [string, () => ClientRun])[] = [
    [
      'reads of what was written',
      () => a().ask(get('/a')).answer({ type: 'data', data: null, stat: statOfA }),
    ],
    [
      'a stale read: an older state, but whole and not older than what the session saw',
      () => {
        const run = a().commit(bodyOf('/b'), 0, NO_SESSION);
        return run.ask(exists('/b')).answer(null, { err: -101, zxid: zxid(1, 2) });
      },
    ],
    [
      'B11: an unknown outcome that was carried out after all',
      () => {
        const run = a().ask(createOf('/b'));
        run.run.push(clientA, { type: 'unknown', xid: 2 });
        return run.state('CONNECTING').commit(bodyOf('/b'), 2).state('CONNECTED').create('/c');
      },
    ],
    [
      'B12: a gap in sequence numbers',
      () =>
        a()
          .ask(sequential)
          .commit(bodyOf('/q-0000000001'), 2)
          .answer({ type: 'create', path: '/q-0000000001' }),
    ],
    [
      'a watch that fires before the change is read',
      () =>
        watched()
          .commit({ type: 'setData', path: '/a', data: null, version: 1 }, 0, NO_SESSION)
          .event('NodeDataChanged', '/a')
          .ask(exists('/a'))
          .answer({ type: 'stat', stat: { ...statOfA, version: 1, mzxid: zxid(1, 3) } }),
    ],
    [
      'the documented gap: a watched node that comes and goes between two connections',
      () => {
        const run = a().ask(exists('/b', true)).answer(null, { err: -101 });
        run.state('CONNECTING').commit(bodyOf('/b'), 0, NO_SESSION);
        run.commit({ type: 'delete', path: '/b' }, 0, NO_SESSION).state('CONNECTED');
        return run.ask(exists('/b')).answer(null, { err: -101 });
      },
    ],
    [
      'the end of a session with its ephemeral nodes',
      () =>
        a()
          .create('/e', true)
          .commit({ type: 'closeSession', paths: ['/e'] }, 3),
    ],
  ];
  it.each(right)('%s', (_what, make) => {
    expect(redIn(make().run)).toEqual([]);
  });
});
