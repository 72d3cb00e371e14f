// The machines of a conformance run: the real servers and clients, a way to call the API on a client's own session, and a
// client that closes another's session behind its back. Used by ensemble.ts.
import type { Packed } from '../../base/pack.ts';
import type { Effect, Input } from '../../base/ports.ts';
import type { LinkId, SessionId } from '../../base/units.ts';
import type { DiskOp } from '../../zab/disk.ts';
import type { ClientCommand } from '../../world/deed.ts';
import type { AnyPacket, MachineFact } from '../../world/facts.ts';
import type { AnyMachine, ClientConfig, Machines } from '../../world/machines.ts';
import { realMachines } from '../../world/real-machines.ts';
import { ApiClient } from './api-client.ts';

type AnyInput = Input<AnyPacket, ClientCommand>;
type AnyEffect = Effect<AnyPacket, DiskOp, MachineFact>;

export interface Session {
  readonly sessionId: SessionId;
  readonly password: string;
}

/** Takes over the session `whose()` at the one server it knows, closes it, and is gone. */
class Reaper implements AnyMachine {
  private readonly config: ClientConfig;
  private readonly session: Session;

  constructor(config: ClientConfig, session: Session) {
    this.config = config;
    this.session = session;
  }

  step(_now: number, _wallMs: number, input: AnyInput): readonly AnyEffect[] {
    const link: LinkId = `${this.config.who}.${this.config.incarnation}.1`;
    if (input.kind === 'boot')
      return [{ kind: 'dial', link, plane: 'client', peer: this.config.servers[0] ?? 0 }];
    if (input.kind === 'opened') return [{ kind: 'send', link, packet: this.connectPacket() }];
    if (input.kind !== 'received') return [];
    if (input.packet.type === 'CONNECTED') {
      const packet = { type: 'REQUEST', xid: 1, op: { type: 'closeSession' } } as const;
      return [{ kind: 'send', link, packet }];
    }
    return [{ kind: 'exit', code: 0, why: 'the session is closed' }];
  }

  capture(): Packed {
    return null;
  }

  inspect(): unknown {
    return null;
  }

  private connectPacket(): AnyPacket {
    const { sessionId, password } = this.session;
    return {
      ...{ type: 'CONNECT', lastZxidSeen: 0, timeoutMs: 30_000, readOnly: false },
      ...{ sessionId, password },
    };
  }
}

/** `condemned` names the session that a client of this name shall close; other clients are zkClis. */
export function conformanceMachines(condemned: (name: string) => Session | undefined): Machines {
  const real = realMachines({ extras: false });
  return {
    ...real,
    client: (config) => {
      const session = condemned(config.name);
      return session === undefined
        ? new ApiClient(real.client(config))
        : new Reaper(config, session);
    },
  };
}
