// Where the director stands between two calls: what it handed out and waits for. Used by director.ts.
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { Deed } from './deed.ts';
import type { HostState } from './host-state.ts';
import type { Crash } from './run-state.ts';

/** How much `next` hands out: a whole window, or the single first input of all (determinism.md 13). */
export type Portion = 'window' | 'input';

/** Deeds that no host has been told of, and when the round that tells of them starts. */
export interface DeedList {
  readonly at: Micros;
  readonly list: Deed[];
}

export type Phase =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'starting'; readonly waiting: Set<ServerId> }
  | {
      readonly kind: 'round';
      readonly waiting: Set<ServerId>;
      readonly start: Micros;
      readonly until: Micros;
      /** Of a single input: whose. Facts up to that key are complete when the round is. */
      readonly only: Participant | null;
      readonly crashed: Crash[];
    }
  | { readonly kind: 'capturing'; readonly waiting: Set<ServerId>; readonly hosts: HostState[] };

/** No key frame comes of it: what is left is a round in which no time passes, and which may lose a host. */
export function withoutFrame(phase: Phase, now: Micros): Phase {
  if (phase.kind !== 'capturing') return phase;
  const { waiting } = phase;
  return { kind: 'round', waiting, start: now, until: now, only: null, crashed: [] };
}
