import { describe, expect, test } from 'vitest';
import { openAclUnsafe } from './acl.ts';
import { fourLetterWord, isAllowed } from './four-letter-words.ts';
import type { Operation } from './model.ts';
import type { ConnectionReport, LeaderReport, ServerReport } from './server-report.ts';
import { Solo } from './solo.ts';

const A = '0301234567890000';
const B = '0201234567890000';

function connection(more: Partial<ConnectionReport> = {}): ConnectionReport {
  return {
    ...{ address: '/127.0.0.1:4', interestOps: 0, queued: 0, received: 1, sent: 0 },
    ...{ touchedMs: 0, timeoutMs: 0, session: null },
    ...more,
  };
}
const withSession = connection({
  address: '/127.0.0.1:7',
  interestOps: 1,
  timeoutMs: 30_000,
  session: {
    ...{
      sessionId: A,
      lastOperation: 'CREA',
      establishedMs: 5,
      lastCxid: 10,
      lastZxid: 0x1_0000_0002,
    },
    ...{ lastResponseMs: 9, lastLatencyMs: 2, latency: { minMs: 1, avgMs: 1.5, maxMs: 2 } },
  },
});
const leader: LeaderReport = {
  ...{
    proposalSizes: { last: 36, min: 32, max: 48 },
    uptimeMs: 7,
    pendingSyncs: 0,
    learners: [1, 2],
  },
  ...{ syncedFollowers: 2, syncedNonVotingFollowers: 0, syncedObservers: 0 },
  sessionBuckets: [
    [0, []],
    [2000, [A]],
  ],
};

function report(server: Solo, more: Partial<ServerReport> = {}): ServerReport {
  return {
    ...{ running: true, readOnly: false, version: '3.8.0-x, built on y', sid: 3, mode: 'follower' },
    ...{ peerState: 'following - broadcast', latency: { minMs: 0, avgMs: 0.5, maxMs: 2 } },
    ...{ received: 4, sent: 3, outstanding: 0, lastProcessedZxid: 0x1_0000_0002, uptimeMs: 9 },
    connections: [connection()],
    ...{ tree: server.state.tree, sessions: server.state.sessions, watches: server.watches },
    ...{ clientResponseSizes: { last: 16, min: 16, max: 40 }, leader: null, digests: [] },
    ...{ snapshotBytes: 11, logBytes: 22, dataDir: '/data', counters: {}, summaries: {} },
    ...{ readByNamespace: new Map(), writtenByNamespace: new Map() },
    ...{ localSessionBuckets: null, starts: 1, observerMasterId: null },
    membership: {
      version: 0x1_0000_0000,
      members: [1, 2, 3].map((sid) => ({
        ...{ sid, type: 'participant', address: `h:${sid}1:${sid}2`, clientAddress: `h:${sid}3` },
      })),
    },
    settings: {
      ...{ tickTimeMs: 2000, initLimit: 10, syncLimit: 5, fourLetterWords: '*' },
      ...{ minSessionTimeoutMs: 4000, maxSessionTimeoutMs: 40_000 },
    },
    ...more,
  };
}
function solo(): Solo {
  const server = new Solo();
  server.open(A);
  return server;
}
function ask(word: string, more: Partial<ServerReport> = {}, server = solo()): string | null {
  return fourLetterWord(word, report(server, more));
}

describe('four-letter words', () => {
  test('that are none get no answer', () => {
    for (const word of ['xxxx', 'RUOK', '', 'ruo', 'toString', 'stmk'])
      expect(ask(word)).toBeNull();
  });

  test('that are not allowed say so, but srvr always is', () => {
    const settings = { ...report(solo()).settings, fourLetterWords: 'ruok, conf' };
    expect(ask('cons', { settings })).toBe(
      'cons is not executed because it is not in the whitelist.\n',
    );
    expect(ask('ruok', { settings })).toBe('imok');
    expect(ask('srvr', { settings })).toMatch(/^Zookeeper version/);
    expect(isAllowed('mntr', 'ruok,*')).toBe(true);
  });

  test('get one sentence from a server that does not serve, but for ruok and isro', () => {
    const off = { running: false };
    expect(ask('stat', off)).toBe('This ZooKeeper instance is not currently serving requests\n');
    expect(ask('ruok', off)).toBe('imok');
    expect(ask('isro', off)).toBe('null');
  });

  test('tell a read-only server from one that writes', () => {
    expect(ask('isro')).toBe('rw');
    expect(ask('isro', { readOnly: true })).toBe('ro');
    expect(ask('srvr', { readOnly: true, mode: 'read-only' })).toContain(
      'READ-ONLY mode; serving only read-only clients\n',
    );
  });
});

