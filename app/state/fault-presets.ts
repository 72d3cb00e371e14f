// Faults made of several actions: a wall between groups is a cut in both directions between every two of their members.
// Pure; called by the faults panel, by a line drawn across the stage and by the autopilot.
import type { ServerId } from '../../worker/base/units.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import { isCut } from '../../worker/trace/summary.ts';
import type { World } from '../../worker/trace/world-state.ts';

type Groups = readonly (readonly ServerId[])[];

export function cutBetween(groups: Groups): readonly ActionDraft[] {
  const drafts: ActionDraft[] = [];
  for (const one of groups)
    for (const other of groups)
      if (one !== other)
        for (const from of one) for (const to of other) drafts.push({ do: 'cut', from, to });
  return drafts;
}

/** The smaller half first, by id. */
export function halves(sids: readonly ServerId[]): Groups {
  const middle = Math.floor(sids.length / 2);
  return [sids.slice(0, middle), sids.slice(middle)];
}

export function groupsOfThree(sids: readonly ServerId[]): Groups {
  const size = Math.ceil(sids.length / 3);
  return [sids.slice(0, size), sids.slice(size, 2 * size), sids.slice(2 * size)];
}

/** A link is cut both ways, then one way only, then whole again: what a click on it does next. */
export function nextOfLink(world: World, a: ServerId, b: ServerId): readonly ActionDraft[] {
  const there = isCut(world.faults, a, b);
  const back = isCut(world.faults, b, a);
  if (!there && !back)
    return [
      { do: 'cut', from: a, to: b },
      { do: 'cut', from: b, to: a },
    ];
  return back ? [{ do: 'join', from: b, to: a }] : [{ do: 'join', from: a, to: b }];
}

/** Every cut healed, every link at its normal speed. */
export function joinAll(world: World): readonly ActionDraft[] {
  const slow = world.faults.filter((fault) => fault.slow !== 1);
  return [
    { do: 'healAll' },
    ...slow.map(({ from, to }): ActionDraft => ({ do: 'slow', from, to, value: 1 })),
  ];
}
