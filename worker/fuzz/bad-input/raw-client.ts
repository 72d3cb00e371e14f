// A client without a library: it opens a session and sends whatever operation it is given, as JSON on a typed line. A
// server must answer each, or end the connection, and never break. Built by rig.ts beside the real clients.
import { pack, unpack, type Packed } from '../../base/pack.ts';
import type { Effect, Input } from '../../base/ports.ts';
import { NO_SESSION, type LinkId } from '../../base/units.ts';
import type { Operation } from '../../data/model.ts';
import type { ClientCommand } from '../../world/deed.ts';
import type { AnyPacket, MachineFact } from '../../world/facts.ts';
import type { AnyMachine, ClientConfig } from '../../world/machines.ts';
import type { DiskOp } from '../../zab/disk.ts';

type RawInput = Input<AnyPacket, ClientCommand>;
type RawEffect = Effect<AnyPacket, DiskOp, MachineFact>;

interface RawState {
  dials: number;
  link: LinkId | null;
  xid: number;
}

export class RawClient implements AnyMachine {
  private readonly config: ClientConfig;
  private readonly state: RawState;

  constructor(config: ClientConfig, captured?: Packed) {
    this.config = config;
    this.state =
      captured === undefined ? { dials: 0, link: null, xid: 0 } : (unpack(captured) as RawState);
  }

  step(_now: number, _wallMs: number, input: RawInput): readonly RawEffect[] {
    switch (input.kind) {
      case 'boot':
        return this.dial();
      case 'opened':
        return [{ kind: 'send', link: input.link, packet: connect }];
      case 'refused':
      case 'closed':
        return this.dial();
      case 'command':
        return input.command.do === 'type' ? this.send(input.command.line) : [];
      case 'received':
        return this.onReceived(input.packet);
      case 'timer':
      case 'synced':
      case 'diskFailed':
        return [];
    }
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return this.capture();
  }

  private dial(): readonly RawEffect[] {
    const { who, incarnation, servers } = this.config;
    this.state.dials += 1;
    this.state.link = `${who}.${incarnation}.${this.state.dials}`;
    const peer = servers[this.state.dials % servers.length] ?? 1;
    return [{ kind: 'dial', link: this.state.link, plane: 'client', peer }];
  }

  private send(json: string): readonly RawEffect[] {
    const { link } = this.state;
    if (link === null) return [];
    this.state.xid += 1;
    // What it is given was made by operations.ts.
    const op = JSON.parse(json) as Operation;
    return [{ kind: 'send', link, packet: { type: 'REQUEST', xid: this.state.xid, op } }];
  }

  private onReceived(packet: AnyPacket): readonly RawEffect[] {
    if (packet.type === 'CONNECTED') {
      const { sessionId, timeoutMs } = packet;
      const fact = { type: 'clientState', state: 'CONNECTED', server: null } as const;
      return [{ kind: 'trace', fact: { ...fact, sessionId, timeoutMs } }];
    }
    if (packet.type !== 'REPLY') return [];
    const { xid, err, zxid, body } = packet;
    return [{ kind: 'trace', fact: { type: 'returned', xid, err, zxid, body } }];
  }
}

const connect: AnyPacket = {
  type: 'CONNECT',
  lastZxidSeen: 0,
  timeoutMs: 30_000,
  sessionId: NO_SESSION,
  password: '0'.repeat(32),
  readOnly: false,
};
