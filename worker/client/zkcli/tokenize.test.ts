import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';

/** zkCli's own two patterns, as a reference: slow, but not ours. */
function reference(line: string): string[] {
  const words: string[] = [];
  const space = '[ \\t\\n\\x0b\\f\\r]';
  const word = `[^"'](?:(?!${space})[^])*|"[^"]*"|'[^']*'`;
  for (const match of line.matchAll(new RegExp(`${space}*(${word})${space}*`, 'gu'))) {
    const value = match[1] ?? '';
    words.push(/^(['"])([^\n\r\u0085\u2028\u2029]*)\1$/u.test(value) ? value.slice(1, -1) : value);
  }
  return words;
}

describe('tokenize', () => {
  it.each([
    ['', []],
    ['   ', [' ']],
    ['  get   /a  ', ['get', '/a']],
    ['create "/q 6" spaced', ['create', '/q 6', 'spaced']],
    ['create /q4 \'say "hi"\'', ['create', '/q4', 'say "hi"']],
    ['create /c ""', ['create', '/c', '']],
    ['create /q8 a"b c"d', ['create', '/q8', 'a"b', 'c"d']],
    ["'it's'", ['it', "s'"]],
    ['create /q7 "unterminated data', ['create', '/q7', 'unterminated', 'data']],
    ['"', []],
    [' "x', [' "x']],
    ['a\u00a0b', ['a\u00a0b']],
  ])('breaks %j into %j', (line, words) => {
    expect(tokenize(line)).toEqual(words);
  });

  it('breaks every line as the patterns of zkCli do', () => {
    const letters = fc.constantFrom(' ', '\t', '"', "'", 'a', '-', '/', '\u2028', '\u{1f600}');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 20 }), (line) => {
        expect(tokenize(line)).toEqual(reference(line));
      }),
      { numRuns: 3000 },
    );
  });

  it('looks at a megabyte of quotes once', () => {
    expect(tokenize('" '.repeat(500_000))).toHaveLength(250_000);
    expect(tokenize(`${"'".repeat(999_999)}"`)).toHaveLength(499_999);
  });
});
