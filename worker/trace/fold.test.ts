import { describe, expect, it } from 'vitest';
import { drawInteger } from '../base/draw.ts';
import { makeZxid } from '../base/zxid.ts';
import { ReplicatedState } from '../data/replicated-state.ts';
import type { Fact, TraceEvent } from './event.ts';
import { Fold } from './fold.ts';
import { patienceOf } from './deadlines.ts';
import { History } from './history.ts';
import { quorumOf, sidesOf } from './summary.ts';
import { Tape, clientA, threeNodes, txn, write } from './tape.ts';
import { TreeReader } from './tree-reader.ts';
import type { World } from './world-state.ts';

function worldOf(tape: Tape): World {
  const fold = new Fold(threeNodes);
  for (const event of tape.events) fold.push(event);
  return fold.world;
}

function node(world: World, sid: number) {
  const found = world.nodes[sid - 1];
  if (found === undefined) throw new Error(`No node ${sid}`);
  return found;
}

const leads = (sid: number, epoch: number): Fact => ({
  ...{ type: 'state', state: 'LEADING', zabState: 'BROADCAST', leader: sid, epoch },
});
const follows = (leader: number, epoch: number): Fact => ({
  ...{ type: 'state', state: 'FOLLOWING', zabState: 'BROADCAST', leader, epoch },
});

describe('the log of a node', () => {
  const one = makeZxid(1, 1);
  const proposed = () =>
    new Tape().boot(1, 2, 3).push(2, leads(2, 1), { type: 'proposed', txn: txn(1, 1), to: [1, 3] });

  it('shows a txn queued, appended, synced, committed and applied as the facts say', () => {
    const tape = proposed().push(2, { type: 'queued', zxid: one });
    expect(node(worldOf(tape), 2).log).toEqual([
      { zxid: one, stage: 'queued', committed: false, applied: false },
    ]);
    tape.push(2, { type: 'wrote', mark: 1, op: { op: 'append', zxids: [one] } });
    expect(node(worldOf(tape), 2).log[0]?.stage).toBe('appended');
    tape.push(2, { type: 'durable', mark: 1 });
    expect(node(worldOf(tape), 2).log[0]?.stage).toBe('synced');
    tape.push(2, { type: 'committed', zxid: one, acks: [2, 3] });
    const world = worldOf(tape);
    expect(node(world, 2).log[0]).toMatchObject({ committed: true, applied: false });
    expect(world.columns[0]).toMatchObject({ zxid: one, proposedBy: 2, committedAt: world.now });
    expect(node(world, 2).outstanding).toEqual([]);
  });

  it('loses with a kill what was not durable, and keeps what the disk kept', () => {
    const two = makeZxid(1, 2);
    const tape = proposed()
      .push(2, { type: 'wrote', mark: 1, op: { op: 'append', zxids: [one] } })
      .push(2, { type: 'wrote', mark: 2, op: { op: 'append', zxids: [two] } })
      .act({ do: 'kill', node: 2 });
    expect(node(worldOf(tape), 2).log.map((cell) => cell.stage)).toEqual(['lost', 'lost']);
    const kept = node(worldOf(tape.push(0, { type: 'diskKept', node: 2, mark: 1 })), 2);
    expect(kept.log.map((cell) => cell.stage)).toEqual(['synced', 'lost']);
    expect(kept).toMatchObject({ life: 'down', lastLogged: one });
  });

  it('keeps truncated cells as marks until the zxid is logged again', () => {
    const tape = proposed()
      .push(2, { type: 'wrote', mark: 1, op: { op: 'append', zxids: [one] } })
      .push(2, { type: 'truncated', to: 0, removed: [one] })
      .push(2, { type: 'durable', mark: 1 });
    expect(node(worldOf(tape), 2).log[0]?.stage).toBe('truncated');
    expect(node(worldOf(tape.push(2, { type: 'queued', zxid: one })), 2).log[0]?.stage).toBe(
      'queued',
    );
  });
});

