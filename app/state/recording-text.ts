// Text from outside becomes a recording only through the validator of worker/world/decode.ts. Called by playground.svelte.ts.
import type { Recording } from '../../worker/world/recording.ts';

export type Read =
  | { readonly ok: true; readonly recording: Recording }
  /** `why` is a sentence for people; null where the text is not even JSON. */
  | { readonly ok: false; readonly why: string | null };

export function readRecording(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: null };
  }
  void value;
  return { ok: false, why: 'recordings cannot be read yet.' };
}
