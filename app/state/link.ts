// A run in an address: `#r=` carries the recording as JSON, deflated (raw) and base64url-coded (interface.md, "Recording").
// Callers: state/sharing, main.ts. Decoding is bounded before and while it works (correctness.md W16); whether the
// JSON is a recording is for worker/world/decode.ts to say.

/** The longest link that Share makes and that is opened, in characters of `#r=`. */
export const LINK_MAX = 64_000;
const INFLATED_MAX = 2_000_000;
const RATIO_MAX = 100;

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'long' | 'damaged' | 'large' };

/** The text deflated and coded with the letters of base64url, without padding. */
export async function packText(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let letters = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    letters += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The inverse of `packText`. Stops as soon as the output passes its bound; never throws. */
export async function unpackText(coded: string): Promise<Unpacked> {
  if (coded.length > LINK_MAX) return { ok: false, why: 'long' };
  const bytes = bytesOf(coded);
  if (bytes === null) return { ok: false, why: 'damaged' };
  const limit = Math.min(INFLATED_MAX, Math.max(4096, bytes.length * RATIO_MAX));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, text: text + decoder.decode() };
      size += value.length;
      if (size > limit) {
        await reader.cancel().catch(() => undefined);
        return { ok: false, why: 'large' };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { ok: false, why: 'damaged' };
  }
}

function bytesOf(coded: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(coded)) return null;
  try {
    const letters = atob(coded.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
