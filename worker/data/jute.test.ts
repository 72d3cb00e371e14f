// The expected lengths are counted by hand from zookeeper.jute: int 4, long 8, boolean 1, string and buffer 4 + bytes.
import { describe, expect, test } from 'vitest';
import { openAclUnsafe } from './acl.ts';
import { encodeText } from './base64.ts';
import { proposalLength, replyLength, requestLength } from './jute.ts';
import type { Operation, ResponseBody, Stat, TxnBody } from './model.ts';

const ACL = 4 + 4 + (4 + 5) + (4 + 6);
const stat: Stat = {
  ...{ czxid: 1, mzxid: 1, ctime: 1, mtime: 1, version: 0, cversion: 0, aversion: 0 },
  ...{ ephemeralOwner: '0000000000000000', dataLength: 0, numChildren: 0, pzxid: 1 },
};

/** Those that the real leader showed in srvr: a header of 32 bytes, the record, and 12 bytes of digest save for errors. */
describe('the length of a proposal', () => {
  const data = encodeText('x');
  const at = { path: '/a', acl: openAclUnsafe, parentCVersion: 1 };
  const create = { ...at, type: 'create', data, ephemeral: false } as const;
  test.each<[TxnBody, number]>([
    [create, 87],
    [{ type: 'error', err: -110 }, 36],
    [{ ...at, type: 'createContainer', path: '/c', data: null }, 85],
    [{ ...at, type: 'createTTL', data, ttl: 5 }, 94],
    [{ type: 'setData', path: '/a', data: encodeText('yy'), version: 1 }, 60],
    [{ type: 'delete', path: '/c' }, 50],
    [{ type: 'createSession', timeoutMs: 30_000 }, 48],
    [{ type: 'closeSession', paths: ['/b1', '/b2'] }, 62],
    [
      {
        type: 'multi',
        txns: [
          create,
          { type: 'setData', path: '/m', data, version: 1 },
          { type: 'check', path: '/m', version: 1 },
          { type: 'delete', path: '/m' },
        ],
      },
      154,
    ],
  ])('of %j is %i', (body, length) => {
    expect(proposalLength(body)).toBe(length);
  });
});

describe('the length of a request', () => {
  test.each<[Operation, number]>([
    [{ type: 'getData', path: '/a', watch: true }, 8 + 6 + 1],
    [{ type: 'setData', path: '/a', data: encodeText('xyz'), version: -1 }, 8 + 6 + 7 + 4],
    [{ type: 'setData', path: '/a', data: null, version: -1 }, 8 + 6 + 4 + 4],
    [
      { type: 'create', path: '/é', data: '', acl: openAclUnsafe, mode: 'EPHEMERAL' },
      8 + 7 + 4 + ACL + 4,
    ],
    [
      { type: 'create2', path: '/a', data: '', acl: [], mode: 'PERSISTENT_WITH_TTL', ttl: 5 },
      8 + 6 + 4 + 4 + 4 + 8,
    ],
    [{ type: 'multi', ops: [{ type: 'delete', path: '/a', version: 0 }] }, 8 + (9 + 6 + 4) + 9],
    [{ type: 'multi', ops: [] }, 8 + 9],
    [{ type: 'closeSession' }, 8],
    [
      {
        type: 'reconfig',
        joiningServers: 'a',
        leavingServers: null,
        newMembers: null,
        fromConfig: -1,
      },
      8 + 5 + 4 + 4 + 8,
    ],
    [
      {
        ...{
          type: 'setWatches',
          relativeZxid: 1,
          dataWatches: ['/a'],
          existWatches: [],
          childWatches: [],
        },
        ...{ persistentWatches: [], persistentRecursiveWatches: [] },
      },
      8 + 8 + (4 + 6) + 4 + 4,
    ],
  ])('%j is %i', (op, length) => {
    expect(requestLength(op)).toBe(length);
  });

  test('counts a character beyond U+FFFF as its two surrogates, three bytes each', () => {
    expect(requestLength({ type: 'sync', path: '/😀' })).toBe(8 + 4 + 1 + 6);
  });
});

describe('the length of a reply', () => {
  test.each<[ResponseBody | null, number]>([
    [null, 16],
    [{ type: 'data', data: encodeText('xyz'), stat }, 16 + 7 + 68],
    [{ type: 'children', children: ['a', 'bc'] }, 16 + 4 + 5 + 6],
    [{ type: 'create', path: '/a', stat }, 16 + 6 + 68],
    [
      { type: 'multi', results: [{ type: 'error', err: 0 }, { type: 'delete' }] },
      16 + (9 + 4) + 9 + 9,
    ],
    [{ type: 'acl', acl: openAclUnsafe, stat }, 16 + ACL + 68],
  ])('%j is %i', (body, length) => {
    expect(replyLength(body)).toBe(length);
  });
});
