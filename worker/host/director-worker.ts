// The worker of the director: hands out virtual time to the servers' workers, at the pace that the page asks for.
// Started by engine.ts, which hands it the port of its yard in the first message.
import { expose } from 'comlink';
import { DirectedRunner } from './directed-runner.ts';
import { PageFleet } from './page-fleet.ts';
import { SessionHost } from './session-host.ts';
import { clientMachines } from './client-machines.ts';

expose(
  new SessionHost((recording, hearer, windows, state, yard) => {
    if (yard === null) throw new Error('A director needs a yard to get its workers from.');
    const fleet = new PageFleet(yard);
    return new DirectedRunner(recording, clientMachines, hearer, fleet, windows, true, state);
  }),
);
