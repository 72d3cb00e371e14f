import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRequest } from './protocol.ts';

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
