// The worker of the director: hands out virtual time to the servers' workers, at the pace that the page asks for.
// Started by engine.ts, which hands it the port of its yard in the first message.
import { expose } from 'comlink';
import { realMachines } from '../world/real-machines.ts';
import { DirectedRunner } from './directed-runner.ts';
import { PageFleet } from './page-fleet.ts';
import { SessionHost } from './session-host.ts';

const machines = realMachines({ extras: true });

expose(
  new SessionHost((recording, hearer, yard) => {
    if (yard === null) throw new Error('A director needs a yard to get its workers from.');
    return new DirectedRunner(recording, machines, hearer, new PageFleet(yard));
  }),
);
