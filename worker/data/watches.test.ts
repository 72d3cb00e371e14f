import { describe, expect, test } from 'vitest';
import { openAclUnsafe, perms } from './acl.ts';
import { encodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { Acl, AddWatchMode, Operation, WatcherType } from './model.ts';
import { Solo } from './solo.ts';
import { WatchManager } from './watches.ts';

const A = '0100000000000001';
const B = '0200000000000001';

function create(path: string, acl: readonly Acl[] = openAclUnsafe): Operation {
  return { type: 'create', path, data: null, acl, mode: 'PERSISTENT' };
}
function set(path: string): Operation {
  return { type: 'setData', path, data: encodeText('x'), version: -1 };
}
function del(path: string): Operation {
  return { type: 'delete', path, version: -1 };
}
function get(path: string): Operation {
  return { type: 'getData', path, watch: true };
}
function ls(path: string): Operation {
  return { type: 'getChildren', path, watch: true };
}
function exists(path: string): Operation {
  return { type: 'exists', path, watch: true };
}
function add(path: string, mode: AddWatchMode): Operation {
  return { type: 'addWatch', path, mode };
}
function remove(path: string, watcherType: WatcherType): Operation {
  return { type: 'removeWatches', path, watcherType };
}

function solo(...paths: readonly string[]): Solo {
  const server = new Solo();
  for (const session of [A, B]) server.open(session);
  for (const path of paths) server.do(A, create(path));
  return server;
}

/** What A is told of what B does. */
function told(server: Solo, ...ops: readonly Operation[]): readonly string[] {
  server.notices.length = 0;
  for (const op of ops) server.do(B, op);
  return server.notices
    .filter(([session]) => session === A)
    .map(([, { type, path }]) => `${type} ${path}`);
}

describe('a one-shot watch', () => {
  test('of data is told once: of a change or of the end', () => {
    const server = solo('/a');
    server.do(A, get('/a'));
    expect(told(server, set('/a'), set('/a'))).toEqual(['NodeDataChanged /a']);
    server.do(A, get('/a'));
    expect(told(server, del('/a'), create('/a'))).toEqual(['NodeDeleted /a']);
  });

  test('of existence is told of the creation, also when the node was not there', () => {
    const server = solo();
    expect(server.do(A, exists('/a')).err).toBe(errorCodes.NONODE);
    expect(told(server, create('/a'), set('/a'))).toEqual(['NodeCreated /a']);
  });

  test('of data is not left behind by a read that failed', () => {
    const server = solo();
    expect(server.do(A, get('/a')).err).toBe(errorCodes.NONODE);
    expect(told(server, create('/a'))).toEqual([]);
  });

  test('of children is told of children only, and of the end', () => {
    const server = solo('/a');
    server.do(A, ls('/a'));
    expect(told(server, set('/a'), create('/a/b'), create('/a/c'))).toEqual([
      'NodeChildrenChanged /a',
    ]);
    server.do(A, ls('/a/b'));
    expect(told(server, del('/a/b'))).toEqual(['NodeDeleted /a/b']);
  });

  test('of data and of children together are told one deletion', () => {
    const server = solo('/a', '/a/b');
    for (const op of [get('/a/b'), ls('/a/b'), ls('/a')]) server.do(A, op);
    expect(told(server, del('/a/b'))).toEqual(['NodeDeleted /a/b', 'NodeChildrenChanged /a']);
  });

  test('is not set off by a write that failed', () => {
    const server = solo('/a', '/a/b');
    server.do(A, get('/a'));
    server.do(A, ls('/a'));
    const failing: Operation[] = [
      { ...set('/a'), version: 9 } as Operation,
      create('/a/b'),
      del('/a'),
    ];
    expect(told(server, ...failing)).toEqual([]);
  });

  test('is told of a multi in the order of its operations', () => {
    const server = solo('/a', '/b');
    for (const op of [get('/a'), get('/b'), ls('/a')]) server.do(A, op);
    const ops = [set('/b'), create('/a/c'), set('/a')] as Extract<
      Operation,
      { type: 'multi' }
    >['ops'];
    expect(told(server, { type: 'multi', ops })).toEqual([
      'NodeDataChanged /b',
      'NodeChildrenChanged /a',
      'NodeDataChanged /a',
    ]);
  });
});

describe('a persistent watch', () => {
  test('is told again and again, of data and of children', () => {
    const server = solo('/a');
    server.do(A, add('/a', 'PERSISTENT'));
    expect(told(server, set('/a'), create('/a/b'), set('/a/b'), set('/a'))).toEqual([
      'NodeDataChanged /a',
      'NodeChildrenChanged /a',
      'NodeDataChanged /a',
    ]);
  });

  test('that is recursive is told of everything below, never of children changing', () => {
    const server = solo('/a');
    server.do(A, add('/a', 'PERSISTENT_RECURSIVE'));
    expect(
      told(server, create('/a/b'), set('/a/b'), create('/a/b/c'), del('/a/b/c'), create('/x')),
    ).toEqual([
      ...['NodeCreated /a/b', 'NodeDataChanged /a/b', 'NodeCreated /a/b/c', 'NodeDeleted /a/b/c'],
    ]);
  });

  test('of the root is told of the whole tree', () => {
    const server = solo();
    server.do(A, add('/', 'PERSISTENT_RECURSIVE'));
    expect(told(server, create('/a'), create('/a/b'))).toEqual([
      'NodeCreated /a',
      'NodeCreated /a/b',
    ]);
  });

  test('is destroyed by a one-shot watch on its path, once that fires', () => {
    const server = solo('/a');
    server.do(A, add('/a', 'PERSISTENT'));
    server.do(A, get('/a'));
    expect(told(server, set('/a'), set('/a'))).toEqual(['NodeDataChanged /a']);
    // The table of children still has it.
    expect(told(server, create('/a/b'), create('/a/c'))).toHaveLength(2);
  });

  test('loses one half to removeWatches of data or of children', () => {
    const server = solo('/a');
    server.do(A, add('/a', 'PERSISTENT'));
    expect(server.do(A, remove('/a', 'Data')).err).toBe(0);
    expect(told(server, set('/a'), create('/a/b'))).toEqual(['NodeChildrenChanged /a']);
    expect(server.do(A, remove('/a', 'Any')).err).toBe(0);
    expect(server.do(A, remove('/a', 'Any')).err).toBe(errorCodes.NOWATCHER);
    expect(told(server, create('/a/c'))).toEqual([]);
  });
});

describe('checkWatches', () => {
  test('finds a watch of its kind, and mistakes another session’s for it, as ZooKeeper 3.8 does', () => {
    const server = solo('/a');
    const check = (watcherType: WatcherType): number =>
      server.do(A, { type: 'checkWatches', path: '/a', watcherType }).err;
    expect(check('Any')).toBe(errorCodes.NOWATCHER);
    server.do(B, get('/a'));
    expect(check('Data')).toBe(0);
    expect(check('Children')).toBe(errorCodes.NOWATCHER);
    expect(server.do(A, remove('/a', 'Data')).err).toBe(errorCodes.NOWATCHER);
  });
});

describe('a watcher without READ', () => {
  test('is not told, and its watch is used up', () => {
    const server = solo();
    const hidden = [{ scheme: 'world', id: 'anyone', perms: perms.ALL & ~perms.READ }];
    server.do(A, exists('/a'));
    expect(told(server, create('/a', hidden))).toEqual([]);
    expect(server.watches.count).toBe(0);
  });
});

describe('setWatches', () => {
  const nothing = { existWatches: [], persistentWatches: [], persistentRecursiveWatches: [] };

  test('tells what was missed and sets again the rest', () => {
    const server = solo('/changed', '/same', '/gone');
    const seen = server.log.at(-1)?.zxid ?? 0;
    for (const op of [set('/changed'), create('/same/child'), del('/gone'), create('/new')])
      server.do(B, op);
    server.notices.length = 0;
    server.do(A, {
      ...{ type: 'setWatches', relativeZxid: seen, ...nothing },
      dataWatches: ['/changed', '/same', '/gone'],
      existWatches: ['/new', '/later'],
      childWatches: ['/same', '/changed', '/gone'],
    });
    expect(server.notices.map(([, { type, path }]) => `${type} ${path}`)).toEqual([
      ...['NodeDataChanged /changed', 'NodeDeleted /gone', 'NodeCreated /new'],
      ...['NodeChildrenChanged /same', 'NodeDeleted /gone'],
    ]);
    expect(told(server, set('/same'), create('/later'), create('/changed/c'))).toEqual([
      ...['NodeDataChanged /same', 'NodeCreated /later', 'NodeChildrenChanged /changed'],
    ]);
  });

  test('sets persistent watches again without telling anything', () => {
    const server = solo('/a');
    server.do(A, {
      ...{
        type: 'setWatches',
        relativeZxid: 0,
        dataWatches: [],
        childWatches: [],
        existWatches: [],
      },
      persistentWatches: ['/a'],
      persistentRecursiveWatches: ['/b'],
    });
    expect(server.notices).toEqual([]);
    expect(told(server, set('/a'), create('/b'), create('/b/c'))).toEqual([
      ...['NodeDataChanged /a', 'NodeCreated /b', 'NodeCreated /b/c'],
    ]);
  });
});

describe('the tables', () => {
  test('keep a session without paths until it goes, and count like wchs', () => {
    const server = solo('/a');
    server.do(A, get('/a'));
    server.do(A, ls('/a'));
    expect(server.watches.count).toBe(2);
    told(server, set('/a'));
    const { watcherCount, pathCount, size } = server.watches.dataTable;
    expect([watcherCount, pathCount, size]).toEqual([1, 0, 0]);
    server.watches.removeSession(A);
    expect(server.watches.dataTable.watcherCount).toBe(0);
    expect(server.watches.count).toBe(0);
  });

  test('come back from a capture and go on the same', () => {
    const server = solo('/a');
    for (const op of [get('/a'), add('/', 'PERSISTENT_RECURSIVE'), add('/b', 'PERSISTENT')])
      server.do(A, op);
    const back = new WatchManager();
    back.restore(
      JSON.parse(JSON.stringify(server.watches.capture())) as ReturnType<WatchManager['capture']>,
    );
    expect(back.list()).toEqual(server.watches.list());
    const changes = [{ type: 'NodeDataChanged', path: '/a', acl: [] }] as const;
    expect(back.trigger(changes, () => true)).toEqual(server.watches.trigger(changes, () => true));
    expect(back.capture()).toEqual(server.watches.capture());
  });
});
