// Java's ways to read a number, with the words of their NumberFormatException. Called by zkCli's commands, the connect
// string, quotas, ACLs and configurations. Source: Integer.parseInt, Integer.decode, Long.parseLong (JDK 17).

/** What was thrown: the class as `Throwable.toString` names it, and its message (null prints as nothing). */
export interface Thrown {
  readonly exception: string;
  readonly message: string | null;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly thrown: Thrown };

function failed(message: string): Parsed<never> {
  return {
    ok: false,
    thrown: { exception: 'java.lang.NumberFormatException', message },
  };
}

function forInput(text: string, radix: number): Parsed<never> {
  return failed(`For input string: "${text}"${radix === 10 ? '' : ` under radix ${radix}`}`);
}

/** The zeros of the scripts beyond ASCII (Unicode 13, as in JDK 17); their nine other digits follow each. */
const ZEROS = [
  ...[0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6],
  ...[0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50],
  ...[0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10],
];
const NO_DIGIT = 99;

/** Character.digit of one UTF-16 unit, before the radix is looked at. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  // Latin letters, also the wide ones of U+FF00.
  const letter = unit >= 0xff21 ? unit - 0xfee0 : unit;
  if (letter >= 0x41 && letter <= 0x5a) return letter - 0x37;
  if (letter >= 0x61 && letter <= 0x7a) return letter - 0x57;
  if (unit < 0x80) return NO_DIGIT;
  const zero = ZEROS.find((each) => unit >= each && unit < each + 10);
  return zero === undefined ? NO_DIGIT : unit - zero;
}

function parse(text: string, radix: number, least: bigint, most: bigint): Parsed<bigint> {
  const negative = text.startsWith('-');
  const start = negative || text.startsWith('+') ? 1 : 0;
  if (text.length === start) return forInput(text, radix);
  const base = BigInt(radix);
  let value = 0n;
  for (let i = start; i < text.length; i += 1) {
    const digit = digitOf(text.charCodeAt(i));
    if (digit >= radix) return forInput(text, radix);
    value = value * base + BigInt(digit);
    // More digits only grow it: stop early, so that a megabyte of digits costs nothing.
    if (value > most + 1n) return forInput(text, radix);
  }
  if (negative) value = -value;
  return value < least || value > most ? forInput(text, radix) : { ok: true, value };
}

function asNumber(parsed: Parsed<bigint>): Parsed<number> {
  return parsed.ok ? { ok: true, value: Number(parsed.value) } : parsed;
}

export function parseInteger(text: string, radix = 10): Parsed<number> {
  return asNumber(parse(text, radix, -(2n ** 31n), 2n ** 31n - 1n));
}

/** A 64-bit value; it is a bigint only on its way, never in a packet. */
export function parseLong(text: string, radix = 10): Parsed<bigint> {
  return parse(text, radix, -(2n ** 63n), 2n ** 63n - 1n);
}

/** Integer.parseInt where the words of its exception do not matter: null in their place. */
export function parseInt32(text: string): number | null {
  const parsed = parseInteger(text);
  return parsed.ok ? parsed.value : null;
}

/** The same for Long.parseLong. */
export function parseInt64(text: string): bigint | null {
  const parsed = parseLong(text);
  return parsed.ok ? parsed.value : null;
}

/** As `redo` reads its number: a sign, then `0x`, `0X`, `#` or `0` for the radix. */
export function decodeInteger(text: string): Parsed<number> {
  if (text === '') return failed('Zero length string');
  const negative = text.startsWith('-');
  let start = negative || text.startsWith('+') ? 1 : 0;
  let radix = 10;
  if (text.startsWith('0x', start) || text.startsWith('0X', start))
    [start, radix] = [start + 2, 16];
  else if (text.startsWith('#', start)) [start, radix] = [start + 1, 16];
  else if (text.startsWith('0', start) && text.length > start + 1) [start, radix] = [start + 1, 8];
  const digits = text.slice(start);
  if (digits.startsWith('-') || digits.startsWith('+'))
    return failed('Sign character in wrong position');
  return parseInteger(negative ? `-${digits}` : digits, radix);
}

/** Long.toHexString of a session id or zxid given as hexadecimal digits: without leading zeros. */
export function trimHex(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits.charAt(start) === '0') start += 1;
  return digits.slice(start);
}
