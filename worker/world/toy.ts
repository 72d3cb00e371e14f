// Toy machines for the tests of this room: servers and clients that do a little of everything a machine may do, drawn, and
// announce a digest of all that ever happened to them. So a run of toys has another trace hash as soon as one input
// comes in another order, at another time or not at all. Used by tests alone.
import { assert } from '../base/assert.ts';
import { drawInteger } from '../base/draw.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { Effect, Input } from '../base/ports.ts';
import { CLIENT_BASE, type LinkId, type Participant, type Plane } from '../base/units.ts';
import type { DiskImage, DiskOp } from '../zab/disk.ts';
import type { ClientCommand } from './deed.ts';
import type { AnyPacket, MachineFact } from './facts.ts';
import type { AnyMachine, Machines } from './machines.ts';

type ToyEffect = Effect<AnyPacket, DiskOp, MachineFact>;
type ToyInput = Input<AnyPacket, ClientCommand>;

interface ToyState {
  digest: number;
  draws: number;
  links: number;
  mark: number;
  /** Connections as the toy knows them: who is there, and whether it is open. */
  open: Map<LinkId, { plane: Plane; peer: Participant; up: boolean }>;
}

export interface ToyTraits {
  readonly seed: number;
  readonly who: Participant;
  readonly incarnation: number;
  /** Whom it dials. */
  readonly peers: readonly Participant[];
  /** Mean wait between two ticks of its own, in microseconds. */
  readonly pace: number;
  /** Exits and crashes by itself now and then. */
  readonly frail: boolean;
}

export class Toy implements AnyMachine {
  private readonly traits: ToyTraits;
  private readonly state: ToyState;
  private effects: ToyEffect[] = [];

  constructor(traits: ToyTraits, disk: number, captured?: Packed) {
    this.traits = traits;
    this.state =
      captured === undefined
        ? { digest: disk, draws: 0, links: 0, mark: 0, open: new Map() }
        : (unpack(captured) as ToyState);
  }

  step(now: number, wallMs: number, input: ToyInput): readonly ToyEffect[] {
    this.effects = [];
    this.note(JSON.stringify([now, wallMs, input]));
    const what = (this.state.digest >>> 0).toString(16);
    this.effects.push({ kind: 'trace', fact: { type: 'flag', flag: 'state', what } });
    this.react(now, input);
    return this.effects;
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return { digest: this.state.digest };
  }

  private react(now: number, input: ToyInput): void {
    const { open } = this.state;
    switch (input.kind) {
      case 'boot':
        this.boot(now);
        return;
      case 'opened': {
        const { link, plane, peer } = input;
        open.set(link, { plane, peer, up: true });
        if (this.draw(0, 1) === 0) this.send(link, plane);
        return;
      }
      case 'refused':
      case 'closed':
        open.delete(input.link);
        if (this.draw(0, 3) === 0) this.timer('redial', now + this.draw(0, this.traits.pace));
        return;
      case 'received':
        this.onPacket(now, input.link, input.plane, input.packet);
        return;
      case 'synced':
        this.broadcast(1);
        return;
      case 'diskFailed':
        if (this.draw(0, 2) === 0) this.effects.push({ kind: 'exit', code: 1, why: 'disk' });
        return;
      case 'timer':
        if (input.id === 'tick') this.tick(now);
        else this.dialSomeone();
        return;
      case 'command':
        this.broadcast(2);
        return;
    }
  }

  private boot(now: number): void {
    if (this.traits.who < CLIENT_BASE) {
      this.effects.push({ kind: 'listen', plane: 'quorum' }, { kind: 'listen', plane: 'client' });
      if (this.draw(0, 3) > 0) this.effects.push({ kind: 'listen', plane: 'election' });
      this.write();
    }
    this.dialSomeone();
    this.timer('tick', now + this.draw(0, this.traits.pace));
  }

  private tick(now: number): void {
    this.timer('tick', now + this.draw(1, 2 * this.traits.pace));
    this.timer('~quiet', now + this.draw(-5, this.traits.pace));
    const kind = this.draw(0, 19);
    if (kind < 6) this.dialSomeone();
    if (kind < 14) this.broadcast(this.draw(1, 3));
    if (kind === 14) this.effects.push({ kind: 'clearTimer', id: 'redial' });
    if (kind === 15) this.effects.push({ kind: 'unlisten', plane: 'election' });
    if (kind === 16) this.effects.push({ kind: 'listen', plane: 'election' });
    if (kind === 17) this.closeSome();
    if (kind === 18 && this.traits.frail && this.draw(0, 40) === 0)
      this.effects.push({ kind: 'exit', code: 3, why: 'enough' }, { kind: 'clearTimer', id: 'x' });
    assert(kind < 19 || !this.traits.frail || this.draw(0, 60) > 0, 'A toy broke');
    if (this.traits.who < CLIENT_BASE && this.draw(0, 3) === 0) this.write();
  }

