// Fragments of addresses that carry such a text, or pretend to; and what has to become of each, found here by other means
// than the page's: Node's zlib, then the decoder. Called by links.ts. Source: interface.md "Recording", correctness.md W16.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeRecordingText } from '../../world/decode.ts';
import { oneOf, wordOf, type Draw } from './draws.ts';
import { textKinds } from './drawn-texts.ts';

/** What the page has to do: nothing at all, say a sentence and change nothing, or open a run. */
export type Verdict = 'ignored' | 'refused' | 'taken';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LINK_MAX = 64_000;
const INFLATED_MAX = 2_000_000;

export function codedText(text: string | Uint8Array): string {
  return deflateRawSync(text).toString('base64url');
}

const anyText = (draw: Draw): string =>
  (textKinds[oneOf(draw, ['whole', 'markup', 'a strange value', 'a bit flipped'])] ?? (() => ''))(
    draw,
  );

/** Of what is not a text: the code itself is hostile. */
const codeKinds: Readonly<Record<string, (draw: Draw) => string>> = {
  'a letter changed': (draw) => {
    const coded = codedText(anyText(draw));
    const at = draw(0, coded.length - 1);
    return `#r=${coded.slice(0, at)}${wordOf(draw, LETTERS, 1)}${coded.slice(at + 1)}`;
  },
  'letters cut off': (draw) => {
    const coded = codedText(anyText(draw));
    return `#r=${coded.slice(0, draw(0, coded.length - 1))}`;
  },
  'letters added': (draw) => `#r=${codedText(anyText(draw))}${wordOf(draw, LETTERS, draw(1, 8))}`,
  'letters by chance': (draw) => `#r=${wordOf(draw, LETTERS, draw(0, 2000))}`,
  'strange letters': (draw) =>
    `#r=${wordOf(draw, LETTERS, 20)}${oneOf(draw, ['=', '%00', '+', '/', ' ', '<script>', '\u202e', '#r=', '%'])}`,
  bomb: (draw) => `#r=${bombOf(2 ** draw(20, 25))}`,
  'at the length, or beyond': (draw) => `#r=${wordOf(draw, LETTERS, LINK_MAX + draw(0, 1))}`,
  'bytes that are no text': (draw) => {
    const bytes = Uint8Array.from({ length: 300 }, () => draw(0, 255));
    return `#r=${codedText(bytes)}`;
  },
  'another fragment': (draw) =>
    oneOf(draw, [
      '#R=abc',
      '#r',
      '#x=1',
      '#',
      '#constructor',
      '#__proto__=1',
      '#r:abc',
      '#lesson=3',
    ]),
};

const bombs = new Map<number, string>();

function bombOf(size: number): string {
  const known = bombs.get(size) ?? codedText(new Uint8Array(size).fill(0x20));
  bombs.set(size, known);
  return known;
}

export const linkKinds: Readonly<Record<string, (draw: Draw) => string>> = {
  ...Object.fromEntries(
    Object.entries(textKinds).map(([kind, make]) => [
      kind,
      (draw: Draw) => `#r=${codedText(make(draw))}`,
    ]),
  ),
  ...codeKinds,
};

export function verdictOnLink(fragment: string): Verdict {
  if (!hashOf(fragment).startsWith('#r=')) return 'ignored';
  const text = textOfLink(fragment);
  return text === null ? 'refused' : verdictOnText(text);
}

/** null where the code is too long, damaged, or stands for too much. */
export function textOfLink(fragment: string): string | null {
  return inflated(hashOf(fragment).slice(3));
}

/** As the browser will have it: some letters are escaped in an address. */
function hashOf(fragment: string): string {
  return new URL(fragment, 'http://localhost/').hash;
}

export function verdictOnText(text: string): Verdict {
  return decodeRecordingText(text).ok ? 'taken' : 'refused';
}

function inflated(coded: string): string | null {
  if (coded.length > LINK_MAX || coded.length % 4 === 1) return null;
  if ([...coded].some((letter) => !LETTERS.includes(letter))) return null;
  const bytes = Buffer.from(coded, 'base64url');
  const most = Math.min(INFLATED_MAX, Math.max(4096, bytes.length * 100));
  try {
    const inflating = { maxOutputLength: most, info: true };
    const done: unknown = inflateRawSync(bytes, inflating);
    const { buffer, engine } = done as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten < bytes.length) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return null;
  }
}
