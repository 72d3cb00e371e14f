import { describe, expect, it } from 'vitest';
import { shortLink } from './short-link.ts';

const here = 'https://zab.example/course/?view=present&speed=4&lang=zh-CN&answers=cut.alone#r=abc';

describe('the short link', () => {
  it('is the lesson at its step, with the language and nothing else of the address', () => {
    expect(shortLink(here, { id: '3', step: 2 }, 'one-write')).toEqual({
      of: 'lesson',
      address: 'https://zab.example/course/?lesson=3&step=2&lang=zh-CN',
    });
  });

  it('is the scenario where no lesson is under way, and none for a run or a lesson from a file', () => {
    expect(shortLink(here, null, 'one-write')?.address).toBe(
      'https://zab.example/course/?scenario=one-write&lang=zh-CN',
    );
    expect(shortLink(here, null, null)).toBeNull();
    expect(shortLink(here, { id: null, step: 1 }, 'one-write')).toBeNull();
  });
});
