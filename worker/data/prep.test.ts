import { describe, expect, test } from 'vitest';
import { openAclUnsafe, perms } from './acl.ts';
import { encodeText } from './base64.ts';
import { generateDigest } from './digest.ts';
import { errorCodes } from './errors.ts';
import type { ErrorName } from './errors.ts';
import type { Acl, CreateMode, Id, MultiOp, Operation } from './model.ts';
import { Prep } from './prep.ts';
import { Solo } from './solo.ts';

const A = '0100000000000001';
const B = '0200000000000001';
const bob: Id = { scheme: 'digest', id: generateDigest('bob:secret') };

type Create = Extract<MultiOp, { type: 'create' }>;
function create(path: string, mode: CreateMode = 'PERSISTENT', more: Partial<Create> = {}): Create {
  return { ...{ type: 'create', path, mode, acl: openAclUnsafe, data: null }, ...more };
}
function del(path: string, version = -1): MultiOp {
  return { type: 'delete', path, version };
}
function set(path: string, text: string, version = -1): MultiOp {
  return { type: 'setData', path, data: encodeText(text), version };
}
function only(bits: number): readonly Acl[] {
  return [{ scheme: 'world', id: 'anyone', perms: bits }];
}

function solo(...paths: readonly (string | Create)[]): Solo {
  const made = new Solo();
  made.open(A);
  made.open(B);
  for (const path of paths) {
    const op = typeof path === 'string' ? create(path) : path;
    expect(made.do(A, op).err, op.path).toBe(0);
  }
  return made;
}

function nameOf(err: number): string | undefined {
  return Object.entries(errorCodes).find(([, code]) => code === err)?.[0];
}

/** One request that has several faults, and the one that is told. */
type Case = readonly [string, Solo, Operation, ErrorName];

describe('a create names the first fault in the order of the real server', () => {
  const noTtl = new Solo({ extendedTypesEnabled: false });
  noTtl.open(A);
  const closed = solo('/a');
  closed.submit(A, { type: 'closeSession' });
  const locked = solo(
    create('/locked', 'PERSISTENT', { acl: only(perms.READ) }),
    create('/e', 'EPHEMERAL'),
  );
  const cases: readonly Case[] = [
    ['no such mode', solo(), { ...create('bad'), mode: null }, 'BADARGUMENTS'],
    [
      'TTL switched off before the session',
      noTtl,
      create('bad', 'PERSISTENT_WITH_TTL'),
      'UNIMPLEMENTED',
    ],
    ['a TTL of 0', solo(), create('/t', 'PERSISTENT_WITH_TTL', { ttl: 0 }), 'BADARGUMENTS'],
    [
      'a TTL above 40 bits',
      solo(),
      create('/t', 'PERSISTENT_WITH_TTL', { ttl: 2 ** 40 }),
      'BADARGUMENTS',
    ],
    [
      'a TTL that the mode does not have',
      solo(),
      create('/t', 'PERSISTENT', { ttl: 5 }),
      'BADARGUMENTS',
    ],
    [
      'the session before the path',
      closed,
      create('bad', 'EPHEMERAL', { acl: [] }),
      'SESSIONEXPIRED',
    ],
    [
      'a path without a slash before the ACL',
      solo(),
      create('bad', 'PERSISTENT', { acl: [] }),
      'BADARGUMENTS',
    ],
    ['the ACL before the parent', solo(), create('/no/a', 'PERSISTENT', { acl: [] }), 'INVALIDACL'],
    ['the parent before the rest of the path', solo(), create('/no//a'), 'NONODE'],
    ['CREATE on the parent before the rest of the path', locked, create('/locked/.'), 'NOAUTH'],
    ['the whole path before an existing node', solo('/a'), create('/a\u0001'), 'BADARGUMENTS'],
    ['an existing node', solo('/a'), create('/a'), 'NODEEXISTS'],
    ['the root', solo(), create('/'), 'NODEEXISTS'],
    ['an ephemeral parent', locked, create('/e/c'), 'NOCHILDRENFOREPHEMERALS'],
  ];
  test.each(cases)('%s', (_, server, op, name) => {
    expect(nameOf(server.do(A, op).err)).toBe(name);
  });
});

