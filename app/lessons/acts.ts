// What is left to do in a step: the acts that it asks for, without those that were done. Pure; called by session.svelte.ts.
import type { Act } from '../../worker/lessons/lesson.ts';
import { THINK, secondOf } from '../../worker/lessons/turns.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';

/** Acts that are done at the same time, `after` so many seconds from the first ones. */
export interface Volley {
  readonly after: number;
  readonly drafts: readonly ActionDraft[];
}

/** The acts that nobody has done yet, in their order; `done` counts each thing done once. */
export function remaining(
  acts: readonly Act[] | undefined,
  done: readonly ActionDraft[],
): readonly Act[] {
  const left = [...done];
  return (acts ?? []).filter((act) => {
    const i = left.findIndex((draft) => sameAct(act, draft));
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

/** Whether somebody who did `draft` did what `act` asks for. */
export function sameAct(act: Act, draft: ActionDraft): boolean {
  const { in: _when, ...asked } = act;
  return keyOf(asked) === keyOf(draft);
}

/** A node that never ran is started by the button that restarts it; spaces around a command mean nothing. */
function keyOf(draft: ActionDraft): string {
  const fields = Object.entries(draft)
    .filter(([name]) => name !== 'at')
    .map(([name, value]): readonly [string, unknown] => [
      name,
      name === 'do' && value === 'start'
        ? 'restart'
        : name === 'line' && typeof value === 'string'
          ? value.trim().replaceAll(/\s+/g, ' ')
          : value,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(fields);
}

export function volleysOf(acts: readonly Act[]): readonly Volley[] {
  const first = Math.min(...acts.map(secondOf));
  const seconds = [...new Set(acts.map(secondOf))].sort((a, b) => a - b);
  return seconds.map((second) => ({
    after: second - first,
    drafts: acts.filter((act) => secondOf(act) === second).map(({ in: _when, ...draft }) => draft),
  }));
}

/** What a lesson does by itself, from the moment at which its step begins. */
export function ownVolleys(does: readonly Act[]): readonly Volley[] {
  const first = Math.min(...does.map(secondOf));
  return volleysOf(does).map(({ after, drafts }) => ({
    after: after + Math.max(0, first - THINK),
    drafts,
  }));
}
