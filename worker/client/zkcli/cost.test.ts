// What a megabyte of typed text costs before anything is sent, in characters looked at: a clock would measure the machine.
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../data/base64.ts';
import type { ClientFact } from '../facts.ts';
import { Output } from './output.ts';
import { tokenize } from './tokenize.ts';

const MEGABYTE = 1_000_000;

/** Stands in for a string and counts what is looked at. */
class CountedText {
  looks = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#text.length;
  }

  charCodeAt(at: number): number {
    this.looks += 1;
    return this.#text.charCodeAt(at);
  }

  codePointAt(at: number): number | undefined {
    this.looks += 1;
    return this.#text.codePointAt(at);
  }

  charAt(at: number): string {
    this.looks += 1;
    return this.#text.charAt(at);
  }

  endsWith(end: string): boolean {
    this.looks += end.length;
    return this.#text.endsWith(end);
  }

  indexOf(part: string, from: number): number {
    const found = this.#text.indexOf(part, from);
    this.looks += (found < 0 ? this.length : found) - from + 1;
    return found;
  }

  lastIndexOf(part: string): number {
    const found = this.#text.lastIndexOf(part);
    this.looks += this.length - Math.max(0, found);
    return found;
  }

  slice(from: number, to: number): string {
    this.looks += to - from;
    return this.#text.slice(from, to);
  }
}

function looksOf(text: string, run: (text: string) => unknown): number {
  const counted = new CountedText(text);
  run(counted as unknown as string);
  return counted.looks / text.length;
}

describe('a megabyte', () => {
  it.each([
    ['"'],
    ["'"],
    ['\\'],
    ['"\'\\'],
    [' "'],
    ['a" '],
    ['\'" '],
    ['" \' '],
    [`${' '.repeat(999)}"`],
    [`"${"'".repeat(998)}`],
    ['\u2028"'],
  ])('of %j is broken into words in a few looks at each character', (part) => {
    const text = part.repeat(MEGABYTE / part.length);
    expect(looksOf(text, tokenize)).toBeLessThan(6);
    expect(looksOf(`${text}"`, tokenize)).toBeLessThan(6);
    expect(looksOf(`'${text}`, tokenize)).toBeLessThan(6);
  });

  it.each(['x', '\\', '中', '\ud800', '\u{1f600}'])(
    'of %j becomes bytes in one look each',
    (part) => {
      expect(looksOf(part.repeat(100_000), encodeText)).toBeLessThanOrEqual(1);
    },
  );

  it('of base64 becomes text in one look each', () => {
    expect(looksOf(encodeText('中'.repeat(100_000)), decodeText)).toBeLessThan(1.1);
  });
});

it('text without line ends is not read again for each piece that is added', () => {
  const facts: ClientFact[] = [];
  const out = new Output(null, (fact) => facts.push(fact));
  // Of such a piece nothing can be had but by itself: put behind another text first, it would not be an x.
  const piece = { isWellFormed: () => true, split: () => ['x'] } as unknown as string;
  for (let i = 0; i < 1000; i += 1) {
    out.write(piece);
    out.flush();
  }
  out.line('');
  out.flush();
  expect(facts).toEqual([{ type: 'printed', lines: ['x'.repeat(1000)] }]);
});
