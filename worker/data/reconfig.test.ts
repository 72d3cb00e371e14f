import { describe, expect, test } from 'vitest';
import { decodeText } from './base64.ts';
import { configText, isFault, parseConfig, parseMember, sharedAddress } from './config-text.ts';
import { errorCodes } from './errors.ts';
import type { MemberEntry, Membership } from './membership.ts';
import type { Operation } from './model.ts';
import { Solo } from './solo.ts';

const A = '0100000000000001';

function member(sid: number, type: MemberEntry['type'] = 'participant'): MemberEntry {
  return { sid, type, address: `node${sid}:2888:3888`, clientAddress: `node${sid}:2181` };
}
const three: Membership = { version: 0x1_0000_0000, members: [member(1), member(2), member(3)] };

function solo(settings = {}, config: Membership = three): Solo {
  const server = new Solo(settings, config);
  server.open(A);
  server.authInfo.set(A, [{ scheme: 'super', id: '' }]);
  return server;
}
function reconfig(more: Partial<Extract<Operation, { type: 'reconfig' }>>): Operation {
  return {
    ...{
      type: 'reconfig',
      joiningServers: null,
      leavingServers: null,
      newMembers: null,
      fromConfig: -1,
    },
    ...more,
  };
}

describe('the text of a configuration', () => {
  test('lists members as Java lists a table of ids: a small one puts 8 before 1, and 17 beside 1', () => {
    const sids = (places?: number): string[] => {
      const config = { ...three, members: [1, 2, 8, 17].map((sid) => member(sid)) };
      return configText(config, places).match(/(?<=server\.)\d+/g) ?? [];
    };
    expect(sids(8)).toEqual(['8', '1', '17', '2']);
    expect(sids()).toEqual(['1', '17', '2', '8']);
  });

  test('with a group of ids that are no members and have no weight is none', () => {
    expect(parseConfig('group.1=1:2\nweight.1=1', true)).toMatchObject({ fault: 'NUMBER' });
    expect(parseConfig('group.1=1:2\nweight.1=1\nweight.2=1', true)).toMatchObject({
      groups: [{}],
    });
  });

  test('has a line a member and the version in hexadecimal, and is read back', () => {
    const text = configText({ ...three, members: [member(1), member(2, 'observer')] });
    expect(text).toBe(
      'server.1=node1:2888:3888:participant;node1:2181\nserver.2=node2:2888:3888:observer;node2:2181\nversion=100000000',
    );
    expect(parseConfig(configText(three), true)).toEqual(three);
  });

  test('keeps groups and weights', () => {
    const grouped: Membership = {
      ...three,
      groups: [
        { gid: 1, members: [1, 2] },
        { gid: 2, members: [3] },
      ],
      weights: [1, 2, 3].map((sid) => ({ sid, weight: sid })),
    };
    expect(parseConfig(configText(grouped), true)).toEqual(grouped);
  });

  test.each([
    ['foo=bar', 'CONFIG'],
    ['server.1=host', 'CONFIG'],
    ['server.x=h:1:2;3', 'NUMBER'],
    ['server.1=h:1:2:observer;3', 'NUMBER'],
    ['server.1=h:1:1;3', 'CONFIG'],
    ['server.1=h:1:99999;3', 'NUMBER'],
    ['server.1=h:1:2;3\ngroup.1=1:1', 'CONFIG'],
    ['server.1=h:1:2;3\nserver.2=i:1:2;3\ngroup.1=1', 'CONFIG'],
  ])('%j is a fault of the kind %s', (text, fault) => {
    expect(parseConfig(text, true)).toMatchObject({ fault });
  });

  test('of a member fills in what may be left out', () => {
    expect(parseMember(4, 'h:1:2;3')).toEqual({
      ...{ sid: 4, type: 'participant', address: 'h:1:2', clientAddress: '0.0.0.0:3' },
    });
    expect(parseMember(4, '[::1]:1:2:OBSERVER')).toEqual({
      ...{ sid: 4, type: 'observer', address: '[::1]:1:2', clientAddress: '' },
    });
    expect(isFault(parseMember(4, 'h:1:2:boss;3'))).toBe(true);
    expect(isFault(parseMember(4, 'h:1:2|i:1:2;3'))).toBe(true);
  });

  test('shows when two members claim one address, but not one of the machine itself', () => {
    expect(sharedAddress(member(1), member(2))).toBeNull();
    expect(sharedAddress(member(1), { ...member(2), clientAddress: 'node1:3888' })).toBe(
      'node1:3888',
    );
    const here = { ...member(1), address: '127.0.0.1:1:2', clientAddress: '0.0.0.0:3' };
    expect(sharedAddress(here, { ...here, sid: 2 })).toBeNull();
  });
});

