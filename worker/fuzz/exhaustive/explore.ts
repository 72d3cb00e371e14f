// The search: depth first through everything that a scope allows, with every check on, and no state twice. States are told
// apart by hashes of all that the servers, disks and connections hold, and of what the checks remember of the way.
// Called by worker/host/cli/exhaustive.ts and by the test beside this file. Source: correctness.md 2.3 P1, 5.
import { present } from '../../base/assert.ts';
import { Checker } from '../../check/checker.ts';
import type { Model } from '../../check/model.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Machines } from '../../world/machines.ts';
import { ensembleOf, sidsOf } from '../../world/profiles.ts';
import { Cells, HALF_TICK } from './cell.ts';
import { clone } from './clone.ts';
import { choose, type Choice } from './moves.ts';
import type { Scope } from './scope.ts';
import { Visited } from './visited.ts';
import { stateKey, Yard, type Move, type State } from './yard.ts';

export interface Found {
  /** An invariant's id, or: `crash`, `exit`, `stuck`, `apart` (settled, and trees differ). */
  readonly id: string;
  readonly sentence: string;
  readonly path: readonly Move[];
}

export interface Search {
  readonly states: number;
  /** Moves carried out; each ends in a state, known or new. */
  readonly moves: number;
  /** Ways that ended with everybody settled and nothing left to do. */
  readonly ends: number;
  readonly deepest: number;
  /** False if it was given up with some of the scope unseen. */
  readonly complete: boolean;
  readonly found: Found | null;
}

interface Frame {
  readonly state: State;
  readonly checker: Checker;
  readonly choice: Choice;
  next: number;
}

/** A disk that fails ends a process with this code; every other end is a failure of the protocol's. */
const DISK_EXIT = 10;

export class Explorer {
  private readonly scope: Scope;
  private readonly cells: Cells;
  private readonly yard: Yard;
  private readonly visited = new Visited();
  private readonly stack: Frame[] = [];
  private moves = 0;
  private ends = 0;
  private deepest = 0;
  private found: Found | null = null;
  /** The moves that led to the top of the stack, those before the search included. */
  private path: Move[] = [];
  /** Half ticks on that way. */
  private ticks = 0;

  constructor(scope: Scope, machines: Machines) {
    this.scope = scope;
    const ensemble = {
      ...ensembleOf('fuzz', { servers: scope.servers, observers: 0 }),
      ...{ settings: scope.settings, switches: scope.switches },
    };
    this.cells = new Cells(machines, ensemble);
    this.yard = new Yard(this.cells, scope.writes);
    const checker = new Checker({
      ...{ voters: sidsOf(ensemble), observers: [], clients: ['A'], firstCounter: 0 },
    });
    this.settle(this.yard.start(scope.servers), checker);
  }

  /** Goes on until everything is seen, something is found, or there are `most` states. */
  run(most: number): Search {
    while (this.stack.length > 0 && this.found === null && this.visited.size < most) this.step();
    const complete = this.stack.length === 0;
    const { moves, ends, deepest, found } = this;
    return { states: this.visited.size, moves, ends, deepest, complete, found };
  }

  /** All servers start; when they have settled, the search begins. */
  private settle(start: State, checker: Checker): void {
    const { scope } = this;
    let state = start;
    for (const { sid } of start.cells)
      state = this.carry(state, { do: 'restart', node: sid }, checker);
    for (;;) {
      const { moves, settled } = choose(state, checker.model, scope, this.cells);
      if (settled) break;
      state = this.carry(state, present(moves[0], 'A way to settle'), checker);
    }
    const { sessions, crashes, resets } = scope;
    this.open({ ...state, idle: 0, sessions, crashes, resets }, checker);
  }

  private step(): void {
    const frame = present(this.stack.at(-1), 'A state');
    const move = frame.choice.moves[frame.next];
    if (move === undefined) {
      this.close();
      return;
    }
    frame.next += 1;
    this.moves += 1;
    // The last way out of a state takes its checker along.
    const isLast = frame.next === frame.choice.moves.length;
    const checker = isLast ? frame.checker : clone(frame.checker);
    const state = this.carry(frame.state, move, checker);
    if (this.found === null && this.visited.add(stateKey(state, ghostOf(checker.model))))
      this.open(state, checker);
    else this.back();
  }

  private open(state: State, checker: Checker): void {
    const choice = choose(state, checker.model, this.scope, this.cells);
    if (choice.stuck) this.note('stuck', 'A quorum runs and does not come together.');
    if (choice.settled) this.onSettled(checker.model);
    if (choice.settled && choice.moves.length === 0) this.ends += 1;
    this.stack.push({ state, checker, choice, next: 0 });
    this.deepest = Math.max(this.deepest, this.stack.length);
  }

  private close(): void {
    this.stack.pop();
    if (this.stack.length > 0) this.back();
  }

  /** The last move is undone. */
  private back(): void {
    if (this.found === null && this.path.pop()?.do === 'tick') this.ticks -= 1;
  }

  private carry(state: State, move: Move, checker: Checker): State {
    this.path.push(move);
    if (move.do === 'tick') this.ticks += 1;
    const { state: after, told } = this.yard.move(state, move);
    const at = this.ticks * HALF_TICK;
    for (const { who, fact } of told) {
      checker.push({ at, who, fact });
      this.look({ at, who, fact });
    }
    const [red] = checker.docket.red();
    if (red !== undefined) this.note(red.id, red.first.sentence);
    return after;
  }

  private look({ who, fact }: TraceEvent): void {
    if (fact.type === 'crashed') this.note('crash', `Node ${who} broke: ${fact.why}.`);
    if (fact.type === 'exited' && fact.code !== DISK_EXIT)
      this.note('exit', `Node ${who} exited with ${fact.code}: ${fact.why}.`);
  }

  /** With nothing under way, all that run hold the same. */
  private onSettled({ nodes, committed }: Model): void {
    const running = nodes.filter(({ up }) => up);
    const first = running[0]?.digest;
    for (const { sid, digest, tree } of running)
      if (digest !== first || tree !== committed)
        this.note('apart', `All have settled, and node ${sid} does not hold what the others do.`);
  }

  private note(id: string, sentence: string): void {
    this.found ??= { id, sentence, path: [...this.path] };
  }
}

/** What the checks remember that the state does not show: the committed history, who led which epoch and with what. */
function ghostOf({ committed, leaders, initial }: Model): number[] {
  const ghost = [committed.zxid, committed.length];
  for (const [epoch, sid] of leaders) ghost.push(epoch, sid);
  for (const [epoch, knot] of initial) ghost.push(epoch, knot.zxid);
  return ghost;
}
