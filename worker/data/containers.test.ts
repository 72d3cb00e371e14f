import { expect, test } from 'vitest';
import { openAclUnsafe } from './acl.ts';
import { containerCandidates } from './containers.ts';
import type { CreateMode, Operation } from './model.ts';
import { Solo } from './solo.ts';

const A = '0100000000000001';

function create(path: string, mode: CreateMode, ttl?: number): Operation {
  const op = { type: 'create', path, mode, data: null, acl: openAclUnsafe } as const;
  return ttl === undefined ? op : { ...op, ttl };
}

test('a container is due once it had a child and has none, never before', () => {
  const server = new Solo();
  server.open(A);
  server.do(A, create('/c', 'CONTAINER'));
  expect(containerCandidates(server.state.tree, server.nowMs)).toEqual([]);
  server.do(A, create('/c/x', 'PERSISTENT'));
  expect(containerCandidates(server.state.tree, server.nowMs)).toEqual([]);
  server.do(A, { type: 'delete', path: '/c/x', version: -1 });
  expect(containerCandidates(server.state.tree, server.nowMs)).toEqual(['/c']);
  server.do(A, { type: 'deleteContainer', path: '/c' });
  expect(containerCandidates(server.state.tree, server.nowMs)).toEqual([]);
});

test('a TTL node is due when it is empty and its data is older than its time; setting data starts it anew', () => {
  const server = new Solo();
  server.open(A);
  server.do(A, create('/t', 'PERSISTENT_WITH_TTL', 500));
  const made = server.state.tree.stat('/t')?.mtime ?? 0;
  expect(containerCandidates(server.state.tree, made + 500)).toEqual([]);
  expect(containerCandidates(server.state.tree, made + 501)).toEqual(['/t']);
  server.do(A, { type: 'setData', path: '/t', data: '', version: -1 });
  expect(containerCandidates(server.state.tree, made + 501)).toEqual([]);
  server.do(A, create('/t/x', 'PERSISTENT'));
  expect(containerCandidates(server.state.tree, made + 10_000)).toEqual([]);
});
