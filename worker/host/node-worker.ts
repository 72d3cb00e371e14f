// The worker of one server as a thread of Node. Started by node-fleet.ts from its bundle.
import { parentPort } from 'node:worker_threads';
import { realMachines } from '../world/real-machines.ts';
import { serve, type Ports } from './server-ports.ts';

parentPort?.once('message', (ports: Ports) => {
  serve(realMachines({ extras: true }), ports);
});
