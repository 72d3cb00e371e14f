// The ensemble in a search: cells and wires, and every step that may come next. A state never changes; a move makes another
// one and says what was announced on the way, in the words of the trace, so that the checker can watch.
// Called by explore.ts.
import { present, unreachable } from '../../base/assert.ts';
import {
  CLIENT_BASE,
  WORLD,
  type LinkId,
  type Participant,
  type ServerId,
} from '../../base/units.ts';
import type { Fact } from '../../trace/event.ts';
import type { AnyPacket } from '../../world/facts.ts';
import { shownPacket } from '../../world/shown.ts';
import type { CellInput, Cells, Cell, Moved } from './cell.ts';
import { farewell, greeting, hear, nobody, type Guest } from './guest.ts';
import { Hasher, type Key } from './keys.ts';
import { broken, closedBy, dialed, isGone, other, put, putPacket, taken, withEnd } from './wire.ts';
import type { Side, Wire } from './wire.ts';

/** The clients of a search are one participant: there is one at a time. */
export const GUEST: Participant = CLIENT_BASE + 1;

export interface State {
  /** 0 or 1: half ticks since the time at which every cell stands. */
  readonly half: number;
  /** Half ticks since anything was done to the ensemble from outside. */
  readonly idle: number;
  /** By sid, from 1. */
  readonly cells: readonly Cell[];
  /** By their names. */
  readonly wires: readonly Wire[];
  readonly guest: Guest;
  readonly sessions: number;
  readonly crashes: number;
  readonly resets: number;
}

export type Move =
  | { readonly do: 'deliver'; readonly link: LinkId; readonly side: Side }
  | { readonly do: 'sync'; readonly node: ServerId }
  | { readonly do: 'timer'; readonly node: ServerId; readonly id: string }
  | { readonly do: 'tick' }
  | { readonly do: 'crash'; readonly node: ServerId; readonly kept: number }
  | { readonly do: 'restart'; readonly node: ServerId }
  | { readonly do: 'reset'; readonly link: LinkId; readonly kept: readonly [number, number] }
  | { readonly do: 'visit'; readonly node: ServerId };

export interface Told {
  readonly who: Participant;
  readonly fact: Fact;
}

/** Carries out one move. */
export class Yard {
  private readonly cells: Cells;
  /** How often each client writes. */
  private readonly writes: number;
  private told: Told[] = [];

  constructor(cells: Cells, writes: number) {
    this.cells = cells;
    this.writes = writes;
  }

  start(servers: number): State {
    const cells = Array.from({ length: servers }, (_, index) => this.cells.blank(index + 1));
    return {
      ...{ half: 0, idle: 0, cells, wires: [], guest: nobody },
      ...{ sessions: 0, crashes: 0, resets: 0 },
    };
  }

  move(state: State, move: Move): { readonly state: State; readonly told: readonly Told[] } {
    this.told = [];
    const after = this.carryOut(state, move);
    return { state: after, told: this.told };
  }

  private carryOut(state: State, move: Move): State {
    switch (move.do) {
      case 'deliver':
        return this.deliver(state, wireOf(state, move.link), move.side);
      case 'sync':
        return this.moved(state, this.cells.sync(cellOf(state, move.node), state.half));
      case 'timer':
        return this.moved(state, this.cells.fire(cellOf(state, move.node), state.half, move.id));
      case 'tick':
        return this.tick(state);
      case 'crash':
        return this.crash(state, move.node, move.kept);
      case 'restart':
        return this.moved(
          { ...state, idle: 0 },
          this.cells.boot(cellOf(state, move.node), state.half),
        );
      case 'reset':
        return this.reset(state, wireOf(state, move.link), move.kept);
      case 'visit':
        return this.visit(state, move.node);
      default:
        return unreachable(move);
    }
  }

  private tick(state: State): State {
    const idle = state.idle + 1;
    if (state.half === 0) return { ...state, half: 1, idle };
    return { ...state, half: 0, idle, cells: state.cells.map((cell) => this.cells.aged(cell)) };
  }

  // --- Connections ---------------------------------------------------------------------------------

  private deliver(state: State, wire: Wire, side: Side): State {
    const item = present(wire.ways[side][0], 'An item');
    const to = other(side);
    const after = replaced(state, taken(wire, side));
    switch (item.kind) {
      case 'dial':
        return this.answer(after, wireOf(after, wire.link));
      case 'opened':
        return this.opened(after, wireOf(after, wire.link), to);
      case 'refused':
      case 'closed':
        return this.ended(after, wireOf(after, wire.link), to, item.kind);
      case 'packet':
        return this.received(after, wire, to, item.n, item.packet);
      default:
        return unreachable(item);
    }
  }

