// Base64 text and the bytes it stands for, without Buffer, atob or TextEncoder (none of them is in a pure room).
// znode data crosses every boundary as base64; here it becomes text for people and a number of bytes for quotas and stats.
// Source: RFC 4648 section 4, RFC 3629; java.lang.String for what malformed input turns into.
import type { Base64 } from '../base/units.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = 61;
const REPLACEMENT = 0xfffd;
/** Text is put together from slices of about this many units: a call takes only so many arguments. A multiple of three. */
const SLICE = 6144;

const sextetOf: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);
const codeOf: readonly number[] = Array.from(ALPHABET, (letter) => letter.charCodeAt(0));

/** How many bytes the text stands for, read off its length and padding; null data has 0. Constant time. */
export function byteLength(data: Base64 | null): number {
  if (data === null || data.length === 0) return 0;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}

/** Whether the text is padded base64 of the standard alphabet: what may be taken from outside. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

export function bytesToBase64(bytes: Uint8Array): Base64 {
  let text = '';
  for (let from = 0; from < bytes.length; from += SLICE) {
    const end = Math.min(from + SLICE, bytes.length);
    const codes: number[] = [];
    for (let i = from; i < end; i += 3) {
      const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      codes.push(
        codeOf[triple >>> 18] ?? 0,
        codeOf[(triple >>> 12) & 63] ?? 0,
        i + 1 < end ? (codeOf[(triple >>> 6) & 63] ?? 0) : PADDING,
        i + 2 < end ? (codeOf[triple & 63] ?? 0) : PADDING,
      );
    }
    text += String.fromCharCode(...codes);
  }
  return text;
}

/** The bytes of well-formed base64; null data has none. */
export function base64ToBytes(data: Base64 | null): Uint8Array {
  const bytes = new Uint8Array(byteLength(data));
  if (data === null) return bytes;
  let at = 0;
  for (let i = 0; i < data.length; i += 4) {
    const quad =
      (sextet(data, i) << 18) |
      (sextet(data, i + 1) << 12) |
      (sextet(data, i + 2) << 6) |
      sextet(data, i + 3);
    // Writes past the end are dropped by the array: they are the padding.
    bytes[at] = quad >>> 16;
    bytes[at + 1] = (quad >>> 8) & 255;
    bytes[at + 2] = quad & 255;
    at += 3;
  }
  return bytes;
}

/** The UTF-8 bytes of a text; a lone surrogate becomes `?`, as String.getBytes(UTF_8) does it. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i) ?? 0;
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else if (code >= 0xd800 && code <= 0xdfff) bytes[at++] = 63;
    else {
      if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
      else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
        // Two code units: the second is part of it.
        i += 1;
      }
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.subarray(0, at);
}

/** A text as znode data. */
export function encodeText(text: string): Base64 {
  return bytesToBase64(utf8Bytes(text));
}

/** Znode data as text; malformed UTF-8 becomes U+FFFD, null data the empty text. */
export function decodeText(data: Base64 | null): string {
  const bytes = base64ToBytes(data);
  let text = '';
  let codes: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const [code, width] = codePointAt(bytes, i);
    if (code > 0xffff)
      codes.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else codes.push(code);
    i += width;
    if (codes.length < SLICE) continue;
    text += String.fromCharCode(...codes);
    codes = [];
  }
  return text + String.fromCharCode(...codes);
}

function sextet(data: Base64, at: number): number {
  return Math.max(0, sextetOf[data.charCodeAt(at)] ?? 0);
}

/** The code point that starts at `at` and its width; of a malformed sequence, U+FFFD and the part that cannot go on. */
function codePointAt(bytes: Uint8Array, at: number): readonly [number, number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [first, 1];
  const width = first >= 0xc2 && first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  if (first < 0xc2 || width === 1) return [REPLACEMENT, 1];
  let code = first & (0x7f >> width);
  for (let n = 1; n < width; n += 1) {
    const next = bytes[at + n] ?? 0;
    const [low, high] = n === 1 ? secondByteRange(first) : [0x80, 0xbf];
    if (next < low || next > high) return [REPLACEMENT, n];
    code = (code << 6) | (next & 63);
  }
  return [code, width];
}

/** Narrower where the first byte would allow an overlong form, a surrogate or more than U+10FFFF. */
function secondByteRange(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
