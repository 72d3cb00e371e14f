// What a fold must know of a run before its first fact: who takes part, and the timing that sentences name.
import type { ServerId } from '../base/units.ts';
import type { ProfileName, Recording } from '../world/recording.ts';
import type { Settings } from '../zab/settings.ts';

/** The settings that views and sentences put into numbers. */
export type Timing = Pick<
  Settings,
  | 'tickTimeMs'
  | 'initLimit'
  | 'syncLimit'
  | 'finalizeWaitMs'
  | 'minNotificationIntervalMs'
  | 'maxNotificationIntervalMs'
>;

export interface RunShape {
  /** Ascending. */
  readonly voters: readonly ServerId[];
  readonly observers: readonly ServerId[];
  /** Names in the order of the recording; the one at index i takes part as CLIENT_BASE + i + 1. */
  readonly clients: readonly string[];
  readonly timing: Timing;
  /** Longest latency of a packet between servers, and between clients and servers, in microseconds. */
  readonly latencyMax: number;
  readonly clientLatencyMax: number;
}

const profileTiming: Readonly<Record<ProfileName, Timing>> = {
  lan: timing(2000, 60_000),
  classroom: timing(2000, 4000),
  fuzz: timing(200, 2000),
};

function timing(tickTimeMs: number, maxNotificationIntervalMs: number): Timing {
  return {
    tickTimeMs,
    initLimit: 10,
    syncLimit: 5,
    finalizeWaitMs: 200,
    minNotificationIntervalMs: 200,
    maxNotificationIntervalMs,
  };
}

/** The shape of a recording's run; profiles as in determinism.md 22. */
export function shapeOf(recording: Pick<Recording, 'ensemble' | 'clients'>): RunShape {
  const { ensemble } = recording;
  const base = profileTiming[ensemble.profile];
  const own = ensemble.settings ?? {};
  return {
    voters: count(1, ensemble.servers),
    observers: count(ensemble.servers + 1, ensemble.observers),
    clients: recording.clients.map((client) => client.name),
    timing: {
      tickTimeMs: own.tickTimeMs ?? base.tickTimeMs,
      initLimit: own.initLimit ?? base.initLimit,
      syncLimit: own.syncLimit ?? base.syncLimit,
      finalizeWaitMs: own.finalizeWaitMs ?? base.finalizeWaitMs,
      minNotificationIntervalMs: own.minNotificationIntervalMs ?? base.minNotificationIntervalMs,
      maxNotificationIntervalMs: own.maxNotificationIntervalMs ?? base.maxNotificationIntervalMs,
    },
    latencyMax: ensemble.latencyMicros[1],
    clientLatencyMax: ensemble.clientLatencyMicros[1],
  };
}

function count(first: number, many: number): ServerId[] {
  return Array.from({ length: many }, (_, index) => first + index);
}