  private onPacket(now: number, link: LinkId, plane: Plane, packet: AnyPacket): void {
    if (packet.type === 'FOUR_LETTER_WORD') {
      this.effects.push({ kind: 'send', link, packet: { type: 'TEXT', text: 'imok' } });
      this.effects.push({ kind: 'close', link });
      this.state.open.delete(link);
      return;
    }
    const kind = this.draw(0, 9);
    if (kind < 5) this.send(link, plane);
    if (kind === 5) this.broadcast(1);
    if (kind === 6) this.timer('~quiet', now + this.draw(-10, 10));
    if (kind === 7 && this.traits.who < CLIENT_BASE) this.write();
    if (kind === 8 && this.draw(0, 5) === 0) this.closeSome();
  }

  private write(): void {
    this.state.mark += 1;
    const { mark } = this.state;
    const value = this.state.digest >>> 0;
    this.effects.push({
      kind: 'write',
      mark,
      op: { op: 'epoch', file: 'acceptedEpoch', value },
    });
    if (this.draw(0, 2) > 0) this.effects.push({ kind: 'sync', mark });
  }

  private dialSomeone(): void {
    const peer = this.traits.peers[this.draw(0, this.traits.peers.length - 1)];
    if (peer === undefined || this.state.open.size > 8) return;
    const plane = this.planeTo(peer);
    this.state.links += 1;
    const link = `${this.traits.who}.${this.traits.incarnation}.${this.state.links}`;
    this.state.open.set(link, { plane, peer, up: false });
    this.effects.push({ kind: 'dial', link, plane, peer });
    if (this.draw(0, 30) === 0) this.close(link);
  }

  private planeTo(peer: Participant): Plane {
    if (peer >= CLIENT_BASE || this.traits.who >= CLIENT_BASE) return 'client';
    return this.draw(0, 1) === 0 ? 'election' : 'quorum';
  }

  private broadcast(count: number): void {
    const links = [...this.state.open].filter(([, { up }]) => up);
    for (let i = 0; i < count && links.length > 0; i += 1) {
      const [link, { plane }] = links[this.draw(0, links.length - 1)] as (typeof links)[number];
      this.send(link, plane);
    }
  }

  private send(link: LinkId, plane: Plane): void {
    this.effects.push({ kind: 'send', link, packet: freeze(this.packet(plane)) });
  }

  private packet(plane: Plane): AnyPacket {
    const zxid = this.state.digest >>> 0;
    if (plane === 'client') return { type: 'PONG', zxid };
    if (this.draw(0, 20) === 0)
      return { type: 'SNAP', zxid, image: { sessions: [], pages: [], count: 0 } };
    return { type: 'ACK', zxid };
  }

  private closeSome(): void {
    const links = [...this.state.open.keys()];
    const link = links[this.draw(0, links.length - 1)];
    if (link !== undefined) this.close(link);
  }

  private close(link: LinkId): void {
    this.effects.push({ kind: 'close', link });
    this.state.open.delete(link);
  }

  private timer(id: string, at: number): void {
    this.effects.push({ kind: 'setTimer', id, at });
  }

  private draw(low: number, high: number): number {
    this.state.draws += 1;
    const { seed, who, incarnation } = this.traits;
    return drawInteger(low, high, seed, who, incarnation, 'toy', this.state.draws);
  }

  private note(text: string): void {
    let hash = this.state.digest;
    for (let i = 0; i < text.length; i += 1)
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    this.state.digest = hash;
  }
}

/** Toys that tick every `pace` microseconds on average. A server's digest starts from what its disk kept. */
export function toyMachines(pace: number, frail = true): Machines {
  const server = (
    config: Parameters<Machines['server']>[0],
    disk: DiskImage | null,
    captured?: Packed,
  ): Toy => {
    const { seed, sid, incarnation } = config;
    const peers = config.config.members.map((member) => member.sid).filter((peer) => peer !== sid);
    const traits = { seed, who: sid, incarnation, peers, pace, frail };
    return new Toy(traits, disk?.acceptedEpoch ?? 0, captured);
  };
  const client = (config: Parameters<Machines['client']>[0], captured?: Packed): Toy => {
    const { seed, who, incarnation, servers } = config;
    return new Toy({ seed, who, incarnation, peers: servers, pace, frail }, 0, captured);
  };
  return {
    server: (config, disk) => server(config, disk),
    restoreServer: (config, captured) => server(config, null, captured),
    client: (config) => client(config),
    restoreClient: (config, captured) => client(config, captured),
  };
}

/** In tests packets are frozen when sent: the simulator hands over what workers clone (determinism.md 6). */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
