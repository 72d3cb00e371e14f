import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinearizable, type RegisterCall } from './wgl.ts';

const initial = { value: '', version: 0 };
const set = (
  from: number,
  to: number,
  value: string,
  version: number | null,
  expected = -1,
): RegisterCall => ({
  ...{ from, to, op: { kind: 'set', value, expected, version } },
});
const get = (from: number, to: number, value: string, version: number): RegisterCall => ({
  ...{ from, to, op: { kind: 'get', value, version } },
});

describe('linearizability without a witness', () => {
  it('finds an order of overlapping calls', () => {
    expect(
      isLinearizable([set(0, 10, 'a', 2), set(1, 9, 'b', 1), get(2, 8, 'b', 1)], initial),
    ).toBe(true);
  });

  it('refuses a read of an old value after the write of a new one has ended', () => {
    expect(isLinearizable([set(0, 1, 'a', 1), set(2, 3, 'b', 2), get(4, 5, 'a', 1)], initial)).toBe(
      false,
    );
  });

  it('lets an unknown write take effect late or never', () => {
    const lost = set(0, Infinity, 'a', null);
    expect(isLinearizable([lost, get(1, 2, '', 0), get(3, 4, 'a', 1)], initial)).toBe(true);
    expect(isLinearizable([lost, get(1, 2, '', 0), get(3, 4, '', 0)], initial)).toBe(true);
    expect(isLinearizable([lost, get(1, 2, 'a', 1), get(3, 4, '', 0)], initial)).toBe(false);
  });

  it('lets only one of two compare-and-sets on one version win', () => {
    const both = [set(0, 5, 'a', 1, 0), set(0, 5, 'b', 1, 0)];
    expect(isLinearizable(both, initial)).toBe(false);
    expect(isLinearizable([set(0, 5, 'a', 1, 0), set(0, 5, 'b', null, 0)], initial)).toBe(true);
  });

  it('accepts every history that a real register made', () => {
    const steps = fc.array(fc.record({ write: fc.boolean(), early: fc.nat(4), late: fc.nat(4) }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(steps, (list) => {
        let state = initial;
        const calls = list.map(({ write, early, late }, index) => {
          const [from, to] = [index * 3 - early, index * 3 + late];
          if (!write) return get(from, to, state.value, state.version);
          state = { value: `v${index}`, version: state.version + 1 };
          return set(from, to, state.value, state.version);
        });
        expect(isLinearizable(calls, initial)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
