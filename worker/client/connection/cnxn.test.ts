import { describe, expect, it } from 'vitest';
import { MS } from '../../base/units.ts';
import type { ClientFact } from '../facts.ts';
import { printedLines, SoloRig } from '../solo-rig.ts';

function connected(options = ''): SoloRig {
  const rig = new SoloRig();
  rig.connect('A', { options });
  rig.run(20);
  return rig;
}

function stateOf(rig: SoloRig): string {
  return /\((.*)\)/.exec(rig.clientOf('A').inspect().prompt)?.[1] ?? '';
}

function events(rig: SoloRig): string[] {
  return printedLines(rig.factsOf('A'), true).filter((line) => line.startsWith('WatchedEvent'));
}

function pings(rig: SoloRig): number[] {
  return rig.sent.filter(({ packet }) => packet.type === 'PING').map(({ at }) => at / MS);
}

function notified(facts: readonly ClientFact[]): string[] {
  return facts.flatMap((fact) =>
    fact.type === 'notified' ? [fact.event === null ? fact.state : fact.event.type] : [],
  );
}

describe('a connection', () => {
  it('pings after half the read timeout, which is two thirds of the session timeout', () => {
    const rig = connected('-timeout 30000');
    rig.run(35_000);
    const [first = 0, second = 0] = pings(rig);
    expect([Math.round(first / 1000), second - first]).toEqual([10, 10_000]);
    expect(stateOf(rig)).toBe('CONNECTED');
  });

  it('pings a second earlier when something was heard in between', () => {
    const rig = connected('-timeout 30000');
    rig.type('A', 'ls /');
    const sent = rig.sent.at(-1)?.at ?? 0;
    rig.run(5000);
    // An event of somebody else wakes the send thread without resetting its idle time.
    rig.connect('B');
    rig.run(100);
    rig.type('A', 'ls -w /');
    const asked = rig.sent.findLast(({ name }) => name === 'A')?.at ?? sent;
    rig.run(2000);
    rig.type('B', 'create /x');
    rig.run(20_000);
    const ping = pings(rig).find((at) => at > asked / MS) ?? 0;
    expect(ping - asked / MS).toBe(9000);
  });

  it('gives a silent server up after two thirds of the session timeout', () => {
    const rig = connected('-timeout 6000');
    const heard = rig.now / MS;
    rig.silent.add(1);
    rig.run(3900);
    expect(events(rig)).toHaveLength(1);
    rig.run(300);
    expect(events(rig).at(-1)).toContain('state:Disconnected');
    const lost = rig.now / MS - heard;
    expect(lost).toBeGreaterThan(4000);
  });

  it('does not wait for ever for a server that accepts nothing: the session timeout by the number of servers', () => {
    const rig = new SoloRig();
    rig.silent.add(1);
    rig.silent.add(2);
    rig.connect('A', {
      connectString: 'node1:2181,node2:2181,node3:2181',
      options: '-timeout 9000',
    });
    rig.run(30_000);
    expect(stateOf(rig)).toBe('CONNECTED');
    expect(rig.clientOf('A').inspect().server).toBe(3);
  });

  it('comes back to the same session with its watches and identities, and tells its last zxid', () => {
    const rig = connected();
    rig.type('A', 'addauth digest u:p\ncreate /w\nget -w /w\nls -w /w\nstat -w /absent');
    rig.type('A', 'addWatch -m PERSISTENT /p');
    const { sessionId } = rig.clientOf('A').inspect();
    rig.kill(1);
    rig.run(50);
    expect(stateOf(rig)).toBe('CONNECTED');
    rig.run(3000);
    expect(stateOf(rig)).toBe('CONNECTING');
    rig.down.clear();
    const from = rig.sent.length;
    rig.run(3000);
    expect(rig.clientOf('A').inspect().sessionId).toBe(sessionId);
    const packets = rig.sent.slice(from).map(({ packet }) => packet);
    expect(packets.map(({ type }) => type)).toEqual(['CONNECT', 'AUTH', 'SET_WATCHES']);
    expect(packets[0]).toMatchObject({ sessionId, lastZxidSeen: 2 ** 32 + 2 });
    expect(packets[2]).toMatchObject({
      op: {
        dataWatches: ['/w'],
        existWatches: ['/absent'],
        childWatches: ['/w'],
        persistentWatches: ['/p'],
      },
    });
    expect(notified(rig.factsOf('A'))).toEqual(['SyncConnected', 'Disconnected', 'SyncConnected']);
  });

  it('waits a random while below a second before it dials again, another for every attempt', () => {
    const rig = connected();
    rig.kill(1);
    rig.run(20_000);
    const dials = rig.factsOf('A').filter((fact) => fact.type === 'clientState');
    // A refused dial every 1.1 to 2.1 seconds.
    expect(dials.length).toBeGreaterThan(10);
    expect(dials.length).toBeLessThan(20);
  });

  it('answers what was on its way with ConnectionLoss, and says that nobody knows', () => {
    const rig = connected();
    rig.silent.add(1);
    expect(rig.type('A', 'create /a')).toEqual([]);
    rig.kill(1);
    rig.run(200);
    const facts = rig.factsOf('A');
    expect(printedLines(facts, false)).toContain('KeeperErrorCode = ConnectionLoss for /a');
    expect(facts.filter(({ type }) => type === 'unknown')).toHaveLength(1);
  });

  it('takes what is typed while it dials, and fails it when the dial fails', () => {
    const rig = connected();
    rig.kill(1);
    rig.run(150);
    expect(rig.type('A', 'ls /', 10)).toEqual([]);
    rig.run(2500);
    const facts = rig.factsOf('A');
    expect(printedLines(facts, false).at(-1)).toBe('KeeperErrorCode = ConnectionLoss for /');
    expect(facts.filter(({ type }) => type === 'unknown')).toHaveLength(0);
  });

  it('hears that its session has expired, and is closed from then on', () => {
    const rig = connected();
    const { sessionId } = rig.clientOf('A').inspect();
    rig.solo.do(sessionId ?? '', { type: 'closeSession' });
    rig.kill(1);
    rig.down.clear();
    rig.run(5000);
    expect(
      events(rig)
        .slice(1)
        .map((line) => line.split(' ')[1]),
    ).toEqual(['state:Disconnected', 'state:Expired']);
    expect(rig.type('A', 'ls /')).toEqual(['Not connected']);
    expect(rig.type('A', 'connect')).toEqual([]);
    expect(rig.type('A', 'ls /')).toEqual(['[zookeeper]']);
  });

  it('closes properly from outside, and even while the server is away', () => {
    const rig = connected();
    rig.input('A', { kind: 'command', command: { do: 'close' } });
    rig.run(200);
    expect([stateOf(rig), rig.solo.state.sessions.size]).toEqual(['CLOSED', 0]);
    const away = connected();
    away.kill(1);
    away.run(500);
    away.input('A', { kind: 'command', command: { do: 'close' } });
    away.run(4000);
    expect([stateOf(away), away.solo.state.sessions.size]).toEqual(['CLOSED', 1]);
  });

  it('leaves a read-only server for one that can write, and asks ever more seldom while there is none', () => {
    const rig = new SoloRig();
    rig.readOnly.add(1);
    rig.readOnly.add(2);
    const connectString = 'node1:2181,node2:2181';
    rig.connect('A', { connectString, first: 1, options: '-r' });
    rig.run(60_000);
    expect(stateOf(rig)).toBe('CONNECTEDREADONLY');
    const asked = rig.sent.filter(({ packet }) => packet.type === 'FOUR_LETTER_WORD');
    const gaps = asked.slice(1).map(({ at }, i) => Math.round((at - (asked[i]?.at ?? 0)) / MS));
    expect(gaps.slice(0, 7)).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800]);
    rig.readOnly.delete(2);
    // A minute between two questions at most, and every other one goes to node 1.
    rig.run(180_000);
    expect([stateOf(rig), rig.clientOf('A').inspect().server]).toEqual(['CONNECTED', 2]);
    // A read-only server's session is not carried over.
    const connects = rig.sent.flatMap(({ packet }) =>
      packet.type === 'CONNECT' ? [packet.sessionId] : [],
    );
    expect(connects).toEqual(['0'.repeat(16), '0'.repeat(16)]);
  });

  it('forgets an identity that the server refuses together with the connection', () => {
    const rig = connected();
    rig.type('A', 'addauth nosuch x');
    expect([stateOf(rig), events(rig).at(-1)]).toEqual([
      'AUTH_FAILED',
      'WatchedEvent state:AuthFailed type:None path:null',
    ]);
    rig.run(1000);
    expect(events(rig)).toHaveLength(2);
  });
});
