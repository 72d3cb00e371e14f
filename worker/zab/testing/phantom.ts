// A peer played by the test: it hears what the server under test sends, and says what the test wants.
// Used by the tests of worker/zab, nowhere else.
import { present } from '../../base/assert.ts';
import type { LinkId, Plane, ServerId } from '../../base/units.ts';
import type { AnyPacket, Inhabitant, World } from './world.ts';

export class Phantom implements Inhabitant {
  readonly incarnation = 1;
  readonly heard: AnyPacket[] = [];
  /** Planes on which it refuses. */
  deaf: readonly Plane[] = [];
  closings = 0;
  private readonly world: World;
  private readonly sid: ServerId;
  private readonly links = new Map<Plane, LinkId>();

  constructor(world: World, sid: ServerId) {
    this.world = world;
    this.sid = sid;
    world.servers.set(sid, this);
  }

  dial(plane: Plane, to: ServerId): void {
    this.links.set(plane, this.world.dial(this.sid, plane, to));
  }

  say(plane: Plane, ...packets: AnyPacket[]): void {
    const link = present(this.links.get(plane), `A connection of ${this.sid}`);
    for (const packet of packets) this.world.send(this.sid, link, packet);
  }

  hangUp(plane: Plane): void {
    this.world.close(this.sid, present(this.links.get(plane), `A connection of ${this.sid}`));
    this.links.delete(plane);
  }

  /** The types heard since the last call, with the zxid's counter where it says something. */
  types(): string[] {
    return this.take().map(({ type }) => type);
  }

  take(): AnyPacket[] {
    return this.heard.splice(0);
  }

  isConnected(plane: Plane): boolean {
    return this.links.has(plane);
  }

  listens(plane: Plane): boolean {
    return !this.deaf.includes(plane);
  }

  opened(link: LinkId, plane: Plane): void {
    this.links.set(plane, link);
  }

  refused(): void {
    this.closings += 1;
  }

  closed(link: LinkId, plane: Plane): void {
    this.closings += 1;
    if (this.links.get(plane) === link) this.links.delete(plane);
  }

  received(_link: LinkId, _plane: Plane, _peer: ServerId, packet: AnyPacket): void {
    this.heard.push(packet);
  }

  timer(): void {
    // A phantom has no clock.
  }

  synced(): void {
    // Nor a disk.
  }
}
