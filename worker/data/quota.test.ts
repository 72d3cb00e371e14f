import { describe, expect, test } from 'vitest';
import { openAclUnsafe } from './acl.ts';
import { decodeText, encodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { Operation } from './model.ts';
import { ReplicatedState } from './replicated-state.ts';
import { Solo } from './solo.ts';
import { StatsTrack } from './stats-track.ts';

const A = '0100000000000001';

function create(path: string, text: string): Operation {
  return { type: 'create', path, data: encodeText(text), acl: openAclUnsafe, mode: 'PERSISTENT' };
}
function setQuota(server: Solo, subject: string, limits: string): void {
  const nodes = subject.split('/').slice(1);
  for (let depth = 1; depth <= nodes.length; depth += 1)
    server.do(A, create(`/zookeeper/quota/${nodes.slice(0, depth).join('/')}`, ''));
  server.do(A, create(`/zookeeper/quota${subject}/zookeeper_limits`, limits));
  server.do(A, create(`/zookeeper/quota${subject}/zookeeper_stats`, 'count=0,bytes=0'));
}
function statsOf(server: { readonly state: ReplicatedState }, subject: string): string {
  return decodeText(
    server.state.tree.get(`/zookeeper/quota${subject}/zookeeper_stats`)?.data ?? null,
  );
}
function solo(enforceQuota = false): Solo {
  const server = new Solo({ enforceQuota });
  server.open(A);
  return server;
}

describe('the statistics of a quota', () => {
  test('count the subtree when they are made, and follow create, set and delete without a version', () => {
    const server = solo();
    server.do(A, create('/z', '1'));
    server.do(A, create('/z/a', '22'));
    setQuota(server, '/z', 'count=10,bytes=-1');
    expect(statsOf(server, '/z')).toBe('count=2,bytes=3');
    server.do(A, create('/z/b', '333'));
    expect(statsOf(server, '/z')).toBe('count=3,bytes=6');
    server.do(A, { type: 'setData', path: '/z/b', data: encodeText('4'), version: -1 });
    expect(statsOf(server, '/z')).toBe('count=3,bytes=4');
    server.do(A, { type: 'delete', path: '/z/b', version: -1 });
    expect(statsOf(server, '/z')).toBe('count=2,bytes=3');
    expect(server.state.tree.stat('/zookeeper/quota/z/zookeeper_stats')?.version).toBe(0);
  });

  test('of the nearest quota alone are changed', () => {
    const server = solo();
    for (const path of ['/a', '/a/b']) server.do(A, create(path, ''));
    setQuota(server, '/a/b', 'count=5,bytes=-1');
    setQuota(server, '/a', 'count=5,bytes=-1');
    server.do(A, create('/a/b/c', 'xyz'));
    server.do(A, create('/ab', 'xyz'));
    expect(statsOf(server, '/a')).toBe('count=2,bytes=0');
    expect(statsOf(server, '/a/b')).toBe('count=2,bytes=3');
  });

  test('are those of the path without its blank components', () => {
    const server = solo();
    for (const path of ['/a', '/a/ ', '/a/ /b']) server.do(A, create(path, ''));
    setQuota(server, '/a/ /b', 'count=5,bytes=-1');
    setQuota(server, '/a/b', 'count=5,bytes=-1');
    server.do(A, create('/a/ /b/c', 'xyz'));
    // What is below "/a/ /b" counts for "/a/b", and nothing for itself.
    expect(statsOf(server, '/a/b')).toBe('count=1,bytes=3');
    expect(statsOf(server, '/a/ /b')).toBe('count=1,bytes=0');
    server.do(A, {
      type: 'delete',
      path: '/zookeeper/quota/a/ /b/zookeeper_limits',
      version: -1,
    });
    server.do(A, create('/a/ /b/d', 'xyz'));
    expect(statsOf(server, '/a/b')).toBe('count=1,bytes=3');
  });

  test('stand still when the limits are gone', () => {
    const server = solo();
    server.do(A, create('/z', ''));
    setQuota(server, '/z', 'count=5,bytes=-1');
    server.do(A, { type: 'delete', path: '/zookeeper/quota/z/zookeeper_limits', version: -1 });
    server.do(A, create('/z/a', 'x'));
    expect(statsOf(server, '/z')).toBe('count=1,bytes=0');
  });

  test('are counted anew when a tree is loaded, and left alone in a capture', () => {
    const server = solo();
    server.do(A, create('/z', 'abc'));
    setQuota(server, '/z', 'count=5,bytes=-1');
    const path = '/zookeeper/quota/z/zookeeper_stats';
    server.do(A, { type: 'setData', path, data: encodeText('count=99,bytes=99'), version: -1 });
    const image = server.state.image();
    expect(statsOf({ state: ReplicatedState.from(image) }, '/z')).toBe('count=1,bytes=3');
    expect(statsOf({ state: ReplicatedState.from(image, true) }, '/z')).toBe('count=99,bytes=99');
    expect(ReplicatedState.from(image).digest()).toBe(server.state.digest());
  });
});

describe('a hard quota', () => {
  test('refuses what would pass it, by count and by bytes, when it is enforced', () => {
    const server = solo(true);
    server.do(A, create('/h', 'abc'));
    setQuota(server, '/h', 'count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=3');
    expect(server.do(A, create('/h/1', '12345678')).err).toBe(errorCodes.QUOTAEXCEEDED);
    expect(server.do(A, create('/h/1', '1234567')).err).toBe(0);
    expect(server.do(A, create('/h/2', '')).err).toBe(0);
    expect(server.do(A, create('/h/3', '')).err).toBe(errorCodes.QUOTAEXCEEDED);
    const set: Operation = { type: 'setData', path: '/h', data: encodeText('abcd'), version: 9 };
    expect(server.do(A, set).err).toBe(errorCodes.QUOTAEXCEEDED);
    expect(server.do(A, { ...set, data: encodeText('ab') }).err).toBe(errorCodes.BADVERSION);
  });

  test('is not enforced by default, and a soft one never', () => {
    const lax = solo();
    lax.do(A, create('/h', ''));
    setQuota(lax, '/h', 'count=-1,bytes=-1=;countHardLimit=1');
    expect(lax.do(A, create('/h/1', '')).err).toBe(0);
    const soft = solo(true);
    soft.do(A, create('/h', ''));
    setQuota(soft, '/h', 'count=1,bytes=1');
    expect(soft.do(A, create('/h/1', 'xyz')).err).toBe(0);
  });

  test('that cannot be read ends the request with MARSHALLINGERROR', () => {
    const server = solo(true);
    server.do(A, create('/h', ''));
    setQuota(server, '/h', 'nonsense');
    expect(server.do(A, create('/h/1', '')).err).toBe(errorCodes.MARSHALLINGERROR);
  });
});

describe('the text of a quota', () => {
  test.each([
    ['', 'count=-1,bytes=-1'],
    ['count=4,bytes=20', 'count=4,bytes=20'],
    ['bytes=20,count=4', 'count=4,bytes=20'],
    [
      'count=4,bytes=5=;countHardLimit=10;byteHardLimit=10',
      'count=4,bytes=5=;byteHardLimit=10;countHardLimit=10',
    ],
    ['count=9223372036854775807,bytes=-1', 'count=9223372036854775807,bytes=-1'],
  ])('%j is written as %j', (text, written) => {
    expect(new StatsTrack(text).toText()).toBe(written);
    expect(StatsTrack.isWellFormed(text)).toBe(true);
  });

  test.each(['nonsense', 'count=', 'count=x', ',count=1', 'count=9223372036854775808'])(
    '%j is none',
    (text) => {
      expect(StatsTrack.isWellFormed(text)).toBe(false);
    },
  );
});
