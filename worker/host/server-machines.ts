// The machines of a server's worker: servers alone, so that it carries no zkCli and is half as large.
// Used by server-worker.ts and node-worker.ts.
import { BrokenInvariant } from '../base/assert.ts';
import { Server } from '../server/server.ts';
import type { Machines } from '../world/machines.ts';

function elsewhere(): never {
  throw new BrokenInvariant('Clients run in the worker of the director');
}

export const serverMachines: Machines = {
  server: (config, disk) => new Server(config, disk),
  restoreServer: (config, captured) => Server.restore(config, captured),
  client: elsewhere,
  restoreClient: elsewhere,
};
