// G12 and G13: what the simulator delivers with full Zab and every check on, beside the bare event loop in one process,
// and how much faster than its own clock an idle-ish ensemble of five runs. Called by cli/bench.ts; the clock is handed in.
// Source: performance.md G12, G13.
import { Checker } from '../check/checker.ts';
import { ensembleOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { bareEventLoop } from './event-loop.ts';
import { atLeast, figure, median, type Row } from './row.ts';

/** Milliseconds that only go forward. */
export type Clock = () => number;

const SECOND = 1_000_000;

/** A lan ensemble under load: three clients write and read as fast as they are answered, for `seconds` of virtual time. */
function loadedRecording(seconds: number): Recording {
  const actions: Action[] = [1, 2, 3].map((node) => ({ at: node * 1000, do: 'start', node }));
  const names = ['A', 'B', 'C'];
  names.forEach((client, index) => {
    actions.push({ at: 3 * SECOND + index, do: 'connect', client, node: index + 1 });
  });
  for (let at = 4 * SECOND; at < seconds * SECOND; at += 10_000) {
    const client = names[(at / 10_000) % 3] ?? 'A';
    actions.push({ at, do: 'command', client, line: `create -s /n- ${at}` });
  }
  return recordingOf('lan', 3, actions, seconds);
}

/** Five servers with default ticks, one client that writes twice a second: below 100 deliveries a virtual second. */
export function quietRecording(seconds: number): Recording {
  const actions: Action[] = [1, 2, 3, 4, 5].map((node) => ({ at: node * 1000, do: 'start', node }));
  actions.push({ at: 3 * SECOND, do: 'connect', client: 'A', node: 1 });
  for (let at = 5 * SECOND; at < seconds * SECOND; at += SECOND / 2) {
    actions.push({ at, do: 'command', client: 'A', line: 'set / x' });
  }
  return recordingOf('lan', 5, actions, seconds);
}

function recordingOf(
  profile: 'lan',
  servers: number,
  actions: readonly Action[],
  seconds: number,
): Recording {
  const ensemble = ensembleOf(profile, { servers, observers: 0 });
  const clients = ['A', 'B', 'C'].map((name) => ({ name }));
  return { zabRecording: 1, seed: 1, ensemble, clients, actions, until: seconds * SECOND };
}

interface Played {
  readonly steps: number;
  readonly seconds: number;
}

/** Plays with the trace hash and every server invariant on; throws if one turns red, since a wrong run proves nothing. */
function play(recording: Recording, clock: Clock): Played {
  const { servers, observers } = recording.ensemble;
  const voters = Array.from({ length: servers }, (_, index) => index + 1);
  const clients = recording.clients.map(({ name }) => name);
  const others = Array.from({ length: observers }, (_, index) => servers + index + 1);
  const checker = new Checker({ voters, observers: others, clients, firstCounter: 0 });
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: false }),
    listen: (event) => {
      checker.push(event);
    },
  });
  const begun = clock();
  simulator.runTo(recording.until);
  return { steps: simulator.steps, seconds: (clock() - begun) / 1000 };
}

/** One pair: deliveries a second of the bare loop with 1000 in flight, and inputs a second of the checked simulator. */
function deliveryPair(clock: Clock): {
  readonly reference: number;
  readonly product: number;
} {
  const count = 500_000;
  const begun = clock();
  bareEventLoop(count, 1000);
  const reference = count / ((clock() - begun) / 1000);
  const { steps, seconds } = play(loadedRecording(60), clock);
  return { reference, product: steps / seconds };
}

/** Virtual seconds a second of wall time, and the inputs a virtual second that it is measured at. */
function simulatedToReal(clock: Clock): { readonly ratio: number; readonly load: number } {
  const virtual = 1200;
  const { steps, seconds } = play(quietRecording(virtual), clock);
  return { ratio: virtual / seconds, load: steps / virtual };
}

/** The first pair only warms up. */
export function simulatorRows(clock: Clock, repeats: number): Row[] {
  const pairs = Array.from({ length: repeats + 1 }, () => deliveryPair(clock)).slice(1);
  const runs = Array.from({ length: repeats }, () => simulatedToReal(clock));
  const product = figure(median(pairs.map((pair) => pair.product)));
  const reference = figure(median(pairs.map((pair) => pair.reference)));
  return [
    {
      ...{ id: 'G12', what: 'checked simulator inputs/s ÷ bare event loop deliveries/s' },
      values: pairs.map((pair) => pair.product / pair.reference),
      ...{ must: atLeast(0.05), good: atLeast(0.15) },
      note: `${product}/s ÷ ${reference}/s`,
    },
    {
      ...{ id: 'G13', what: 'virtual seconds a second, 5 servers, tick 2000' },
      values: runs.map((run) => run.ratio),
      ...{ must: atLeast(100), good: atLeast(700) },
      note: `${figure(median(runs.map((run) => run.load)))} inputs a virtual second`,
    },
  ];
}
