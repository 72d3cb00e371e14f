// The machines of one kind of worker alone: a server's worker carries no client, the director's no server, so that each
// is half as large. Used by server-worker.ts, node-worker.ts and director-worker.ts.
import { BrokenInvariant } from '../base/assert.ts';
import { Client } from '../client/client.ts';
import { Server } from '../server/server.ts';
import type { Machines } from '../world/machines.ts';
import { zkCliConfig } from '../world/real-machines.ts';

function elsewhere(): never {
  throw new BrokenInvariant('A machine of this kind runs in another worker');
}

export const serverMachines: Machines = {
  server: (config, disk) => new Server(config, disk),
  restoreServer: (config, captured) => Server.restore(config, captured),
  client: elsewhere,
  restoreClient: elsewhere,
};

export const clientMachines: Machines = {
  server: elsewhere,
  restoreServer: elsewhere,
  client: (config) => new Client(zkCliConfig(config, true, 'none')),
  restoreClient: (config, captured) => new Client(zkCliConfig(config, true, 'none'), captured),
};
