// Exhibits about whose history wins: M8, M12, M13, M15, M16. Source: zab.md 11.2.
import { MS } from '../../base/units.ts';
import { fact } from '../driver.ts';
import type { Exhibit, Stage } from './exhibit.ts';

export const M8: Exhibit = {
  id: 'M8',
  servers: 3,
  clients: ['A', 'B'],
  settings: { commitLogCount: 2, snapshotSizeFactor: -1, snapshotDumpMs: 60 },
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.connect('B', 3);
    for (const line of ['create /x 0', 'create /m1 m', 'create /m2 m']) stage.type('A', line);
    stage.act({ do: 'kill', node: 1 });
    for (const line of ['create /m3 m', 'create /m4 m', 'create /m5 m']) stage.type('A', line);
    stage.act({ do: 'restart', node: 1 });
    stage.until(
      'ACKEPOCH of node 1',
      fact(1, 'state', ({ zabState }) => zabState === 'SYNCHRONIZATION'),
    );
    // The first write comes before NEWLEADER is queued, half of the dump in; the second behind it, but into the image.
    stage.until(
      'The decision',
      fact(3, 'syncDecided', ({ mode }) => mode === 'SNAP'),
    );
    stage.type('A', 'set /x 1');
    stage.run(35 * MS);
    stage.type('B', 'set /x 2');
    const image = fact(1, 'loaded', ({ from }) => from === 'snap');
    stage.expect(!stage.has(image), 'The image is out');
    stage.until('Node 1 with its image', image);
    stage.until('The ACK of NEWLEADER', fact(1, 'newLeaderAcked'));
    // What node 1 has on disk is named after the second write and holds the first.
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    stage.followed(1, 3);
    stage.rest(10);
  },
};

export const M12: Exhibit = {
  id: 'M12',
  servers: 3,
  clients: ['A'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    stage.act({ do: 'kill', node: 1 }, { do: 'kill', node: 2 });
    const zxid = stage.propose('A', 'create /dirty d');
    stage.synced(3, zxid);
    stage.looking(3);
    stage.act({ do: 'restart', node: 1 });
    // Elected again it writes a snapshot that holds the txn, and dies before it has synchronized anybody.
    stage.until(
      'acceptedEpoch, and the snapshot before it, on node 3’s disk',
      fact(3, 'epochWritten', ({ file, epoch }) => file === 'acceptedEpoch' && epoch === 2),
    );
    stage.act({ do: 'kill', node: 3 }, { do: 'restart', node: 2 });
    stage.led(2);
    stage.act({ do: 'restart', node: 3 });
    stage.until('TRUNC at node 3', fact(3, 'truncated'));
    stage.followed(3, 2);
    stage.rest(10);
  },
};

export const M13: Exhibit = {
  id: 'M13',
  servers: 5,
  clients: ['A', 'B'],
  settings: { commitLogCount: 2, snapCount: 1000 },
  play(stage) {
    stage.boot(1, 2, 3, 4, 5);
    stage.connect('A', 5);
    stage.type('A', 'create /before b');
    stage.rest(1);
    stage.act({ do: 'kill', node: 1 });
    for (const line of ['create /one 1', 'create /two 2']) stage.type('A', line);
    stage.rest(1);
    // Node 4 gets the middle of the history as an image: its log has a hole there, which ends with the epoch.
    stage.act({ do: 'kill', node: 4 });
    for (let i = 0; i < 24; i += 1) stage.type('A', `create /hole-${i} h`);
    stage.act({ do: 'restart', node: 4 });
    stage.until(
      'SNAP to node 4',
      fact(5, 'syncDecided', ({ sid, mode }) => sid === 4 && mode === 'SNAP'),
    );
    stage.followed(4, 5);
    stage.act({ do: 'kill', node: 5 });
    stage.led(4);
    stage.connect('B', 4);
    for (const line of ['create /three 3', 'create /four 4']) stage.type('B', line);
    stage.act({ do: 'restart', node: 1 });
    stage.until(
      'DIFF from the log to node 1',
      fact(4, 'syncDecided', ({ sid, row }) => sid === 1 && row === 4),
    );
    stage.followed(1, 4);
    stage.rest(10);
  },
};

export const M15: Exhibit = {
  id: 'M15',
  servers: 3,
  clients: ['A', 'B'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    stage.act({ do: 'partition', node: 3 });
    const zxid = stage.propose('A', 'create /ghost g');
    stage.synced(3, zxid);
    stage.act({ do: 'kill', node: 3 });
    stage.led(2);
    stage.connect('B', 2);
    stage.type('B', 'create /after a');
    stage.act({ do: 'heal', node: 3 }, { do: 'restart', node: 3 });
    stage.followed(3, 2);
    stage.rest(10);
  },
};

export const M16: Exhibit = {
  id: 'M16',
  servers: 3,
  clients: ['A'],
  settings: { firstCounter: 0xfffffffb },
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    for (let i = 0; i < 4; i += 1) overflow(stage, i);
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    stage.rest(10);
  },
};

function overflow(stage: Stage, i: number): void {
  stage.type('A', `create /counter-${i} c`);
}
