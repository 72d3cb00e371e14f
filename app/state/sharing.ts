// A run leaves the page as a link or a file and comes back the same way. Called by ShareDialog, main.ts and the drop target.
import type { Recording } from '../../worker/world/recording.ts';
import { LINK_MAX, packText } from './link.ts';

export type Link = { readonly ok: true; readonly url: string } | { readonly ok: false };

/** The address that carries this recording; not ok where it would pass 64 kB. */
export async function linkTo(recording: Recording, here: string): Promise<Link> {
  const coded = await packText(JSON.stringify(recording));
  if (coded.length > LINK_MAX) return { ok: false };
  const url = new URL(here);
  url.hash = `r=${coded}`;
  return { ok: true, url: url.href };
}

/** Hands a text to the person as a file. */
export function download(name: string, type: string, content: string | Blob): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // Some browsers start a download a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function recordingName(recording: Recording): string {
  const { servers, observers } = recording.ensemble;
  return `zab-${servers}${observers > 0 ? `+${observers}` : ''}-seed-${recording.seed}.json`;
}
