// `npm run fuzz -- --exhaustive [--states N]`: searches one scope after the other through every state, until N states have been
// seen in all or there is no scope left. Called by fuzz.ts. Returns whether nothing broke.
import { Explorer, type Search } from '../../fuzz/exhaustive/explore.ts';
import { scopes } from '../../fuzz/exhaustive/scope.ts';
import type { Machines } from '../../world/machines.ts';

function outcomeOf({ complete, found }: Search): string {
  if (found !== null) return `BROKEN ${found.id}`;
  return complete ? 'complete' : 'given up';
}

function print(name: string, search: Search, ms: number): void {
  const { states, moves, ends, deepest, found } = search;
  const seconds = Math.max(1, Math.round(ms / 1000));
  console.log(
    `${name}: ${outcomeOf(search)}; ${states} states, ${moves} moves, ${ends} ends, ${deepest} deep, ${seconds} s, ${Math.round(moves / seconds)} moves a second`,
  );
  if (found === null) return;
  console.error(found.sentence);
  console.error(found.path.map((move) => JSON.stringify(move)).join(' '));
}

export function searchAll(states: number, machines: Machines): boolean {
  let left = states;
  for (const scope of scopes) {
    if (left <= 0) break;
    const begun = Date.now();
    const search = new Explorer(scope, machines).run(left);
    print(scope.name, search, Date.now() - begun);
    left -= search.states;
    if (search.found !== null) return false;
  }
  return true;
}