describe('messages', () => {
  const open = () => new Tape().boot(1, 2, 3).open('1.1.1', 1, 2);
  const ack = { type: 'ACK', zxid: makeZxid(1, 1) } as const;

  it('are on their link from sent to received, in order', () => {
    const tape = open().send('1.1.1', 1, 2, ack).send('1.1.1', 1, 2, ack);
    expect(
      worldOf(tape)
        .links.get('1.1.1')
        ?.outward.map((m) => m.n),
    ).toEqual([1, 2]);
    tape.receive('1.1.1', 1, 2, 1);
    expect(
      worldOf(tape)
        .links.get('1.1.1')
        ?.outward.map((m) => m.n),
    ).toEqual([2]);
  });

  it('die with their receiver, and those it sent still travel until the other end closes', () => {
    const tape = open()
      .send('1.1.1', 1, 2, ack)
      .send('1.1.1', 2, 1, ack)
      .act({ do: 'kill', node: 2 });
    const world = worldOf(tape);
    expect(world.lost.map((m) => m.from)).toEqual([1]);
    expect(world.links.get('1.1.1')?.inward).toHaveLength(1);
    tape
      .receive('1.1.1', 2, 1, 0)
      .push(1, { type: 'closed', link: '1.1.1', plane: 'quorum', peer: 2 });
    expect(worldOf(tape).links.size).toBe(0);
  });

  it('of a link that a dying process closes do not bring the link back', () => {
    const tape = open()
      .push(2, { type: 'exited', code: 1, why: 'test' })
      .push(1, { type: 'closed', link: '1.1.1', plane: 'quorum', peer: 2 })
      .push(2, { type: 'closing', link: '1.1.1', plane: 'quorum', to: 1, n: 5, arrives: 9 });
    expect(worldOf(tape).links.size).toBe(0);
  });
});

describe('walls', () => {
  it('a partitioned node is a side of its own, without a quorum', () => {
    const tape = new Tape().boot(1, 2, 3).push(2, leads(2, 1)).act({ do: 'partition', node: 2 });
    expect(sidesOf(worldOf(tape))).toEqual([
      { nodes: [1, 3], have: 2, need: 2, of: 3, quorum: true, leader: null },
      { nodes: [2], have: 1, need: 2, of: 3, quorum: false, leader: 2 },
    ]);
    expect(quorumOf(worldOf(tape))).toEqual({ have: 2, of: 3, quorum: true });
    expect(sidesOf(worldOf(tape.act({ do: 'heal', node: 2 })))).toHaveLength(1);
  });

  it('healing one of two partitioned nodes leaves the way between them cut', () => {
    const tape = new Tape()
      .boot(1, 2, 3)
      .act({ do: 'partition', node: 1 })
      .act({ do: 'partition', node: 2 })
      .act({ do: 'heal', node: 1 });
    expect(sidesOf(worldOf(tape)).map((side) => side.nodes)).toEqual([[1, 3], [2]]);
  });

  it('a leader is patient as long as the oldest packet its quorum leans on is young', () => {
    const tape = new Tape()
      .boot(1, 2, 3)
      .open('1.1.1', 1, 2)
      .open('3.1.1', 3, 2)
      .push(2, leads(2, 1));
    const ack = { type: 'ACK', zxid: makeZxid(1, 0) } as const;
    tape.send('1.1.1', 1, 2, ack).receive('1.1.1', 1, 2, 1).wait(1_000_000);
    tape.send('3.1.1', 3, 2, ack).receive('3.1.1', 3, 2, 1);
    const world = worldOf(tape);
    // One of the two followers and the leader itself are a quorum: the newer packet counts.
    expect(patienceOf(world, node(world, 2))).toEqual({
      kind: 'quorumSilent',
      start: world.now,
      end: world.now + 10_000_000,
    });
  });
});

describe('trees', () => {
  it('nodes that applied the same txns share their tree, and it reads as data applies it', () => {
    const state = ReplicatedState.empty();
    const tape = new Tape().boot(1, 2);
    for (let counter = 1; counter <= 3; counter += 1) {
      const one = txn(1, counter, write(`/n${counter}`));
      state.apply(one);
      for (const sid of [1, 2])
        tape.push(sid, {
          type: 'applied',
          txn: one,
          err: 0,
          digest: state.digest(),
          during: 'broadcast',
        });
    }
    const history = new History(threeNodes, { chunk: 2 });
    history.append(tape.events);
    const { nodes } = history.world;
    expect(nodes[0]?.tree).toBe(nodes[1]?.tree);
    const reader = new TreeReader();
    const tree = nodes[0]?.tree;
    if (tree === undefined) throw new Error('No tree');
    expect(reader.read(tree).children('/')).toEqual(['n1', 'n2', 'n3', 'zookeeper']);
    const before = history.worldAt(4).nodes[0]?.tree;
    if (before === undefined) throw new Error('No tree');
    expect(reader.read(before).children('/')).toEqual(['n1', 'zookeeper']);
    expect(reader.read(tree).node('/n3')?.stat.czxid).toBe(makeZxid(1, 3));
  });
});

