// The worker of one server as a thread of Node. Started by node-fleet.ts from its bundle.
import { parentPort } from 'node:worker_threads';
import { serve, type Ports } from './server-ports.ts';
import { serverMachines } from './server-machines.ts';

parentPort?.once('message', (ports: Ports) => {
  serve(serverMachines, ports);
});
