// A lesson that somebody wrote, on its way in (file or link) and out (link). The tab remembers its text, so that a reload
// finds it. Fetched with the first of them; called by lessons.svelte.ts, make-session.ts and Share.
import { decodeLesson } from '../../worker/lessons/own-lesson.ts';
import { LINK_MAX, packText, unpackText } from '../state/link.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { LoadedLesson } from './load.ts';

const KEY = 'zab-playground/own-lesson';
const FILE_MAX = 4_000_000;

export type OwnRead =
  | { readonly ok: true; readonly loaded: LoadedLesson }
  | { readonly ok: false; readonly why: string };

/** Read, and remembered by this tab where that is allowed. */
export function readOwn(source: string): OwnRead {
  const decoded = decodeLesson(source);
  if (!decoded.ok) return decoded;
  try {
    sessionStorage.setItem(KEY, source);
  } catch {
    // It is then gone with a reload; its file is not.
  }
  const { title, lesson, text } = decoded.value;
  return {
    ok: true,
    loaded: { id: null, lesson, source, textsIn: () => Promise.resolve({ title, text }) },
  };
}

/** The lesson in the link, else the one that this tab had; null where there is neither. */
export async function ownInTab(hash: string): Promise<OwnRead | null> {
  const coded = /^#l=(.*)$/s.exec(hash)?.[1];
  if (coded !== undefined) {
    const unpacked = await unpackText(coded);
    return unpacked.ok
      ? readOwn(unpacked.text)
      : { ok: false, why: 'Its link is damaged, or too long.' };
  }
  try {
    const kept = sessionStorage.getItem(KEY);
    return kept === null ? null : readOwn(kept);
  } catch {
    return null;
  }
}

/** `address` names the place; the text of the lesson goes behind it. Null where that would pass 64 kB. */
export async function linkToOwn(source: string, address: string): Promise<string | null> {
  const coded = await packText(JSON.stringify(JSON.parse(source)));
  if (coded.length > LINK_MAX) return null;
  const url = new URL(address);
  url.hash = `l=${coded}`;
  return url.href;
}

/** A file that was dropped or chosen: a lesson is given to `begin`, all else is a recording. */
export async function openFile(
  playground: Playground,
  file: Blob,
  begin: (source: string) => Promise<void>,
): Promise<void> {
  const text = file.size > FILE_MAX ? null : await file.text().catch(() => null);
  if (text === null) playground.notice = { kind: 'file' };
  else if (/^\s*\{\s*"zabLesson"/.test(text) || /"zabLesson"\s*:/.test(text.slice(-4000)))
    await begin(text);
  else await playground.openText(text);
}