/** A run of facts that may follow each other in any order: what a fold must survive and key frames must not change. */
function anyRun(seed: number, length: number): TraceEvent[] {
  const tape = new Tape().boot(1, 2, 3).open('1.1.1', 1, 2).open('3.1.1', 3, 2);
  tape.open('1001.1.1', clientA, 1, 'client');
  const state = ReplicatedState.empty();
  const sent = { '1': 1, '3': 1 };
  let counter = 1;
  for (let step = 0; step < length; step += 1) {
    const sid = drawInteger(1, 3, seed, 'node', step);
    const from = sid === 2 ? 1 : sid;
    switch (drawInteger(0, 15, seed, 'what', step)) {
      case 0:
        tape.push(2, { type: 'proposed', txn: txn(1, counter), to: [1, 3] });
        counter += 1;
        break;
      case 1:
        tape.push(sid, { type: 'queued', zxid: makeZxid(1, counter) });
        break;
      case 2:
        tape.push(sid, {
          type: 'wrote',
          mark: step,
          op: { op: 'append', zxids: [makeZxid(1, counter)] },
        });
        break;
      case 3:
        tape.push(sid, { type: 'durable', mark: step });
        break;
      case 4:
        tape.push(2, { type: 'committed', zxid: makeZxid(1, counter - 1), acks: [1, 2] });
        break;
      case 5:
        tape.send(`${from}.1.1`, from, 2, { type: 'ACK', zxid: 0 });
        break;
      case 6:
        tape.receive(`${from}.1.1`, from, 2, sent[from === 1 ? '1' : '3']++);
        break;
      case 7:
        tape.act({ do: 'partition', node: sid });
        break;
      case 8:
        tape.act({ do: 'heal', node: sid });
        break;
      case 9:
        tape.push(sid, drawInteger(0, 1, seed, step) === 0 ? leads(sid, step) : follows(2, step));
        break;
      case 10: {
        const one = txn(1, counter, write(`/n${step}`));
        counter += 1;
        state.apply(one);
        tape.push(sid, {
          type: 'applied',
          txn: one,
          err: 0,
          digest: state.digest(),
          during: 'broadcast',
        });
        break;
      }
      case 11:
        tape.push(clientA, { type: 'invoked', xid: step, op: { type: 'whoAmI' } });
        tape.push(clientA, { type: 'printed', lines: ['x', 'y'] });
        break;
      case 12:
        if (drawInteger(0, 9, seed, 'kill', step) === 0) tape.act({ do: 'kill', node: sid });
        else tape.push(sid, { type: 'booted', incarnation: step });
        break;
      case 13:
        tape.push(sid, {
          type: 'truncated',
          to: makeZxid(1, Math.max(1, counter - 2)),
          removed: [],
        });
        break;
      case 14:
        tape.push(sid, { type: 'watchSet', sessionId: '01', kind: 'data', path: `/n${step % 5}` });
        break;
      default:
        tape.wait(500);
    }
  }
  return tape.events;
}

/** All of a World but the trees' links to each other, which other Worlds may extend. */
function flat(world: World): unknown {
  const nodes = world.nodes.map((one) => ({ ...one, tree: [one.tree.zxid, one.tree.digest] }));
  return structuredClone({ ...world, nodes });
}

