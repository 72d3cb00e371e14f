// Plays, when the site is built, what an embedded page opens with: the facts are then part of the page, which draws them
// before it has a worker (app/embed/pictures.ts). Called by vite.config.ts; the workers later play the same recordings.
import type { Picture } from './app/embed/pictures.ts';
import { USUAL_SEED, openingRecording } from './app/state/opening.ts';
import type { TraceEvent } from './worker/trace/event.ts';
import { realMachines } from './worker/world/real-machines.ts';
import type { Recording } from './worker/world/recording.ts';
import { Simulator } from './worker/world/simulator.ts';

function play(recording: Recording): Picture {
  const { until } = recording;
  const events: TraceEvent[] = [];
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    listen: (event) => {
      events.push(event);
    },
    crashed: (_who, error) => {
      throw error;
    },
  });
  simulator.runTo(until);
  return { recording, until, events };
}

const servers = [1, 3, 5, 7, 9];

/** By the number of servers: those that scenarios and addresses ask for. */
export const pictures: Readonly<Record<string, () => Picture>> = Object.fromEntries(
  servers.map((many) => [
    String(many),
    () => play(openingRecording({ servers: many, observers: 0, seed: USUAL_SEED })),
  ]),
);
