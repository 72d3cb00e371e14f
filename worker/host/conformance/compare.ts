// Recorded against ours, line by line and exact, save for what the recordings' README leaves open: tokens, `anyOrder`,
// and `anyOf`. Used by run-case.ts, which knows the two lists of identities that a Java hash table orders.
import type { Packed } from '../../base/pack.ts';
import type { Tokens } from './tokens.ts';

/** The first place where two outputs part; null lines are missing ones. */
export interface Difference {
  readonly line: number;
  readonly expected: string | null;
  readonly actual: string | null;
}

export function compareLines(
  tokens: Tokens,
  expected: readonly string[],
  actual: readonly string[],
): Difference | null {
  for (let line = 0; line < Math.max(expected.length, actual.length); line += 1) {
    const wanted = expected[line] ?? null;
    const got = actual[line] ?? null;
    if (wanted === null || got === null || !tokens.matches(wanted, got))
      return { line, expected: wanted, actual: got };
  }
  return null;
}

/** Which of several outputs it may be: null if it is one of them, else the difference to the first. */
export function compareAny(
  tokens: Tokens,
  choices: readonly (readonly string[])[],
  actual: readonly string[],
): Difference | null {
  const differences = choices.map((choice) => compareLines(tokens, choice, actual));
  return differences.some((each) => each === null) ? null : (differences[0] ?? null);
}

/** Indexes of the lines that went to stderr. */
export function compareMarks(
  expected: readonly number[],
  actual: readonly number[],
): Difference | null {
  if (expected.join() === actual.join()) return null;
  return {
    line: 0,
    expected: `stderr lines [${expected.join()}]`,
    actual: `stderr lines [${actual.join()}]`,
  };
}

const BLOCK = 4;

/** Blocks of four lines, each as one text. */
export function eventBlocks(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += BLOCK)
    blocks.push(lines.slice(at, at + BLOCK).join('\n'));
  return blocks;
}

/** Blocks in any order at all (`anyOrder`). */
export function compareAnyOrder(
  expected: readonly string[],
  actual: readonly string[],
): Difference | null {
  const wanted = eventBlocks(expected).sort();
  const got = eventBlocks(actual).sort();
  for (let line = 0; line < Math.max(wanted.length, got.length); line += 1)
    if (wanted[line] !== got[line])
      return { line, expected: wanted[line] ?? null, actual: got[line] ?? null };
  return null;
}

/** Results of API calls: equal JSON; a `<TIME>` is a number of milliseconds above 0, an `<N>` any number. */
export function compareResults(
  tokens: Tokens,
  expected: unknown,
  actual: Packed,
  path = 'result',
): Difference | null {
  const differ = {
    line: 0,
    expected: `${path} ${show(expected)}`,
    actual: `${path} ${show(actual)}`,
  };
  if (expected === '<TIME>') return typeof actual === 'number' && actual > 0 ? null : differ;
  if (expected === '<N>') return typeof actual === 'number' ? null : differ;
  if (typeof expected === 'string' && typeof actual === 'string')
    return tokens.matches(expected, actual) ? null : differ;
  if (!isObject(expected) || !isObject(actual)) return expected === actual ? null : differ;
  if (Array.isArray(expected) !== Array.isArray(actual)) return differ;
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  for (const key of keys) {
    if (!Object.hasOwn(expected, key) || !Object.hasOwn(actual, key))
      return {
        line: 0,
        expected: `${path}.${key} ${show(expected[key])}`,
        actual: `${path}.${key} ${show(actual[key])}`,
      };
    const inner = compareResults(tokens, expected[key], actual[key] ?? null, `${path}.${key}`);
    if (inner !== null) return inner;
  }
  return null;
}

function isObject(value: unknown): value is { readonly [key: string]: Packed } {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'missing';
}