describe('srvr and stat', () => {
  const numbers = [
    'Latency min/avg/max: 0/0.5/2',
    'Received: 4',
    'Sent: 3',
    'Connections: 1',
    'Outstanding: 0',
    'Zxid: 0x100000002',
    'Mode: follower',
    'Node count: 5',
    '',
  ];

  test('list the numbers of the server', () => {
    expect(ask('srvr')?.split('\n')).toEqual([
      'Zookeeper version: 3.8.0-x, built on y',
      ...numbers,
    ]);
  });

  test('of a leader add the sizes of its proposals', () => {
    expect(ask('srvr', { leader, mode: 'leader' })).toMatch(
      /\nProposal sizes last\/min\/max: 36\/32\/48\n$/,
    );
  });

  test('differ in the clients', () => {
    expect(ask('stat')?.split('\n')).toEqual([
      'Zookeeper version: 3.8.0-x, built on y',
      'Clients:',
      ' /127.0.0.1:4[0](queued=0,recved=1,sent=0)',
      '',
      ...numbers,
    ]);
  });
});

describe('cons', () => {
  test('tells what a session did last', () => {
    expect(ask('cons', { connections: [connection(), withSession] })?.split('\n')).toEqual([
      ' /127.0.0.1:4[0](queued=0,recved=1,sent=0)',
      ' /127.0.0.1:7[1](queued=0,recved=1,sent=0,sid=0x301234567890000,lop=CREA,est=5,to=30000,lcxid=0xa,lzxid=0x100000002,lresp=9,llat=2,minlat=1,avglat=1,maxlat=2)',
      '',
      '',
    ]);
  });
});

describe('conf', () => {
  test('lists the settings, the ports of this server and the membership, without a last line end', () => {
    const text = ask('conf') ?? '';
    expect(text).toContain(
      'clientPort=33\nsecureClientPort=-1\ndataDir=/data/version-2\ndataDirSize=11\n',
    );
    expect(text).toContain(
      'electionAlg=3\nelectionPort=32\nquorumPort=31\npeerType=0\nmembership: \nserver.1=',
    );
    expect(text).toMatch(/version=100000000$/);
  });
});

describe('dump', () => {
  const server = solo();
  const ephemeral: Operation = {
    type: 'create',
    path: '/e1',
    data: null,
    acl: openAclUnsafe,
    mode: 'EPHEMERAL',
  };
  for (const path of ['/e1', '/a']) server.do(A, { ...ephemeral, path });

  test('on a learner lists the sessions with their time-outs', () => {
    expect(ask('dump', { connections: [withSession] }, server)?.split('\n')).toEqual([
      'SessionTracker dump:',
      'Global Sessions(1):',
      '0x301234567890000\t30000ms',
      'ephemeral nodes dump:',
      'Sessions with Ephemerals (1):',
      '0x301234567890000:',
      '\t/a',
      '\t/e1',
      'Connections dump:',
      'Connections Sets (1)/(1):',
      '1 expire at Thu Jan 01 00:00:40 UTC 1970:',
      '\tip: /127.0.0.1:7 sessionId: 0x301234567890000',
      '',
    ]);
  });

  test('on the leader lists when they expire', () => {
    expect(ask('dump', { leader }, server)?.split('\n').slice(1, 5)).toEqual([
      'Session Sets (2)/(1):',
      '0 expire at Thu Jan 01 00:00:00 UTC 1970:',
      '1 expire at Thu Jan 01 00:00:02 UTC 1970:',
      '\t0x301234567890000',
    ]);
  });
});

