// A client that keeps so many operations under way on one session, as a pipelining program does: connects, makes its znode,
// and asks again for every answer. Announces what a client announces of its operations. Runs inside the director
// (page/write-worker.ts) and the simulator (growth-bench.ts).
import type { Packed } from '../base/pack.ts';
import type { Effect, Input } from '../base/ports.ts';
import { NO_SESSION, type Base64, type LinkId } from '../base/units.ts';
import { openAclUnsafe } from '../data/acl.ts';
import { encodeText } from '../data/base64.ts';
import type { Operation } from '../data/model.ts';
import type { ClientCommand } from '../world/deed.ts';
import type { AnyPacket, MachineFact } from '../world/facts.ts';
import type { AnyMachine, ClientConfig } from '../world/machines.ts';
import type { DiskOp } from '../zab/disk.ts';

type AnyEffect = Effect<AnyPacket, DiskOp, MachineFact>;

export interface PumpLoad {
  readonly op: 'set' | 'get';
  readonly outstanding: number;
  readonly bytes: number;
}

const PATH = '/bench';

export class Pump implements AnyMachine {
  /** Answers so far, and the request of each open xid: whoever measures reads and resets them. */
  private readonly answered: (xid: number, isError: boolean) => void;
  private readonly asked: (xid: number) => void;
  private readonly config: ClientConfig;
  private readonly load: PumpLoad;
  private readonly data: Base64;
  private readonly link: LinkId;
  private xid = 0;

  constructor(
    config: ClientConfig,
    load: PumpLoad,
    asked: (xid: number) => void,
    answered: (xid: number, isError: boolean) => void,
  ) {
    this.config = config;
    this.load = load;
    this.asked = asked;
    this.answered = answered;
    this.data = encodeText('x'.repeat(load.bytes));
    this.link = `${config.who}.${config.incarnation}.1`;
  }

  step(
    _now: number,
    _wallMs: number,
    input: Input<AnyPacket, ClientCommand>,
  ): readonly AnyEffect[] {
    const { link } = this;
    if (input.kind === 'boot')
      return [{ kind: 'dial', link, plane: 'client', peer: this.config.servers[0] ?? 0 }];
    if (input.kind === 'opened') return [{ kind: 'send', link, packet: hello }];
    return input.kind === 'received' ? this.onReceived(input.packet) : [];
  }

  capture(): Packed {
    return null;
  }

  inspect(): unknown {
    return null;
  }

  private onReceived(packet: AnyPacket): readonly AnyEffect[] {
    if (packet.type === 'CONNECTED') return this.ask(this.creation());
    if (packet.type !== 'REPLY') return [];
    const { xid, err, zxid, body } = packet;
    const returned: AnyEffect = {
      kind: 'trace',
      fact: { type: 'returned', xid, err, zxid, body },
    };
    if (xid > 1) this.answered(xid, err !== 0);
    const effects: AnyEffect[] = [returned];
    const count = xid === 1 ? this.load.outstanding : 1;
    for (let i = 0; i < count; i += 1) effects.push(...this.ask(this.operation()));
    return effects;
  }

  private ask(op: Operation): AnyEffect[] {
    this.xid += 1;
    const { xid, link } = this;
    this.asked(xid);
    return [
      { kind: 'trace', fact: { type: 'invoked', xid, op } },
      { kind: 'send', link, packet: { type: 'REQUEST', xid, op } },
    ];
  }

  private creation(): Operation {
    const { data } = this;
    return { type: 'create', path: PATH, data, acl: openAclUnsafe, mode: 'PERSISTENT' };
  }

  private operation(): Operation {
    return this.load.op === 'set'
      ? { type: 'setData', path: PATH, data: this.data, version: -1 }
      : { type: 'getData', path: PATH, watch: false };
  }
}

const hello: AnyPacket = {
  type: 'CONNECT',
  lastZxidSeen: 0,
  timeoutMs: 30_000,
  readOnly: false,
  sessionId: NO_SESSION,
  password: '0'.repeat(32),
};