describe('key frames', () => {
  it.each([1, 2, 3, 4, 5])(
    'seed %i: a fold from any frame equals the fold from the start',
    (seed) => {
      const events = anyRun(seed, 600);
      const fold = new Fold(threeNodes);
      const frames: { world: World; then: unknown }[] = [];
      for (const [index, event] of events.entries()) {
        if (index % 97 === 0) frames.push({ world: fold.world, then: flat(fold.world) });
        fold.push(event);
      }
      const end = flat(fold.world);
      for (const { world, then } of frames) {
        expect(flat(world)).toEqual(then);
        const again = Fold.from(world);
        for (const event of events.slice(world.index)) again.push(event);
        expect(flat(again.world)).toEqual(end);
        expect(flat(world)).toEqual(then);
      }
    },
  );

  it.each([6, 7])(
    'seed %i: history shows at every index what a fold from the start shows',
    (seed) => {
      const events = anyRun(seed, 300);
      const history = new History(threeNodes, { chunk: 50 });
      history.append(events);
      const fold = new Fold(threeNodes);
      for (let index = 0; index <= events.length; index += 1) {
        if (index % 7 === 0) expect(flat(history.worldAt(index))).toEqual(flat(fold.world));
        const event = events[index];
        if (event !== undefined) fold.push(event);
      }
      expect(flat(history.worldAt(120))).toEqual(flat(history.worldAtTime(events[119]?.at ?? 0)));
    },
  );

  it('a long history keeps a bounded number of facts and still shows every older moment nearby', () => {
    const events = anyRun(8, 3000);
    const history = new History(threeNodes, { chunk: 50, events: 500, frames: 10, lines: 100 });
    for (const event of events) history.append([event]);
    expect(history.length - history.first).toBeLessThanOrEqual(550);
    expect(history.eventAt(0)).toBeNull();
    expect(history.worldAt(700).index).toBeLessThanOrEqual(700);
    expect(history.worldAt(history.first).index).toBe(history.first);
    expect(flat(history.worldAt(history.length))).toEqual(flat(history.world));
    const tree = history.worldAt(history.length - 1).nodes[0]?.tree;
    if (tree === undefined) throw new Error('No tree');
    expect(new TreeReader().read(tree).size).toBeGreaterThan(4);
    expect(history.storyUpTo(history.length).length).toBeLessThanOrEqual(125);
  });
});

describe('the counters', () => {
  it('tell what carries a write from what synchronizes a learner, and count the time without a leader', () => {
    const zxid = makeZxid(1, 1);
    const tape = new Tape()
      .boot(1, 2, 3)
      .open('1.1.1', 1, 2)
      .send('1.1.1', 1, 2, { type: 'ACK', zxid: makeZxid(1, 0) })
      .send('1.1.1', 2, 1, { type: 'PING', zxid: 0 })
      .wait(1000)
      .push(2, leads(2, 1));
    const before = worldOf(tape).counters;
    expect(before).toMatchObject({ sent: { ACK: 1, PING: 1 }, forWrites: 0 });
    tape
      .wait(5000)
      .push(2, { type: 'proposed', txn: txn(1, 1), to: [1] })
      .send('1.1.1', 2, 1, { type: 'PROPOSAL', zxid, txn: txn(1, 1) })
      .send('1.1.1', 1, 2, { type: 'ACK', zxid })
      .push(2, { type: 'committed', zxid, acks: [1, 2] })
      .send('1.1.1', 2, 1, { type: 'COMMIT', zxid });
    const { counters, now } = worldOf(tape);
    expect(counters).toMatchObject({
      leaders: 1,
      commits: 1,
      forWrites: 3,
      sent: { ACK: 2, COMMIT: 1 },
    });
    expect(counters.leaderlessMicros).toBe(before.leaderlessMicros);
    expect(before.leaderlessMicros).toBeGreaterThanOrEqual(1000);
    expect(before.leaderlessMicros).toBeLessThan(now - 5000);
  });
});

describe('decisive events', () => {
  it('are found forwards and backwards from any index, by class', () => {
    const tape = new Tape()
      .boot(1, 2, 3)
      .push(2, leads(2, 1), { type: 'committed', zxid: makeZxid(1, 1), acks: [1, 2] })
      .act({ do: 'kill', node: 2 });
    const history = new History(threeNodes);
    history.append(tape.events);
    expect(history.marks.map((mark) => [mark.index, mark.kind])).toEqual([
      [3, 'election'],
      [4, 'commit'],
      [5, 'fault'],
    ]);
    expect(history.nextDecisive(4)?.kind).toBe('commit');
    expect(history.nextDecisive(0, ['fault'])?.index).toBe(5);
    expect(history.previousDecisive(4)?.index).toBe(3);
    expect(history.previousDecisive(3)).toBeNull();
  });
});
