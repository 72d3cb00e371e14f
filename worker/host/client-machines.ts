// The machines of the director's worker: zkCli clients alone, so that it carries no server. Used by director-worker.ts.
import { BrokenInvariant } from '../base/assert.ts';
import { Client } from '../client/client.ts';
import type { Machines } from '../world/machines.ts';
import { zkCliConfig } from '../world/real-machines.ts';

function elsewhere(): never {
  throw new BrokenInvariant('Servers run in workers of their own');
}

export const clientMachines: Machines = {
  server: elsewhere,
  restoreServer: elsewhere,
  client: (config) => new Client(zkCliConfig(config, true, 'none')),
  restoreClient: (config, captured) => new Client(zkCliConfig(config, true, 'none'), captured),
};