  /** What listens now answers a dial. */
  private answer(state: State, wire: Wire): State {
    const cell = cellOf(state, wire.who[1]);
    if (!cell.up || !cell.listening.includes(wire.plane)) {
      const refused = withEnd(put(wire, 1, 'refused'), 1, 'closed');
      return replaced(state, refused);
    }
    return this.opened(replaced(state, put(wire, 1, 'opened')), put(wire, 1, 'opened'), 1);
  }

  private opened(state: State, wire: Wire, side: Side): State {
    const { link, plane } = wire;
    const [who, peer] = [wire.who[side], wire.who[other(side)]];
    const isDialer = side === 0;
    this.tell(who, { type: 'opened', link, plane, peer, dialed: isDialer });
    const after = replaced(state, withEnd(wire, side, 'open'));
    if (who === GUEST) return this.say(after, link, greeting);
    return this.input(after, who, { kind: 'opened', link, plane, peer, dialed: isDialer });
  }

  private ended(state: State, wire: Wire, side: Side, kind: 'refused' | 'closed'): State {
    const { link, plane } = wire;
    const [who, peer] = [wire.who[side], wire.who[other(side)]];
    this.tell(who, { type: kind, link, plane, peer });
    const after = replaced(state, withEnd(wire, side, 'closed'));
    if (who !== GUEST) return this.input(after, who, { kind, link, plane, peer });
    for (const fact of farewell(state.guest)) this.tell(GUEST, fact);
    return { ...after, guest: nobody };
  }

  private received(state: State, wire: Wire, side: Side, n: number, packet: AnyPacket): State {
    const { link, plane } = wire;
    const [who, peer] = [wire.who[side], wire.who[other(side)]];
    this.tell(who, { type: 'received', link, from: peer, n });
    if (who !== GUEST)
      return this.input(state, who, { kind: 'received', link, plane, peer, packet });
    const { guest, facts, says } = hear(state.guest, packet, this.writes);
    for (const fact of facts) this.tell(GUEST, fact);
    const after = { ...state, guest };
    return says === null ? after : this.say(after, link, says);
  }

  private reset(state: State, wire: Wire, kept: readonly [number, number]): State {
    const { wire: after, lost } = broken(wire, kept);
    const { link } = wire;
    this.tell(WORLD, {
      type: 'action',
      action: { at: 0, do: 'reset', from: wire.who[0], to: wire.who[1] },
    });
    for (const [side, n, m] of lost)
      this.tell(wire.who[other(side)], { type: 'lost', link, from: wire.who[side], n, m });
    return replaced({ ...state, idle: 0, resets: state.resets - 1 }, after);
  }

  // --- Processes ------------------------------------------------------------------------------------

  private crash(state: State, node: ServerId, kept: number): State {
    const { cell, mark } = this.cells.crash(cellOf(state, node), kept);
    this.tell(WORLD, { type: 'action', action: { at: 0, do: 'kill', node } });
    this.tell(WORLD, { type: 'diskKept', node, mark });
    const idle = { ...state, idle: 0, crashes: state.crashes - 1 };
    return orphaned(withCell(idle, cell), node);
  }

  /** A client comes to a server. */
  private visit(state: State, node: ServerId): State {
    const link = `${GUEST}.1.${state.sessions}`;
    this.tell(GUEST, { type: 'booted', incarnation: 1 });
    this.tell(GUEST, { type: 'dialed', link, plane: 'client', to: node, n: 0, arrives: 0 });
    const wire = dialed(link, 'client', [GUEST, node], cellOf(state, node).incarnation);
    const guest = { ...nobody, number: state.sessions, server: node };
    return withWire({ ...state, idle: 0, sessions: state.sessions - 1, guest }, wire);
  }

  private input(state: State, node: Participant, input: CellInput): State {
    const cell = cellOf(state, node);
    return cell.up ? this.moved(state, this.cells.step(cell, state.half, input)) : state;
  }