describe('other writes name the first fault in the order of the real server', () => {
  const full = solo('/a', '/a/b', create('/locked', 'PERSISTENT', { acl: only(perms.READ) }));
  const cases: readonly Case[] = [
    ['delete of a special path', full, del('/zookeeper/quota', 5), 'BADARGUMENTS'],
    ['delete without a parent', full, del('/no/x'), 'NONODE'],
    ['delete without DELETE on the parent, before the node', full, del('/locked/x'), 'NOAUTH'],
    ['delete of nothing', full, del('/x'), 'NONODE'],
    ['delete of another version, before its children', full, del('/a', 5), 'BADVERSION'],
    ['delete of a parent', full, del('/a'), 'NOTEMPTY'],
    ['set of a bad path', full, set('/a/', 'x'), 'BADARGUMENTS'],
    ['set of nothing', full, set('/x', 'x', 5), 'NONODE'],
    ['set without WRITE, before the version', full, set('/locked', 'x', 5), 'NOAUTH'],
    ['set of another version', full, set('/a', 'x', 5), 'BADVERSION'],
    [
      'setACL with a bad list, before the node',
      full,
      { type: 'setACL', path: '/x', acl: [], version: -1 },
      'INVALIDACL',
    ],
    [
      'setACL without ADMIN',
      full,
      { type: 'setACL', path: '/locked', acl: openAclUnsafe, version: 5 },
      'NOAUTH',
    ],
    [
      'setACL of another aversion',
      full,
      { type: 'setACL', path: '/a', acl: openAclUnsafe, version: 5 },
      'BADVERSION',
    ],
    ['check of another version', full, { type: 'check', path: '/a', version: 5 }, 'BADVERSION'],
  ];
  test.each(cases)('%s', (_, server, op, name) => {
    expect(nameOf(server.do(A, op).err)).toBe(name);
  });

  test('a node that nobody may touch can be deleted by who may delete in its parent', () => {
    expect(solo(create('/x', 'PERSISTENT', { acl: only(0) })).do(A, del('/x')).err).toBe(0);
  });

  test('auth in a list means the identities of who asks', () => {
    const server = solo();
    server.authInfo.set(B, [bob]);
    server.do(B, create('/mine', 'PERSISTENT', { acl: [{ scheme: 'auth', id: '', perms: 31 }] }));
    expect(server.do(A, set('/mine', 'x')).err).toBe(errorCodes.NOAUTH);
    expect(server.do(B, set('/mine', 'x')).err).toBe(0);
  });
});

describe('every write takes a zxid', () => {
  test('also the one that fails', () => {
    const server = solo('/a');
    server.do(A, create('/a'));
    expect(server.log.at(-1)?.body).toEqual({ type: 'error', err: errorCodes.NODEEXISTS });
    server.do(A, create('/b'));
    expect(server.state.tree.stat('/b')?.czxid).toBe(0x1_0000_0005);
  });
});

describe('sequential names', () => {
  test('carry how many children the parent ever got, not how many were sequential', () => {
    const server = solo('/p', '/p/x', '/p/y');
    server.do(A, del('/p/x'));
    expect(server.do(A, create('/p/s', 'PERSISTENT_SEQUENTIAL')).body).toEqual({
      ...{ type: 'create', path: '/p/s0000000002' },
    });
  });

  test('end at 2147483647: the next is taken, or negative while the last is still in flight', () => {
    const server = solo('/p');
    server.state.tree.setCversionPzxid('/p', 2147483647, 1);
    const sequential = create('/p/s', 'PERSISTENT_SEQUENTIAL');
    const [first, second] = [server.submit(A, sequential), server.submit(A, sequential)];
    expect(first.body).toMatchObject({ path: '/p/s2147483647', parentCVersion: -2147483648 });
    expect(second.body).toMatchObject({ path: '/p/s-2147483648' });
    server.deliver();
    expect(server.do(A, sequential).err).toBe(errorCodes.NODEEXISTS);
  });

  test('start again when the parent is made anew', () => {
    const server = solo('/p', create('/p/s', 'PERSISTENT_SEQUENTIAL'));
    for (const op of [del('/p/s0000000000'), del('/p'), create('/p')]) server.do(A, op);
    expect(server.do(A, create('/p/s', 'EPHEMERAL_SEQUENTIAL')).body).toMatchObject({
      path: '/p/s0000000000',
    });
  });
});

describe('writes in flight', () => {
  test('are seen by those behind them: nodes, versions, children and sequence', () => {
    const server = solo();
    const bodies = [
      create('/a'),
      create('/a'),
      create('/a/s', 'PERSISTENT_SEQUENTIAL'),
      create('/a/s', 'PERSISTENT_SEQUENTIAL'),
      set('/a', 'x', 0),
      set('/a', 'x', 0),
      del('/a'),
      del('/a/s0000000000'),
      del('/a/s0000000001'),
      del('/a'),
      create('/a/c'),
    ].map((op) => server.submit(A, op).body);
    expect(bodies.map((body) => (body.type === 'error' ? nameOf(body.err) : body.type))).toEqual([
      ...['create', 'NODEEXISTS', 'create', 'create', 'setData', 'BADVERSION', 'NOTEMPTY'],
      ...['delete', 'delete', 'delete', 'NONODE'],
    ]);
    for (const { err } of server.deliver()) expect([0, -110, -103, -111, -101]).toContain(err);
    expect(server.prep.outstandingCount()).toBe(0);
  });

  test('are forgotten as they are applied, and only then', () => {
    const server = solo('/a');
    server.submit(A, set('/a', '1'));
    server.submit(A, set('/a', '2'));
    server.deliver(1);
    expect(server.submit(A, set('/a', '3', 2)).body.type).toBe('setData');
    server.deliver();
    expect(server.state.tree.stat('/a')?.version).toBe(3);
  });

  test('come back from a capture', () => {
    const server = solo('/a');
    server.submit(A, create('/a/b'));
    server.submit(A, del('/a/b'));
    const back = new Prep();
    back.restore(JSON.parse(JSON.stringify(server.prep.capture())) as ReturnType<Prep['capture']>);
    expect(back.capture()).toEqual(server.prep.capture());
    expect(back.outstandingCount()).toBe(4);
  });
});

