import { describe, expect, it } from 'vitest';
import { openAclUnsafe, readAclUnsafe } from '../data/acl.ts';
import { encodeText } from '../data/base64.ts';
import type { TxnBody } from '../data/model.ts';
import { ReplicatedState } from '../data/replicated-state.ts';
import { TreeDesk, type TreeQuestion } from './tree-desk.ts';
import { treeAfter, treeOfImage, type TreeVersion } from './tree.ts';

/** A server's tree as it applies txns, one version after the other. */
class Grown {
  version: TreeVersion;
  private readonly state: ReplicatedState;
  private zxid: number;

  constructor(from: Grown | null = null) {
    this.zxid = from?.zxid ?? 0;
    this.state =
      from === null ? ReplicatedState.empty() : ReplicatedState.from(from.state.image(), true);
    this.version = from?.version ?? treeOfImage(null, 0, this.state.digest());
  }

  apply(...bodies: TxnBody[]): this {
    for (const body of bodies) {
      this.zxid += 1;
      const txn = { zxid: this.zxid, sessionId: '00000000000000a1', cxid: 0, timeMs: 1000, body };
      this.state.apply(txn);
      this.version = treeAfter(this.version, txn, this.state.digest());
    }
    return this;
  }

  /** The same tree, loaded from an image: its past is gone. */
  loaded(): TreeVersion {
    return treeOfImage(this.state.image(), this.zxid, this.state.digest());
  }
}

function create(path: string, ephemeral = false): TxnBody {
  const data = encodeText('x');
  return { type: 'create', path, data, acl: openAclUnsafe, ephemeral, parentCVersion: -1 };
}

const all: TreeQuestion = {
  ...{ closed: [], system: false, filter: '', differing: null, chosen: '/', first: 0, count: 50 },
};

function pathsAt(desk: TreeDesk, version: TreeVersion, question: Partial<TreeQuestion>): string[] {
  return desk.answer(version, [], { ...all, ...question }).rows.map((row) => row.path);
}

describe('the outline of a tree', () => {
  const grown = new Grown().apply(
    ...['/a', '/a/x', '/a/y', '/b', '/a/x/deep', '/__proto__', '/constructor'].map((path) =>
      create(path),
    ),
  );

  it('has parents before children, siblings in code-unit order, whatever they are called', () => {
    expect(pathsAt(new TreeDesk(), grown.version, {})).toEqual([
      ...['/', '/__proto__', '/a', '/a/x', '/a/x/deep', '/a/y', '/b', '/constructor'],
    ]);
  });

  it('leaves out what is below a closed branch, and cuts out the window that is asked for', () => {
    const desk = new TreeDesk();
    const closed = ['/a'];
    expect(pathsAt(desk, grown.version, { closed, first: 2, count: 2 })).toEqual(['/a', '/b']);
    const { total } = desk.answer(grown.version, [], { ...all, closed });
    expect(total).toBe(5);
  });

  it('shows what a filter finds with everything above it, closed or not', () => {
    const desk = new TreeDesk();
    expect(pathsAt(desk, grown.version, { closed: ['/a'], filter: 'DEEP' })).toEqual([
      ...['/', '/a', '/a/x', '/a/x/deep'],
    ]);
    expect(pathsAt(desk, grown.version, { filter: '/a/y' })).toEqual(['/', '/a', '/a/y']);
    const { found } = desk.answer(grown.version, [], { ...all, filter: '/a' });
    expect(found).toBe(4);
  });

  it('knows for each row which branches go on below it', () => {
    const { rows } = new TreeDesk().answer(grown.version, [], all);
    expect(rows.find((row) => row.path === '/a/x/deep')?.rails).toEqual([true, true, false]);
  });

  it('keeps a chosen znode chosen while rows come before it, and falls back to what is above a lost one', () => {
    const desk = new TreeDesk();
    const question = { ...all, chosen: '/b' };
    expect(desk.answer(grown.version, [], question).chosen?.index).toBe(6);
    const more = new Grown(grown).apply(create('/a/z'));
    expect(desk.answer(more.version, [], question).chosen?.index).toBe(7);
    more.apply({ type: 'delete', path: '/b' });
    expect(desk.answer(more.version, [], question).chosen?.path).toBe('/');
  });
});

describe('what a row and the panel say of a znode', () => {
  it('names its owner, its mark and its time to live, its ACL, its quota and its next number', () => {
    const grown = new Grown().apply(
      create('/e', true),
      { type: 'createContainer', path: '/c', data: null, acl: openAclUnsafe, parentCVersion: -1 },
      { ...create('/t'), type: 'createTTL', ttl: 5000 } as TxnBody,
      create('/zookeeper/quota/c'),
      create('/zookeeper/quota/c/zookeeper_limits'),
      create('/zookeeper/quota/c/zookeeper_stats'),
      create('/c/one'),
      { type: 'setACL', path: '/e', acl: readAclUnsafe, version: 1 },
    );
    const { rows } = new TreeDesk().answer(grown.version, [], all);
    const of = (path: string) => rows.find((row) => row.path === path)?.node;
    expect(of('/e')).toMatchObject({ kind: 'ephemeral', owner: '00000000000000a1', isOpen: false });
    expect(of('/c')).toMatchObject({ kind: 'container', hasQuota: true, isOpen: true });
    expect(of('/t')).toMatchObject({ kind: 'ttl', ttlMs: 5000, owner: '0000000000000000' });
    const { detail } = new TreeDesk().answer(grown.version, [], { ...all, chosen: '/c/one' });
    expect(detail?.quota).toEqual({ path: '/c', limits: 'x', stats: 'count=2,bytes=1' });
    const above = new TreeDesk().answer(grown.version, [], { ...all, chosen: '/c' });
    expect(above.detail?.nextSequence).toBe('0000000001');
  });

  it('cuts long data and says how long it is', () => {
    const data = encodeText('y'.repeat(50_000));
    const grown = new Grown().apply({ ...create('/long'), data } as TxnBody);
    const { detail, chosen } = new TreeDesk().answer(grown.version, [], {
      ...all,
      chosen: '/long',
    });
    expect(detail?.data.bytes).toBe(50_000);
    expect(detail?.data.base64?.length).toBe(16_000);
    expect(chosen?.node?.data.base64?.length).toBe(128);
  });
});

describe('the differences of two trees', () => {
  const common = new Grown().apply(create('/a'), create('/b'));
  const here = new Grown(common).apply(create('/a/new'), { type: 'delete', path: '/b' });
  const there = new Grown(common).apply(
    { type: 'setData', path: '/a', data: null, version: 1 },
    create('/b/only'),
  );

  function differing(one: TreeVersion, other: TreeVersion): unknown {
    const question = { ...all, differing: 3 };
    const answer = new TreeDesk().answer(one, [{ sid: 3, version: other }], question);
    return answer.rows.map(({ path, node, differs }) => [path, node !== null, differs.length > 0]);
  }

  it('are what the txns since the common version touched, on either side', () => {
    expect(differing(here.version, there.version)).toEqual([
      ['/', true, true],
      ['/a', true, true],
      ['/a/new', true, true],
      ['/b', false, true],
      ['/b/only', false, true],
    ]);
  });

  it('are found by comparing where a tree came from an image', () => {
    expect(differing(here.version, there.loaded())).toEqual(differing(here.version, there.version));
  });

  it('are none between a tree and the same one loaded from an image', () => {
    const others = [{ sid: 3, version: here.loaded() }];
    const answer = new TreeDesk().answer(here.version, others, all);
    expect(answer.others).toEqual([{ sid: 3, differences: 0 }]);
  });
});
