// What the two buttons of a node do now, wherever they stand: cards, strip, sheet, commands, keys. Pure.
import type { NodeView } from '../../worker/trace/world-state.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';

/** Partition, or Heal where it is cut off. */
export function cutOf({ sid, partitioned }: NodeView): ActionDraft {
  return { do: partitioned ? 'heal' : 'partition', node: sid };
}

/** Kill, or Restart where it is down: one that never ran is started. */
export function endOf({ sid, life, incarnation }: NodeView): ActionDraft {
  if (life === 'up') return { do: 'kill', node: sid };
  return { do: incarnation === 0 ? 'start' : 'restart', node: sid };
}
