// The stories of two branches as rows: what both say at the same moment stands in one row, all else in a column of its own.
// Pure; called by CompareDialog.svelte.
import type { StoryEntry } from '../../worker/trace/story-entry.ts';

export interface Row {
  readonly left: StoryEntry | null;
  readonly right: StoryEntry | null;
}

/** In the order of time; of two at the same moment the left one comes first. Both lists are oldest first. */
export function mergeStories(
  left: readonly StoryEntry[],
  right: readonly StoryEntry[],
): readonly Row[] {
  const rows: Row[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const a = left[l] ?? null;
    const b = right[r] ?? null;
    if (a !== null && b !== null && isSame(a, b)) {
      rows.push({ left: a, right: b });
      l += 1;
      r += 1;
    } else if (b === null || (a !== null && a.at <= b.at)) {
      rows.push({ left: a, right: null });
      l += 1;
    } else {
      rows.push({ left: null, right: b });
      r += 1;
    }
  }
  return rows;
}

function isSame(a: StoryEntry, b: StoryEntry): boolean {
  return a.at === b.at && a.key === b.key && JSON.stringify(a.params) === JSON.stringify(b.params);
}
