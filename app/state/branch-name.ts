// What a branch is called. Called by the menu of branches and by their comparison.
import type { Messages } from '../messages/en.ts';
import { formatTime } from './clock.ts';
import type { Branch } from './branches.svelte.ts';

export function branchName(
  { id, from }: Pick<Branch, 'id' | 'from'>,
  t: Pick<Messages['transport'], 'mainBranch' | 'branchName'>,
): string {
  return id === 1 ? t.mainBranch : t.branchName(id, formatTime(from));
}
