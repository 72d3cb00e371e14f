// The worker that runs a whole ensemble by itself, in one thread. Started by engine.ts.
import { expose } from 'comlink';
import { SessionHost } from './session-host.ts';
import { SimulatedRunner } from './simulated-runner.ts';

expose(
  new SessionHost(
    (recording, hearer, _windows, state) => new SimulatedRunner(recording, hearer, state),
  ),
);
