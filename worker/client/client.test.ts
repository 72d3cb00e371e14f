import { describe, expect, it } from 'vitest';
import { printedLines, SoloRig } from './solo-rig.ts';

describe('a client', () => {
  it('connects, and its lines run one after the other', () => {
    const rig = new SoloRig();
    rig.connect('A');
    rig.run(20);
    expect(rig.clientOf('A').inspect().prompt).toBe('[zk: node1:2181(CONNECTED) 0] ');
    expect(
      rig.type('A', 'create /a hello\nget /a\nls /\nset /a bye\nget /a\ndelete /a\nls /'),
    ).toEqual(['Created /a', 'hello', '[a, zookeeper]', 'bye', '[zookeeper]']);
    expect(rig.type('A', 'sync /')).toEqual(['Sync is OK']);
    expect(rig.type('A', 'stat /').slice(5)).toEqual([
      'cversion = 1',
      'dataVersion = 0',
      'aclVersion = 0',
      'ephemeralOwner = 0x0',
      'dataLength = 0',
      'numChildren = 1',
    ]);
    expect(printedLines(rig.factsOf('A'), true)).toEqual([
      '',
      'WATCHER::',
      '',
      'WatchedEvent state:SyncConnected type:None path:null',
    ]);
  });
});
