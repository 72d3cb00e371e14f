// Exhibits about the state that a process keeps when its role ends: M1, M5, M6, M7, M9, and ZOOKEEPER-5094.
// Source: zab.md 11.2 and 5.7.
import { MS } from '../../base/units.ts';
import { fact } from '../driver.ts';
import { SILENCE, type Exhibit, type Stage } from './exhibit.ts';

/** What `from` sends to `to` stays under way until `to` has given up; then the link is whole again. */
function starve(stage: Stage, from: number, to: number): void {
  stage.act({ do: 'cut', from, to });
  stage.run(SILENCE);
  stage.looking(to);
  stage.act({ do: 'join', from, to });
}

/** Node `who` dies, and what it had sent to `to` and was held by a cut is lost with it: of that only the end arrives. */
function die(stage: Stage, who: number, to: number): void {
  stage.act({ do: 'kill', node: who });
  stage.run(10 * MS);
  stage.act({ do: 'join', from: who, to });
}

/** Node 1 is away while `lines` are written at node 3, and comes back. */
function missing(stage: Stage, lines: readonly string[]): void {
  stage.act({ do: 'partition', node: 1 });
  stage.looking(1);
  for (const line of lines) stage.type('A', line);
  stage.act({ do: 'heal', node: 1 });
}

export const M1: Exhibit = {
  id: 'M1',
  servers: 3,
  clients: ['A'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    missing(stage, ['create /missed m']);
    stage.until(
      'DIFF at node 1',
      fact(1, 'syncMode', ({ mode }) => mode === 'DIFF'),
    );
    stage.expect(!stage.arrived(3, 1, 'PROPOSAL'), 'The proposal came with the header');
    starve(stage, 3, 1);
    stage.followed(1, 3);
    stage.type('A', 'create /after a');
    stage.rest(10);
  },
};

export const M5: Exhibit = {
  id: 'M5',
  servers: 3,
  clients: ['A', 'B'],
  play(stage) {
    stage.boot(1, 2);
    stage.act({ do: 'start', node: 3 });
    stage.followed(3, 2);
    stage.connect('A', 2);
    stage.type('A', 'create /before b');
    stage.act({ do: 'kill', node: 3 });
    const zxid = stage.propose('A', 'create /lost l');
    stage.synced(1, zxid);
    // Node 2 commits it, but its COMMIT never comes to node 1.
    stage.act({ do: 'cut', from: 2, to: 1 });
    stage.until(
      'The commit',
      fact(2, 'committed', (committed) => committed.zxid === zxid),
    );
    die(stage, 2, 1);
    stage.act({ do: 'restart', node: 3 });
    stage.looking(1);
    stage.led(3);
    stage.followed(1, 3);
    stage.connect('B', 3);
    stage.type('B', 'create /after a');
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 }, { do: 'restart', node: 2 });
    stage.rest(20);
  },
};

export const M6: Exhibit = {
  id: 'M6',
  servers: 3,
  clients: ['A', 'B'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    stage.rest(2);
    // One txn is on its slow way to node 1's disk, the next waits behind it in memory.
    stage.act({ do: 'disk', node: 1, value: 500 });
    stage.type('A', 'create /flushing f');
    stage.act({ do: 'disk', node: 1, value: 'ok' }, { do: 'cut', from: 3, to: 2 });
    const zxid = stage.propose('A', 'create /waiting w');
    stage.until(
      'The txn queued at node 1',
      fact(1, 'queued', (queued) => queued.zxid === zxid),
    );
    die(stage, 3, 2);
    stage.looking(1);
    stage.expect(!stage.has(appended(zxid)), 'The old sync processor was too fast');
    stage.until('The old sync processor', appended(zxid));
    stage.led(2);
    stage.followed(1, 2);
    stage.connect('B', 2);
    stage.type('B', 'create /after a');
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    stage.rest(20);
  },
};

function appended(zxid: number): ReturnType<typeof fact> {
  return fact(1, 'appended', ({ zxids }) => zxids.includes(zxid));
}

export const M7: Exhibit = {
  id: 'M7',
  servers: 3,
  clients: ['A'],
  settings: { commitLogCount: 2, snapshotSizeFactor: -1 },
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    missing(stage, ['create /m1 m', 'create /m2 m', 'create /m3 m', 'create /m4 m']);
    stage.until(
      'SNAP at node 1',
      fact(1, 'loaded', ({ from }) => from === 'snap'),
    );
    stage.expect(!stage.arrived(3, 1, 'NEWLEADER'), 'NEWLEADER came with the image');
    starve(stage, 3, 1);
    stage.followed(1, 3);
    stage.type('A', 'create /after a');
    stage.rest(2);
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    stage.rest(20);
  },
};

export const M9: Exhibit = {
  id: 'M9',
  servers: 5,
  clients: ['A', 'B'],
  settings: { commitLogCount: 50, snapCount: 1000 },
  play(stage) {
    stage.boot(1, 2, 3, 4, 5);
    stage.connect('A', 5);
    stage.type('A', 'create /before b');
    stage.rest(1);
    stage.act({ do: 'kill', node: 1 });
    stage.type('A', 'create /one 1');
    stage.rest(1);
    stage.act({ do: 'partition', node: 4 });
    stage.looking(4);
    stage.type('A', 'create /two 2');
    stage.act({ do: 'heal', node: 4 });
    stage.followed(4, 5);
    stage.type('A', 'create /three 3');
    stage.rest(1);
    stage.act({ do: 'kill', node: 5 });
    stage.led(4);
    stage.act({ do: 'restart', node: 1 });
    stage.until(
      'Node 1 synchronized',
      fact(4, 'syncDecided', ({ sid }) => sid === 1),
    );
    stage.rest(30);
  },
};

export const M5094: Exhibit = {
  id: '5094',
  servers: 3,
  clients: ['A'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    stage.rest(2);
    const zxid = stage.propose('A', 'create /cut c');
    const applied = fact(3, 'applied', ({ txn }) => txn.zxid === zxid);
    stage.synced(1, zxid);
    stage.act({ do: 'reset', from: 1, to: 3 });
    stage.until(
      'Node 1 cut back',
      fact(3, 'syncDecided', ({ sid }) => sid === 1),
    );
    stage.expect(!stage.has(applied), 'The leader was too fast');
    stage.until(
      'The pair behind TRUNC',
      fact(1, 'applied', ({ during }) => during === 'sync'),
    );
    stage.expect(!stage.arrived(3, 1, 'NEWLEADER'), 'NEWLEADER came with the pair');
    starve(stage, 3, 1);
    stage.followed(1, 3);
    stage.type('A', 'create /after a');
    stage.rest(2);
    stage.act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    stage.rest(20);
  },
};
