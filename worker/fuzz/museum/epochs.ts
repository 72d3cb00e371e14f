// Exhibits about what must be durable before what when a learner takes a new leader's history: M2, M3, M4 and the two
// that only hinder progress, M10 and M11. Source: zab.md 11.2.
import { fact, sends } from '../driver.ts';
import type { Exhibit, Stage } from './exhibit.ts';

/** Three nodes; node 3 leads and holds a proposal alone: the others died before it came to them. */
function orphanProposal(stage: Stage): void {
  stage.boot(1, 2, 3);
  stage.connect('A', 3);
  stage.type('A', 'create /before b');
  stage.act({ do: 'kill', node: 1 }, { do: 'kill', node: 2 });
  const zxid = stage.propose('A', 'create /orphan o');
  stage.until(
    'The orphan on its leader’s disk',
    fact(3, 'synced', (synced) => synced.zxid === zxid),
  );
  stage.looking(3);
}

/** Nodes 1 and 2 come back without what node 3 held, and elect node 2. */
function survivors(stage: Stage): void {
  stage.act({ do: 'kill', node: 1 }, { do: 'kill', node: 2 }, { do: 'kill', node: 3 });
  stage.act({ do: 'healAll' }, { do: 'restart', node: 1 }, { do: 'restart', node: 2 });
  stage.led(2);
  stage.act({ do: 'restart', node: 3 });
  stage.followed(3, 2);
  stage.rest(10);
}

export const M2: Exhibit = {
  id: 'M2',
  servers: 3,
  clients: ['A'],
  play(stage) {
    orphanProposal(stage);
    stage.act({ do: 'restart', node: 1 }, { do: 'restart', node: 2 });
    const first = stage.until('An ACK of NEWLEADER', fact(null, 'newLeaderAcked'));
    const [one, other] = first.who === 1 ? [1, 2] : [2, 1];
    // UPTODATE stays under way: so long the history is in memory alone.
    stage.act({ do: 'cut', from: 3, to: one });
    stage.until('The other ACK', fact(other, 'newLeaderAcked'));
    stage.expect(!stage.has(sends(3, other, 'UPTODATE'), first.at), 'UPTODATE is too early');
    stage.act({ do: 'cut', from: 3, to: other });
    stage.led(3);
    stage.until('A back', fact(stage.participant('A'), 'clientState', connected));
    stage.type('A', 'get /orphan');
    survivors(stage);
  },
};

export const M3: Exhibit = {
  id: 'M3',
  servers: 3,
  clients: ['A'],
  play(stage) {
    orphanProposal(stage);
    stage.act({ do: 'restart', node: 1 }, { do: 'restart', node: 2 });
    // Each dies with its history handed to the sync processor, acknowledged, and not synced.
    const first = stage.until('An ACK of NEWLEADER', fact(null, 'newLeaderAcked'));
    stage.act({ do: 'kill', node: first.who });
    stage.led(3);
    survivors(stage);
  },
};

export const M4: Exhibit = {
  id: 'M4',
  servers: 3,
  clients: ['A'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    stage.act({ do: 'partition', node: 2 });
    stage.type('A', 'create /lost l');
    stage.act({ do: 'kill', node: 1 });
    stage.looking(2);
    stage.act({ do: 'heal', node: 2 });
    stage.until(
      'currentEpoch 2 at node 2',
      fact(2, 'epochWritten', ({ file, epoch }) => file === 'currentEpoch' && epoch >= 2),
    );
    // The epoch is on its disk, the history is not.
    stage.act({ do: 'kill', node: 2 }, { do: 'kill', node: 3 });
    stage.act({ do: 'restart', node: 1 }, { do: 'restart', node: 2 });
    stage.led(2);
    stage.followed(1, 2);
    stage.rest(10);
  },
};

export const M10: Exhibit = {
  id: 'M10',
  servers: 3,
  clients: ['A'],
  play(stage) {
    stage.boot(1, 2, 3);
    stage.connect('A', 3);
    stage.type('A', 'create /before b');
    // Under steady writes there is always a proposal under way when node 1 is synchronized.
    for (let round = 0; round < 60; round += 1) {
      if (round % 12 === 0) stage.act({ do: 'reset', from: 1, to: 3 });
      stage.propose('A', `create /steady-${round} s`);
      stage.run(1000);
    }
    stage.expect(
      stage.has(fact(1, 'flag', ({ flag }) => flag === 'commit')),
      'No COMMIT between the ACK of NEWLEADER and UPTODATE',
    );
    stage.rest(10);
  },
};

export const M11: Exhibit = {
  id: 'M11',
  servers: 3,
  clients: ['A'],
  play(stage) {
    orphanProposal(stage);
    stage.act({ do: 'restart', node: 2 });
    stage.until('The ACK of a proposal before that of NEWLEADER', sends(2, 3, 'ACK'));
    stage.rest(100);
  },
};

function connected(fact: { readonly state: string }): boolean {
  return fact.state === 'CONNECTED';
}
