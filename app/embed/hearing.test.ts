import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFromFrame } from './hearing.ts';

it('what a frame says is understood, and copied field by field', () => {
  const said = [
    { zab: 1, do: 'ready' },
    { zab: 1, do: 'resize', width: 640, height: 400 },
    { zab: 1, do: 'fact', at: 7, who: 2, fact: { type: 'commit', zxid: 5 } },
    { zab: 1, do: 'error', error: 'No.' },
    { zab: 1, re: 3, ok: true },
    { zab: 1, re: 'a', ok: true, out: ['Created /a'] },
    { zab: 1, re: 4, ok: false, error: 'Node 7 is not there.' },
  ];
  for (const one of said) expect(readFromFrame({ ...one, more: 1 })).toEqual(one);
});

it.each([
  [{ zab: 2, do: 'ready' }],
  [{ zab: 1, do: 'navigate', url: 'https://example.org/' }],
  [{ zab: 1, do: 'resize', width: 640, height: Infinity }],
  [{ zab: 1, do: 'resize', width: 640, height: 1e9 }],
  [{ zab: 1, do: 'fact', at: 7, who: 2, fact: 'commit' }],
  [{ zab: 1, do: 'error', error: { toString: 1 } }],
  [{ zab: 1, re: 1, ok: 'yes' }],
  [{ zab: 1, re: 1, ok: true, out: [1] }],
  [{ zab: 1, re: 1, ok: false }],
  [[{ zab: 1, do: 'ready' }]],
])('%j is not understood', (said) => {
  expect(readFromFrame(said)).toBe(null);
});

it('no value whatever makes the reader throw', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withDate: true, withBigInt: true }), (value) => {
      const said = readFromFrame(value);
      expect(said === null || said.zab === 1).toBe(true);
    }),
  );
});
