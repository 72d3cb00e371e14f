import { describe, expect, it } from 'vitest';
import { Kept } from './kept.svelte.ts';

/** A browser's storage with this text in it. */
function storage(text: string | null = null) {
  let kept = text;
  const store = {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
  return { store, text: () => kept };
}

describe('progress on this device', () => {
  it('remembers the furthest step, and that a lesson was done, across visits', () => {
    const { store } = storage();
    const first = new Kept(() => store);
    first.reach('3', 4, false);
    first.reach('3', 2, false);
    first.reach('use-1', 5, true);
    expect(new Kept(() => store).all).toEqual({
      '3': { step: 4, done: false },
      'use-1': { step: 5, done: true },
    });
  });

  it('forgets everything when asked', () => {
    const { store, text } = storage();
    const kept = new Kept(() => store);
    kept.reach('1', 1, false);
    kept.forget();
    expect(kept.all).toEqual({});
    expect(text()).toBe(null);
  });

  it('works in memory, and says so, where storage is refused', () => {
    const kept = new Kept(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    kept.reach('1', 2, false);
    expect(kept.all['1']).toEqual({ step: 2, done: false });
    expect(kept.stored).toBe(false);
  });

  it('takes of what it finds only what it knows', () => {
    const text = '{"1":{"step":2},"2":{"step":"3"},"<b>":{"step":1},"4":7,"5":{"step":1e9}}';
    expect(new Kept(() => storage(text).store).all).toEqual({ '1': { step: 2, done: false } });
    expect(new Kept(() => storage('nonsense').store).all).toEqual({});
  });
});