describe('wchs, wchc and wchp', () => {
  const server = solo();
  for (const path of ['/w', '/absent']) server.do(A, { type: 'exists', path, watch: true });
  server.do(A, { type: 'addWatch', path: '/w', mode: 'PERSISTENT' });

  test('show the data watches in the order of the real server', () => {
    expect(ask('wchs', {}, server)).toBe('1 connections watching 2 paths\nTotal watches:2\n');
    expect(ask('wchp', {}, server)).toBe(
      '/w\n\t0x301234567890000\n/absent\n\t0x301234567890000\n\n',
    );
    expect(ask('wchc', {}, server)).toBe('0x301234567890000\n\t/w\n\t/absent\n\n');
  });

  test('show emptiness as an empty line', () => {
    expect(ask('wchs')).toBe('0 connections watching 0 paths\nTotal watches:0\n');
    expect(ask('wchc')).toBe('\n');
  });
});

describe('mntr', () => {
  const lines = (more: Partial<ServerReport> = {}): Map<string, string> =>
    new Map(
      (ask('mntr', more) ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t') as [string, string]),
    );

  test('begins with version and state and lists each number once', () => {
    const text = ask('mntr', { leader, mode: 'leader' }) ?? '';
    expect([...lines().keys()].slice(0, 4)).toEqual([
      ...['zk_version', 'zk_server_state', 'zk_peer_state', 'zk_ephemerals_count'],
    ]);
    const keys = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has the numbers of a leader only on the leader', () => {
    expect(lines().has('zk_synced_followers')).toBe(false);
    const own = lines({ leader, mode: 'leader' });
    expect(own.get('zk_synced_followers')).toBe('2');
    expect(own.has('zk_p999_2_learner_handler_qp_time_ms')).toBe(true);
  });

  test('shows what was counted, with averages as doubles', () => {
    const counted = { min: 1, max: 4, count: 3, sum: 7 };
    const numbers = lines({
      counters: { commit_count: 5, auth_failed_count: 2 },
      summaries: { fsynctime: counted },
      writtenByNamespace: new Map([['a', counted]]),
    });
    expect(numbers.get('zk_commit_count')).toBe('5');
    expect(numbers.get('zk_auth_failed_count')).toBe('2');
    expect(numbers.get('zk_avg_fsynctime')).toBe('2.3333');
    expect(numbers.get('zk_cnt_a_write_per_namespace')).toBe('3');
    expect(numbers.get('zk_avg_snapshottime')).toBe('0.0');
    expect(numbers.get('zk_quorum_size')).toBe('3');
    expect(numbers.get('zk_znode_count')).toBe('5');
  });
});

describe('a server with local sessions', () => {
  const local = { localSessionBuckets: [[2000, [A, B]]] } as const;

  test('dumps them before the sessions that all servers know', () => {
    const text = ask('dump', local) ?? '';
    expect(text).toMatch(/^SessionTracker dump:\nLocal Session Sets \(1\)\/\(2\):\n2 expire at /);
    expect(text).toMatch(/\nGlobal Sessions\(1\):\n/);
    const onLeader = ask('dump', { ...local, leader, mode: 'leader' });
    expect(onLeader).toContain('\nGlobal Session Sets (2)/(1):\n0 expire at ');
  });

  test('counts them in mntr', () => {
    expect(ask('mntr', local)).toContain('zk_local_sessions\t2\n');
  });
});

describe('the rest', () => {
  test('of the words hash alone leaves its line unended where nothing is served', () => {
    expect(ask('hash', { running: false })).toBe(ask('dirs', { running: false })?.trimEnd());
  });

  test('answer in a line or a few', () => {
    expect(ask('dirs')).toBe('datadir_size: 11\nlogdir_size: 22\n');
    expect(ask('crst')).toBe('Connection stats reset.\n');
    expect(ask('srst')).toBe('Server stats reset.\n');
    expect(ask('gtmk')).toBe('306');
    expect(ask('hash', { digests: [[128, 'ffffffffffffffff']] })).toBe('80: -1\n');
    expect(ask('envi')).toMatch(
      /^Environment:\nzookeeper.version=3.8.0-x, built on y\nhost.name=node3\n/,
    );
  });
});
