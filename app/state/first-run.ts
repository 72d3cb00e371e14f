// Which run a page opens with: the one in its link, else a fresh one. A link that cannot be opened says why, and a fresh
// run starts. Called by main.ts and embed/main.ts.
import type { Recording } from '../../worker/world/recording.ts';
import { unpackText } from './link.ts';
import { OPENING_AT } from './opening.ts';
import type { Playground } from './playground.svelte.ts';

/** True if the run is the link's: it stands at its moment. A fresh run plays if `play`. */
export async function openFirst(
  playground: Playground,
  opening: Recording,
  hash: string,
  play: boolean,
): Promise<boolean> {
  const coded = /^#r=(.*)$/s.exec(hash)?.[1];
  if (coded !== undefined) {
    const unpacked = await unpackText(coded);
    if (unpacked.ok && (await playground.openText(unpacked.text))) return true;
    if (!unpacked.ok) playground.notice = { kind: 'link', which: linkProblems[unpacked.why] };
  }
  await playground.open(opening, OPENING_AT, play);
  return false;
}

const linkProblems = { long: 'linkLong', damaged: 'linkDamaged', large: 'linkLarge' } as const;
