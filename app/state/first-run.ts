// Which run a page opens with: the one this tab had before it was loaded again, the one in its link, the scenario in its
// address, else a fresh one. What cannot be opened says why, and a fresh run starts. Called by main.ts and embed/main.ts.
import type { Recording } from '../../worker/world/recording.ts';
import { beginTrying, endTrying, keptRun } from './kept.ts';
import { unpackText } from './link.ts';
import type { Playground } from './playground.svelte.ts';

/** True if the run is the link's: it stands at its moment. A fresh run, or the scenario, plays if `play`. */
export async function openFirst(
  playground: Playground,
  opening: Recording,
  hash: string,
  play: boolean,
  scenario: string | null = null,
): Promise<boolean> {
  if (await openLink(playground, hash)) return true;
  if (scenario !== null && (await playground.openScenario(scenario, play))) return false;
  await playground.open(opening, opening.until, play);
  return false;
}

/** Opens the recording in a fragment (`#r=…`); false, with a sentence, where there is none that can be opened. */
export async function openLink(playground: Playground, hash: string): Promise<boolean> {
  const coded = /^#r=(.*)$/s.exec(hash)?.[1];
  if (coded === undefined) return false;
  const unpacked = await unpackText(coded);
  if (unpacked.ok) return playground.openText(unpacked.text);
  playground.notice = { kind: 'link', which: linkProblems[unpacked.why] };
  return false;
}

const linkProblems = { long: 'linkLong', damaged: 'linkDamaged', large: 'linkLarge' } as const;

/** After a reload: what this tab kept, unless the address asks for something else or the last try took the tab with it. */
export async function openKept(playground: Playground): Promise<boolean> {
  const [visit] = performance.getEntriesByType('navigation');
  const again = visit instanceof PerformanceNavigationTiming && visit.type !== 'navigate';
  const kept = again ? keptRun() : null;
  if (kept === null || kept.address !== location.search + location.hash) return false;
  if (beginTrying()) {
    endTrying();
    playground.notice = { kind: 'keptCrashed' };
    return false;
  }
  const opened = await playground.openKept(kept);
  endTrying();
  return opened;
}
