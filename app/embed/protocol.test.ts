import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRequest, requestNames } from './protocol.ts';

it('a request with exactly its fields is understood', () => {
  expect(readRequest({ zab: 1, id: 'a', do: 'fault', fault: 'partition', node: 2 })).toEqual({
    zab: 1,
    id: 'a',
    do: 'fault',
    fault: 'partition',
    node: 2,
  });
});

it('unknown fields, unknown verbs, other versions and node 0 are not understood', () => {
  expect(readRequest({ zab: 1, id: 1, do: 'play', extra: 1 })).toBe(null);
  expect(readRequest({ zab: 1, id: 1, do: 'eval' })).toBe(null);
  expect(readRequest({ zab: 2, id: 1, do: 'play' })).toBe(null);
  expect(readRequest({ zab: 1, id: 1, do: 'fault', fault: 'kill', node: 0 })).toBe(null);
});

it('no value whatever makes the reader throw, and only requests pass', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withDate: true, withBigInt: true }), (value) => {
      const request = readRequest(value);
      expect(request === null || request.zab === 1).toBe(true);
    }),
  );
});

it('nesting beyond eight levels is not understood', () => {
  let value: unknown = 1;
  for (let i = 0; i < 9; i += 1) value = { value };
  expect(readRequest({ zab: 1, id: 1, do: 'load', recording: value })).toBe(null);
});

it('these are all the words a page may say; none reads storage, navigates, opens or injects', () => {
  expect([...requestNames].sort()).toEqual([
    ...['command', 'fault', 'load', 'pause', 'play', 'seek', 'step', 'subscribe'],
  ]);
});

it('load names a recording or a scenario, exactly one', () => {
  const load = { zab: 1, id: 1, do: 'load' };
  expect(readRequest(load)).toBe(null);
  expect(readRequest({ ...load, scenario: 'a', recording: {} })).toBe(null);
  expect(readRequest({ ...load, scenario: 'a' })).toEqual({ ...load, scenario: 'a' });
});

it('names that every object inherits are fields like any other: not understood', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const text = `{"zab":1,"id":1,"do":"play","${name}":{"polluted":1}}`;
    expect(readRequest(JSON.parse(text))).toBe(null);
  }
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

it('more than 64,000 characters are not understood, wherever they are', () => {
  const load = (recording: unknown) => readRequest({ zab: 1, id: 1, do: 'load', recording });
  expect(load({ text: 'x'.repeat(60_000) })).not.toBe(null);
  expect(load({ text: 'x'.repeat(65_000) })).toBe(null);
  expect(load({ ['x'.repeat(65_000)]: 1 })).toBe(null);
  expect(load(Array.from({ length: 30_000 }, () => 1))).toBe(null);
  expect(load(Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, 1])))).toBe(null);
});
