// The first minute (stage.md 4f): one thing to try, a prediction before it, the answer from what really happened.
// Each step waits for something in the World, never for a time. Pure; called by FirstMinute.svelte.
import type { ServerId } from '../../worker/base/units.ts';
import { sidesOf } from '../../worker/trace/summary.ts';
import type { World } from '../../worker/trace/world-state.ts';

export type Step = 'try' | 'wait' | 'revealed' | 'done' | 'off';

export interface Minute {
  readonly step: Step;
  /** The node that led when it was cut off, and the epoch it led. */
  readonly cut: { readonly sid: ServerId; readonly epoch: number } | null;
}

export const atFirst: Minute = { step: 'try', cut: null };

/** What comes after `minute`, given the World now; the same object while nothing has come. */
export function next(minute: Minute, world: World): Minute {
  switch (minute.step) {
    case 'try': {
      // A leader alone on its side: cut off by a partition, whoever did it and however.
      const lonely = world.nodes.find(
        (node) => node.partitioned && node.state === 'LEADING' && node.life === 'up',
      );
      return lonely ? { step: 'wait', cut: { sid: lonely.sid, epoch: lonely.epoch } } : minute;
    }
    case 'wait':
      if (minute.cut && world.leader && world.leader.epoch > minute.cut.epoch)
        return { ...minute, step: 'revealed' };
      return minute.cut && !isCutOff(world, minute.cut.sid) ? atFirst : minute;
    case 'revealed': {
      const back = world.nodes.find((node) => node.sid === minute.cut?.sid);
      const follows = back?.state === 'FOLLOWING' && back.zabState === 'BROADCAST';
      return follows && !back.partitioned ? { ...minute, step: 'done' } : minute;
    }
    case 'done':
    case 'off':
      return minute;
  }
}

function isCutOff(world: World, sid: ServerId): boolean {
  return world.nodes.some((node) => node.sid === sid && node.partitioned);
}

/** The node whose Partition button is pointed at, if it is time for that. */
export function pointedAt(minute: Minute, world: World): ServerId | null {
  const { leader } = world;
  if (minute.step === 'try') return leader && sidesOf(world)[0]?.quorum ? leader.sid : null;
  return minute.step === 'revealed' ? (minute.cut?.sid ?? null) : null;
}
