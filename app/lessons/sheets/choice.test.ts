import { describe, expect, it } from 'vitest';
import { lessonsOf, readChoice, sheetAddress } from './choice.ts';

describe('the sheet that an address asks for', () => {
  it('is found again in the address made of it', () => {
    const choice = { kind: 'notes', of: '8-commit' } as const;
    const { search } = new URL(sheetAddress(choice, 'en'), 'https://zab.example/');
    expect(readChoice(search)).toEqual({ choice, strange: '' });
  });

  it('is the question sheet of lesson 1 where there is no such lesson, and says which', () => {
    expect(readChoice('?lesson=__proto__')).toEqual({
      choice: { kind: 'questions', of: '1' },
      strange: '__proto__',
    });
  });

  it('holds every lesson of a group, and a plan only for a group that has one', () => {
    expect(lessonsOf(readChoice('?lesson=lecture').choice)).toEqual(['1', '2', '3', '4']);
    expect(readChoice('?sheet=plan&lesson=uses').choice.of).toBe('lecture');
  });
});