describe('a reconfig', () => {
  test('that adds, removes and replaces is a new configuration under its zxid', () => {
    const server = solo();
    const joiningServers =
      'server.4=node4:2888:3888;node4:2181,server.2=node2:2888:3888:observer;node2:2181';
    const { err, body } = server.do(A, reconfig({ joiningServers, leavingServers: '1' }));
    expect(err).toBe(0);
    expect(body?.type === 'data' && decodeText(body.data).split('\n')).toEqual([
      'server.2=node2:2888:3888:observer;node2:2181',
      'server.3=node3:2888:3888:participant;node3:2181',
      'server.4=node4:2888:3888:participant;node4:2181',
      'version=100000002',
    ]);
    expect(server.state.tree.stat('/zookeeper/config')).toMatchObject({
      ...{ version: -1, mzxid: 0x1_0000_0002, czxid: 0 },
    });
  });

  test('with the whole membership takes commas for line ends', () => {
    const server = solo();
    const newMembers = 'server.1=node1:2888:3888;node1:2181,server.2=node2:2888:3888;node2:2181';
    expect(server.do(A, reconfig({ newMembers, fromConfig: three.version })).err).toBe(0);
    expect(server.config.members.map(({ sid }) => sid)).toEqual([1, 2]);
  });

  test('passes over leaving ids that nobody has', () => {
    expect(solo().do(A, reconfig({ leavingServers: '7, 900' })).err).toBe(0);
  });

  const hierarchical: Membership = {
    ...three,
    groups: [{ gid: 1, members: [1, 2, 3] }],
    weights: [],
  };
  test.each<[string, Solo, Operation, number]>([
    [
      'switched off',
      solo({ reconfigEnabled: false }),
      reconfig({ leavingServers: '3' }),
      errorCodes.RECONFIGDISABLED,
    ],
    [
      'of another version',
      solo(),
      reconfig({ leavingServers: 'x', fromConfig: 5 }),
      errorCodes.BADVERSION,
    ],
    [
      'with a joiner that is no member',
      solo(),
      reconfig({ joiningServers: 'nonsense' }),
      errorCodes.BADARGUMENTS,
    ],
    [
      'with a joiner without a client port',
      solo(),
      reconfig({ joiningServers: 'server.4=h:1:2' }),
      errorCodes.BADARGUMENTS,
    ],
    [
      'with a joiner at a taken address',
      solo(),
      reconfig({ joiningServers: 'server.4=node1:2888:5;node4:1' }),
      errorCodes.BADARGUMENTS,
    ],
    [
      'with an id that is no number',
      solo(),
      reconfig({ leavingServers: 'x' }),
      errorCodes.MARSHALLINGERROR,
    ],
    [
      'to fewer than two voters',
      solo(),
      reconfig({ leavingServers: '1,2' }),
      errorCodes.BADARGUMENTS,
    ],
    [
      'to none',
      solo({ standaloneEnabled: false }),
      reconfig({ leavingServers: '1,2,3' }),
      errorCodes.BADARGUMENTS,
    ],
    [
      'that is incremental over groups',
      solo({}, hierarchical),
      reconfig({ leavingServers: '3' }),
      errorCodes.BADARGUMENTS,
    ],
  ])('%s is refused', (_, server, op, err) => {
    expect(server.do(A, op).err).toBe(err);
  });

  test('asks for permission last', () => {
    const server = solo();
    server.authInfo.set(A, []);
    expect(server.do(A, reconfig({ joiningServers: 'nonsense' })).err).toBe(
      errorCodes.BADARGUMENTS,
    );
    expect(server.do(A, reconfig({ leavingServers: '3' })).err).toBe(errorCodes.NOAUTH);
  });
});
