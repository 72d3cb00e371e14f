import { describe, expect, it } from 'vitest';
import type { ClientConfig } from '../config.ts';
import { SoloRig } from '../solo-rig.ts';

function started(config: Partial<ClientConfig> = {}): SoloRig {
  const rig = new SoloRig();
  rig.connect('A', config);
  rig.run(20);
  return rig;
}

function exitOf(rig: SoloRig): unknown {
  return rig.factsOf('A').find(({ type }) => type === 'clientExited');
}

describe('zkCli', () => {
  it.each([
    ['create', 'create [-s] [-e] [-c] [-t ttl] path [data] [acl]'],
    ['delete -v 3', 'delete [-v version] path'],
    ['set /a', 'set [-s] [-v version] path data'],
    ['setAcl /a', 'setAcl [-s] [-v version] [-R] path acl'],
    ['ls -s', 'ls [-s] [-w] [-R] path'],
    [
      'addWatch /a /b',
      'addWatch [-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE] - default is PERSISTENT_RECURSIVE',
    ],
    ['version extra', 'version '],
    ['get -x /a', 'org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: -x'],
    ['sync', 'sync path'],
  ])('answers %j with its usage on stderr', (line, usage) => {
    const rig = started();
    expect(rig.type('A', line)).toEqual([usage]);
    expect(rig.factsOf('A').findLast(({ type }) => type === 'printed')).toMatchObject({ err: [0] });
  });

  it('numbers lines, remembers them and redoes them', () => {
    const rig = started();
    rig.type('A', 'create /a 1\nget /a\n\nnosuch');
    expect(rig.type('A', 'redo 1')).toEqual(['1']);
    expect(rig.type('A', 'redo 3')).toEqual(['1']);
    expect(rig.type('A', 'redo 9')).toEqual(['Command index out of range']);
    expect(rig.type('A', 'redo 5')).toEqual(['No redoing redos']);
    expect(rig.type('A', 'history').slice(-4)).toEqual([
      '4 - get /a',
      '5 - redo 9',
      '6 - redo 5',
      '7 - history',
    ]);
  });

  it('says twice that it is not connected when a redo closes the session', () => {
    const rig = started();
    rig.type('A', 'close', 300);
    expect(rig.type('A', 'connect')).toEqual([]);
    expect(rig.type('A', 'redo 0', 300)).toEqual(['Not connected']);
    expect(rig.type('A', 'redo 0', 300)).toEqual(['Not connected', 'Not connected']);
  });

  it('dies of what nobody catches, with its session left behind', () => {
    const rig = started();
    rig.type('A', 'create -e /e');
    expect(rig.type('A', 'set -v x /e y')).toEqual([
      'Exception in thread "main" java.lang.NumberFormatException: For input string: "x"',
    ]);
    expect(exitOf(rig)).toEqual({
      type: 'clientExited',
      status: 1,
      exception: 'java.lang.NumberFormatException: For input string: "x"',
    });
    expect(rig.type('A', 'ls /')).toEqual([]);
    expect(rig.solo.state.sessions.size).toBe(1);
  });

  it('quits with the status of its last command', () => {
    for (const [line, status] of [
      ['ls /', 0],
      ['get /nope', 1],
      ['nosuch', 127],
    ] as const) {
      const rig = started();
      rig.type('A', line);
      rig.type('A', 'quit', 300);
      expect(exitOf(rig)).toEqual({ type: 'clientExited', status });
      expect(rig.solo.state.sessions.size).toBe(0);
    }
  });

  it('runs the command of its command line and ends', () => {
    const rig = started({ options: 'create /a x' });
    rig.run(100);
    expect(exitOf(rig)).toEqual({ type: 'clientExited', status: 0 });
    const bad = started({ options: 'get /a' });
    bad.run(100);
    expect(exitOf(bad)).toEqual({ type: 'clientExited', status: 1 });
  });

  it('gives up after its timeout when it was told to wait for a connection', () => {
    const rig = new SoloRig();
    rig.down.add(1);
    rig.connect('A', { options: '-waitforconnection -timeout 4000' });
    rig.run(3000);
    expect(exitOf(rig)).toBeUndefined();
    rig.run(4000);
    expect(exitOf(rig)).toMatchObject({
      status: 1,
      exception:
        'java.io.IOException: org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss',
    });
  });

  it('knows nothing above its chroot', () => {
    const rig = started();
    rig.type('A', 'create /app\ncreate /app/x 1');
    rig.type('A', 'connect node1:2181/app', 300);
    expect(rig.type('A', 'ls /\nget -w /x\ncreate -s /s-\nls -R /')).toEqual([
      '[x]',
      '1',
      'Created /s-0000000001',
      '/',
      '/s-0000000001',
      '/x',
    ]);
    expect(rig.type('A', 'get /app')).toEqual(['Node does not exist: /app']);
    expect(rig.type('A', 'config')).toHaveLength(1);
    rig.type('A', 'set /x 2');
    const events = rig.factsOf('A').filter((fact) => fact.type === 'notified');
    expect(events.at(-1)).toMatchObject({ event: { type: 'NodeDataChanged', path: '/x' } });
  });

  it('goes on with setAcl -R where it may not, and ends no line', () => {
    const rig = started();
    rig.type('A', 'create /a\ncreate /a/b\ncreate /a/c\nsetAcl /a/b world:anyone:r');
    expect(rig.type('A', 'setAcl -R /a world:anyone:cdrwa')).toEqual([
      'KeeperErrorCode = NoAuth for /a/b',
    ]);
    expect(rig.factsOf('A').findLast(({ type }) => type === 'printed')).toMatchObject({
      noeol: true,
    });
    expect(rig.type('A', 'setAcl -R /a nonsense')).toEqual([
      'nonsense does not have the form scheme:id:perm',
      'KeeperErrorCode = InvalidACL'.repeat(3),
    ]);
  });

  it('deletes a subtree in batches, ten of them under way', () => {
    const rig = started();
    const children = Array.from({ length: 25 }, (_, i) => `create /t/${i}`);
    rig.type('A', ['create /t', ...children].join('\n'), 500);
    const from = rig.sent.length;
    expect(rig.type('A', 'deleteall -b 2 /t', 1)).toEqual([]);
    rig.run(100);
    const multis = rig.sent
      .slice(from)
      .filter(({ packet }) => packet.type === 'REQUEST' && packet.op.type === 'multi');
    expect(multis).toHaveLength(13);
    const atOnce = multis.filter(({ at }) => at === multis[0]?.at);
    expect(atOnce).toHaveLength(10);
    expect(rig.type('A', 'ls /')).toEqual(['[zookeeper]']);
  });

  it('counts quotas from malformed nodes as Java does: some it tells, some kill it', () => {
    const rig = started();
    rig.type('A', 'create /zookeeper/quota/a\ncreate /zookeeper/quota/a/zookeeper_limits count=x');
    expect(rig.type('A', 'listquota /a').at(-1)).toBe('For input string: "x"');
    rig.type('A', 'set /zookeeper/quota/a/zookeeper_limits nonsense');
    expect(rig.type('A', 'listquota /a').at(-1)).toBe(
      'Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1',
    );
  });

  it('prints data that is no UTF-8 with replacement characters, and a lone surrogate as a question mark', () => {
    const rig = started();
    rig.type('A', 'create /a');
    const session = rig.clientOf('A').inspect().sessionId ?? '';
    rig.solo.do(session, { type: 'setData', path: '/a', data: '/2Hw', version: -1 });
    expect(rig.type('A', 'get /a')).toEqual(['\ufffda\ufffd']);
    expect(rig.type('A', 'create /b x\ud800y\nget /b')).toEqual(['Created /b', 'x?y']);
    expect(rig.type('A', 'get /\ud800')).toEqual([
      'Invalid path string "/?" caused by invalid character @1',
    ]);
  });

  it('keeps lines in order while a command runs', () => {
    const rig = started();
    rig.silent.add(1);
    expect(rig.type('A', 'create /a\nnosuch\nls /')).toEqual([]);
    rig.silent.clear();
    rig.kill(1);
    rig.down.clear();
    rig.run(5000);
    const typed = rig
      .factsOf('A')
      .filter((fact) => fact.type === 'typed' || fact.type === 'prompt');
    expect(typed.map((fact) => (fact.type === 'typed' ? fact.line : 'prompt'))).toEqual([
      ...['prompt', 'create /a', 'prompt', 'nosuch', 'prompt', 'ls /', 'prompt'],
    ]);
  });

  it('takes a hundred thousand pasted lines in one go, and in order', () => {
    const rig = started();
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `printwatches ${i % 2 === 0 ? 'on' : 'off'}`,
    );
    const began = performance.now();
    expect(rig.type('A', [...lines, 'printwatches'].join('\r\n'))).toEqual(['printwatches is off']);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(rig.clientOf('A').inspect().prompt).toContain(' 100001] ');
  });

  it('has commands of its own where they are wanted, and says so', () => {
    expect(started().type('A', 'exists /a').at(-1)).toBe(
      'Command not found: Command not found exists',
    );
    const rig = started({ extras: true });
    expect(rig.type('A', 'exists /a')).toEqual(['false']);
    expect(rig.type('A', 'multi create /a x ; set /a y; check -v 1 /a')).toEqual([
      'create /a: ok',
      'setData /a: ok',
      'check /a: ok',
    ]);
    expect(rig.type('A', 'multi delete /a ; check /b').slice(0, 2)).toEqual([
      'delete /a: KeeperErrorCode = ok',
      'check /b: KeeperErrorCode = NoNode',
    ]);
    expect(rig.type('A', 'check -v 7 /a')).toEqual(['version No is not valid : /a']);
    expect(rig.type('A', 'multi frobnicate /a')).toEqual([
      'Unknown operation in a multi: frobnicate',
    ]);
    expect(rig.type('A', 'nosuch').join()).toContain('(not in zkCli)');
  });

  it('goes on after a restore in the middle of a command as if nothing had happened', () => {
    const script =
      'create /t\ncreate /t/a\ncreate /t/b\ncreate /t/a/1\nsetquota -n 2 /t\nls -R /\ndeleteall -b 1 /t\nls -R /';
    const whole = started();
    const wanted = whole.type('A', script, 2000);
    for (const at of [1, 3, 4, 6, 9, 14, 20, 25, 40, 60, 70, 80]) {
      const rig = started();
      const from = rig.factsOf('A').length;
      rig.type('A', script, at);
      rig.recapture('A', 1);
      rig.run(2000);
      const lines = rig
        .factsOf('A')
        .slice(from)
        .flatMap((fact) => (fact.type === 'printed' ? fact.lines : []));
      expect(lines).toEqual(wanted);
    }
  });
});
