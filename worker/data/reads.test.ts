import { describe, expect, test } from 'vitest';
import { openAclUnsafe, perms } from './acl.ts';
import { encodeText } from './base64.ts';
import { generateDigest } from './digest.ts';
import { errorCodes } from './errors.ts';
import type { Acl, CreateMode, Operation } from './model.ts';
import { Solo } from './solo.ts';

const A = '0100000000000001';

function create(
  path: string,
  acl: readonly Acl[] = openAclUnsafe,
  mode: CreateMode = 'PERSISTENT',
): Operation {
  return { type: 'create', path, data: encodeText('x'), acl, mode };
}
function solo(...ops: readonly Operation[]): Solo {
  const server = new Solo();
  server.open(A);
  for (const op of ops) expect(server.do(A, op).err).toBe(0);
  return server;
}

describe('the empty path, which only raw requests have', () => {
  const server = solo(create('/a'));
  const root = server.do(A, { type: 'exists', path: '/', watch: false });

  test.each<Operation>([
    { type: 'exists', path: '', watch: false },
    { type: 'getData', path: '', watch: false },
    { type: 'getChildren', path: '', watch: false },
    { type: 'getChildren2', path: '', watch: false },
    { type: 'getACL', path: '' },
  ])('is the root to $type', (op) => {
    const named = { ...op, path: '/' } as Operation;
    expect(server.do(A, op)).toEqual(server.do(A, named));
  });

  test('has one descendant more than the root: the root', () => {
    const number = (path: string): unknown =>
      server.do(A, { type: 'getAllChildrenNumber', path }).body;
    expect(number('/')).toEqual({ type: 'number', totalNumber: 4 });
    expect(number('')).toEqual({ type: 'number', totalNumber: 5 });
  });

  test.each<Operation>([
    { type: 'delete', path: '', version: -1 },
    { type: 'setData', path: '', data: null, version: -1 },
    { type: 'setACL', path: '', acl: openAclUnsafe, version: -1 },
    { type: 'check', path: '', version: -1 },
    create(''),
  ])('is no argument for $type', (op) => {
    expect(server.do(A, op).err).toBe(errorCodes.BADARGUMENTS);
    expect(server.do(A, { type: 'exists', path: '/', watch: false })).toEqual(root);
  });
});

describe('reads', () => {
  const writeOnly = [{ scheme: 'world', id: 'anyone', perms: perms.WRITE }];
  const server = solo(create('/a'), create('/a/b'), create('/closed', writeOnly));

  test.each<[Operation, number]>([
    [{ type: 'getData', path: '/no', watch: false }, errorCodes.NONODE],
    [{ type: 'getChildren', path: '/no', watch: false }, errorCodes.NONODE],
    [{ type: 'getACL', path: '/no' }, errorCodes.NONODE],
    [{ type: 'getAllChildrenNumber', path: '/no' }, errorCodes.NONODE],
    [{ type: 'getData', path: '/closed', watch: true }, errorCodes.NOAUTH],
    [{ type: 'getChildren2', path: '/closed', watch: true }, errorCodes.NOAUTH],
    [{ type: 'getAllChildrenNumber', path: '/closed' }, errorCodes.NOAUTH],
    [{ type: 'getACL', path: '/closed' }, errorCodes.NOAUTH],
    [{ type: 'exists', path: '/closed', watch: false }, 0],
    [{ type: 'exists', path: '/a\0', watch: true }, errorCodes.BADARGUMENTS],
    [{ type: 'sync', path: '/no' }, 0],
  ])('%j answers %i', (op, err) => {
    expect(server.do(A, op).err).toBe(err);
    expect(server.watches.count).toBe(0);
  });

  test('count all descendants, of the root without itself', () => {
    const count = (path: string): unknown =>
      server.do(A, { type: 'getAllChildrenNumber', path }).body;
    expect(count('/')).toEqual({ type: 'number', totalNumber: 6 });
    expect(count('/a')).toEqual({ type: 'number', totalNumber: 1 });
    expect(count('/a/b')).toEqual({ type: 'number', totalNumber: 0 });
  });

  test('of several nodes answer each for itself', () => {
    const { err, body } = server.do(A, {
      type: 'multiRead',
      ops: [
        { type: 'getData', path: '/a/b' },
        { type: 'getChildren', path: '/a' },
        { type: 'getData', path: '/closed' },
        { type: 'getChildren', path: '/no' },
      ],
    });
    expect(err).toBe(0);
    expect(body).toMatchObject({
      results: [
        { type: 'getData', data: encodeText('x') },
        { type: 'getChildren', children: ['b'] },
        { type: 'error', err: errorCodes.NOAUTH },
        { type: 'error', err: errorCodes.NONODE },
      ],
    });
  });

  test('of ephemerals take any prefix of the path, and only the session’s own', () => {
    const own = solo(
      create('/e1', openAclUnsafe, 'EPHEMERAL'),
      create('/f', openAclUnsafe, 'EPHEMERAL'),
    );
    const list = (prefixPath: string): unknown =>
      own.do(A, { type: 'getEphemerals', prefixPath }).body;
    expect(list('/e')).toEqual({ type: 'ephemerals', ephemerals: ['/e1'] });
    for (const all of ['/', '', '  '])
      expect(list(all)).toMatchObject({ ephemerals: ['/f', '/e1'].toSorted() });
    own.open('0200000000000001');
    expect(own.do('0200000000000001', { type: 'getEphemerals', prefixPath: '/' }).body).toEqual({
      ...{ type: 'ephemerals', ephemerals: [] },
    });
  });

  test('of an ACL hide the secrets of digests from who may not change it', () => {
    const id = generateDigest('bob:secret');
    const acls = [
      { scheme: 'digest', id, perms: perms.ALL },
      { scheme: 'world', id: 'anyone', perms: perms.READ },
    ];
    const shared = solo(create('/s', acls));
    const shown = (): unknown => {
      const { body } = shared.do(A, { type: 'getACL', path: '/s' });
      return body?.type === 'acl' ? body.acl[0]?.id : null;
    };
    expect(shown()).toBe('bob:x');
    shared.authInfo.set(A, [{ scheme: 'digest', id }]);
    expect(shown()).toBe(id);
  });
});