  /** A step of one server, and what it does to the world around it. */
  private moved(state: State, { cell, outcomes }: Moved): State {
    let after = withCell(state, cell);
    const { sid } = cell;
    for (const outcome of outcomes) {
      switch (outcome.kind) {
        case 'told':
          this.tell(sid, outcome.fact);
          break;
        case 'dial': {
          const { link, plane, peer } = outcome;
          this.tell(sid, { type: 'dialed', link, plane, to: peer, n: 0, arrives: 0 });
          const target = cellOf(after, peer);
          const incarnation = target.up ? target.incarnation : 0;
          after = withWire(after, dialed(link, plane, [sid, peer], incarnation));
          break;
        }
        case 'close':
          after = this.closed(after, sid, outcome.link);
          break;
        case 'send':
          after = this.sent(after, sid, outcome.link, outcome.packet);
          break;
        case 'exit': {
          const { cell: dead, mark } = this.cells.crash(cellOf(after, sid), 0);
          this.tell(sid, { type: 'diskKept', node: sid, mark });
          return orphaned(withCell(after, dead), sid);
        }
        default:
          return unreachable(outcome);
      }
    }
    return after;
  }

  private closed(state: State, who: Participant, link: LinkId): State {
    const wire = state.wires.find((each) => each.link === link);
    if (wire === undefined) return state;
    const side = sideOf(wire, who);
    const end = wire.ends[side];
    if (end === 'closed' || end === 'incoming') return state;
    const { plane } = wire;
    const n = wire.next[side];
    this.tell(who, { type: 'closing', link, plane, to: wire.who[other(side)], n, arrives: 0 });
    return replaced(state, closedBy(wire, side));
  }

  /** What is sent on a connection that is not open is lost without a word. */
  private sent(state: State, who: Participant, link: LinkId, packet: AnyPacket): State {
    const wire = state.wires.find((each) => each.link === link);
    if (wire === undefined) return state;
    const side = sideOf(wire, who);
    if (wire.ends[side] !== 'open') return state;
    const to = wire.who[other(side)];
    const shown = shownPacket(packet);
    const n = wire.next[side];
    this.tell(who, { type: 'sent', link, plane: wire.plane, to, n, arrives: 0, packet: shown });
    // Where the other end is closed already nobody will hear it.
    if (wire.ends[other(side)] === 'closed') return state;
    return replaced(state, putPacket(wire, side, packet));
  }

  private say(state: State, link: LinkId, packet: AnyPacket): State {
    return this.sent(state, GUEST, link, packet);
  }

  private tell(who: Participant, fact: Fact): void {
    this.told.push({ who, fact });
  }
}

/** What two states are compared by; `ghost` is what the checks remember of the way here. */
export function stateKey(state: State, ghost: readonly number[]): Key {
  const { half, idle, cells, wires, guest, sessions, crashes, resets } = state;
  const hasher = new Hasher();
  for (const cell of cells) hasher.key(cell.key);
  for (const { link, ends, ways, next } of wires) {
    hasher.text(link).text(ends[0]).text(ends[1]).number(next[0]).number(next[1]);
    for (const way of ways) {
      hasher.number(way.length);
      for (const { key } of way) hasher.key(key);
    }
  }
  for (const number of [half, idle, sessions, crashes, resets, ...ghost]) hasher.number(number);
  return hasher.value(guest).end();
}

export function cellOf({ cells }: State, sid: Participant): Cell {
  return present(cells[sid - 1], `Node ${sid}`);
}

function wireOf({ wires }: State, link: LinkId): Wire {
  return present(
    wires.find((wire) => wire.link === link),
    `Connection ${link}`,
  );
}

function sideOf({ who }: Wire, one: Participant): Side {
  return who[0] === one ? 0 : 1;
}

function withCell(state: State, cell: Cell): State {
  return { ...state, cells: state.cells.map((each) => (each.sid === cell.sid ? cell : each)) };
}

function withWire(state: State, wire: Wire): State {
  const wires = [...state.wires, wire].sort((one, two) => (one.link < two.link ? -1 : 1));
  return { ...state, wires };
}

function replaced(state: State, wire: Wire): State {
  const wires = isGone(wire)
    ? state.wires.filter(({ link }) => link !== wire.link)
    : state.wires.map((each) => (each.link === wire.link ? wire : each));
  return { ...state, wires };
}

/** The process of `who` is gone: its ends of connections are closed. */
function orphaned(state: State, who: Participant): State {
  let after = state;
  for (const wire of state.wires)
    if (wire.who.includes(who)) after = replaced(after, closedBy(wire, sideOf(wire, who)));
  return after;
}