describe('a multi', () => {
  test('sees its own earlier operations and is one zxid', () => {
    const server = solo();
    const ops = [create('/m'), create('/m/a'), set('/m', 'x'), del('/m/a'), set('/m', 'y', 1)];
    const { err, body } = server.do(A, { type: 'multi', ops });
    expect(err).toBe(0);
    expect(body?.type === 'multi' && body.results.map((result) => result.type)).toEqual([
      ...['create', 'create', 'setData', 'delete', 'setData'],
    ]);
    expect(server.state.tree.stat('/m')).toMatchObject({ version: 2, cversion: 2, numChildren: 0 });
    expect(server.log.filter((txn) => txn.body.type === 'multi')).toHaveLength(1);
  });

  test('that fails does nothing: OK before the fault, its code, RUNTIMEINCONSISTENCY behind', () => {
    const server = solo('/a');
    const digest = server.state.digest();
    const ops = [create('/b'), set('/a', 'x'), create('/a'), create('/c')];
    const { err, body } = server.do(A, { type: 'multi', ops });
    expect(err).toBe(0);
    expect(body).toEqual({
      type: 'multi',
      results: [0, 0, errorCodes.NODEEXISTS, errorCodes.RUNTIMEINCONSISTENCY].map((code) => ({
        ...{ type: 'error', err: code },
      })),
    });
    expect(server.state.digest()).toBe(digest);
  });

  test('that fails leaves the writes in flight before it as they were', () => {
    const server = solo('/p');
    server.submit(A, create('/p/s', 'PERSISTENT_SEQUENTIAL'));
    server.submit(A, {
      type: 'multi',
      ops: [create('/p/s', 'PERSISTENT_SEQUENTIAL'), del('/nope')],
    });
    expect(server.submit(A, create('/p/s', 'PERSISTENT_SEQUENTIAL')).body).toMatchObject({
      path: '/p/s0000000001',
    });
    for (const { err } of server.deliver()) expect([0, errorCodes.NONODE]).toContain(err);
  });

  test('answers a stat for containers and TTL nodes, a path alone for others', () => {
    const ops = [
      create('/c', 'CONTAINER'),
      create('/t', 'PERSISTENT_WITH_TTL', { ttl: 9 }),
      create('/p'),
    ];
    const { body } = solo().do(A, { type: 'multi', ops });
    const stats = body?.type === 'multi' ? body.results.map((result) => 'stat' in result) : [];
    expect(stats).toEqual([true, true, false]);
  });
});

describe('the end of a session', () => {
  test('deletes its ephemerals, those in flight too, but not what is being deleted', () => {
    const server = solo(create('/e1', 'EPHEMERAL'), create('/e2', 'EPHEMERAL'), '/p');
    server.submit(A, create('/p/e3', 'EPHEMERAL'));
    server.submit(A, del('/e1'));
    const { body } = server.submit(A, { type: 'closeSession' });
    expect(body.type === 'closeSession' && body.paths.toSorted()).toEqual(['/e2', '/p/e3']);
    expect(server.submit(A, create('/late', 'EPHEMERAL')).body).toMatchObject({
      err: errorCodes.SESSIONEXPIRED,
    });
    server.deliver();
    expect(server.state.tree.ephemeralCount).toBe(0);
    expect([...server.state.sessions.keys()]).toEqual([B]);
    expect(server.state.tree.children('/p')).toEqual([]);
  });

  test('leaves other sessions their nodes', () => {
    const server = solo();
    server.do(B, create('/b', 'EPHEMERAL'));
    server.do(A, { type: 'closeSession' });
    expect(server.state.tree.has('/b')).toBe(true);
  });
});

describe('containers and TTL nodes', () => {
  test('are deleted by the server only while empty, and a session’s node never', () => {
    const server = solo(create('/c', 'CONTAINER'), '/c/x', create('/e', 'EPHEMERAL'));
    const ask = (path: string): string | undefined =>
      nameOf(server.do('0000000000000000', { type: 'deleteContainer', path }).err);
    expect(ask('/c')).toBe('NOTEMPTY');
    expect(ask('/e')).toBe('BADVERSION');
    server.do(A, del('/c/x'));
    expect(ask('/c')).toBe('OK');
    expect(ask('/c')).toBe('NONODE');
  });

  test('show no owner', () => {
    const server = solo(create('/c', 'CONTAINER'), create('/t', 'PERSISTENT_WITH_TTL', { ttl: 5 }));
    for (const path of ['/c', '/t'])
      expect(server.state.tree.stat(path)?.ephemeralOwner).toBe('0000000000000000');
    expect(server.state.tree.get('/t')?.stat.ephemeralOwner).toBe('ff00000000000005');
  });
});
