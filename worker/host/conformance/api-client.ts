// A client whose typed lines may also be calls of the API: recordings know typed lines only, so a call travels as one.
// Used by the conformance runner and, to list znodes for the Tab key, by zkcli.
import type { Packed } from '../../base/pack.ts';
import type { Effect, Input } from '../../base/ports.ts';
import { Client } from '../../client/client.ts';
import type { ApiCall } from '../../client/command.ts';
import type { DiskOp } from '../../zab/disk.ts';
import type { ClientCommand } from '../../world/deed.ts';
import type { AnyPacket, MachineFact } from '../../world/facts.ts';
import type { AnyMachine } from '../../world/machines.ts';

/** A typed line that starts so is an API call in JSON. */
export const API_MARK = '\u0000';

export class ApiClient implements AnyMachine {
  private readonly client: AnyMachine;

  constructor(client: AnyMachine) {
    this.client = client;
  }

  step(
    now: number,
    wallMs: number,
    input: Input<AnyPacket, ClientCommand>,
  ): readonly Effect<AnyPacket, DiskOp, MachineFact>[] {
    if (input.kind === 'command' && input.command.do === 'type') {
      const { line } = input.command;
      if (line.startsWith(API_MARK) && this.client instanceof Client)
        return this.client.call(now, JSON.parse(line.slice(API_MARK.length)) as ApiCall);
    }
    return this.client.step(now, wallMs, input);
  }

  capture(): Packed {
    return this.client.capture();
  }

  inspect(): unknown {
    return this.client.inspect();
  }
}
