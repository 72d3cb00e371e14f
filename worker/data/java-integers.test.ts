import { describe, expect, it } from 'vitest';
import { decodeInteger, parseInteger, parseLong, trimHex } from './java-integers.ts';

function messageOf(parsed: { ok: boolean }): unknown {
  return 'thrown' in parsed ? (parsed.thrown as { message: unknown }).message : 'read';
}

describe('numbers as Java reads them', () => {
  it.each([
    ['-5', -5],
    ['+5', 5],
    ['-2147483648', -2147483648],
    ['007', 7],
    ['\u0664\u0662', 42],
    ['-\uff15', -5],
    ['\u17e9\u0967', 91],
  ])('parseInt takes %s', (text, value) => {
    expect(parseInteger(text)).toEqual({ ok: true, value });
  });

  it('takes the wide letters of U+FF00 for digits of a higher radix', () => {
    expect(parseInteger('\uff21\uff46', 16)).toEqual({ ok: true, value: 0xaf });
  });

  it.each([
    '\u00b2',
    '\u0bf0',
    '',
    'x',
    '-',
    '+',
    '2147483648',
    '5 ',
    ' 5',
    '1.0',
    '1e3',
    '9'.repeat(100_000),
  ])('parseInt refuses %j with its own words', (text) => {
    expect(messageOf(parseInteger(text))).toBe(`For input string: "${text}"`);
  });

  it.each([
    ['#f', 15],
    ['010', 8],
    ['-0x1', -1],
    ['0', 0],
    ['-0', -0],
  ])('redo decodes %s', (text, value) => {
    expect(decodeInteger(text)).toEqual({ ok: true, value: value + 0 });
  });

  it.each([
    ['', 'Zero length string'],
    ['--1', 'Sign character in wrong position'],
    ['+', 'For input string: ""'],
    ['-x', 'For input string: "-x"'],
    ['0x', 'For input string: "" under radix 16'],
    ['0xg', 'For input string: "g" under radix 16'],
    ['08', 'For input string: "8" under radix 8'],
    ['-99999999999', 'For input string: "-99999999999"'],
  ])('redo refuses %j', (text, message) => {
    expect(messageOf(decodeInteger(text))).toBe(message);
  });

  it('parseLong goes to the edge of 64 bits and not beyond', () => {
    expect(parseLong('7fffffffffffffff', 16)).toEqual({ ok: true, value: 2n ** 63n - 1n });
    expect(parseLong('-8000000000000000', 16)).toEqual({ ok: true, value: -(2n ** 63n) });
    expect(messageOf(parseLong('8000000000000000', 16))).toBe(
      'For input string: "8000000000000000" under radix 16',
    );
  });

  it('a session id loses its leading zeros, and zero keeps one digit', () => {
    expect([trimHex('0100abc'), trimHex('0000')]).toEqual(['100abc', '0']);
  });
});
