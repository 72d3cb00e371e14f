import { describe, expect, it } from 'vitest';
import { enGlossary } from './en-glossary.ts';
import { enInvariants } from './en-invariants.ts';
import { zhCNGlossary } from './zh-CN-glossary.ts';
import { zhCNInvariants } from './zh-CN-invariants.ts';

const all = (words: Readonly<Record<string, readonly [string, string]>>) => Object.entries(words);

describe('invariants and glossary', () => {
  it.each([...all(enInvariants), ...all(enGlossary)])(
    '%s has a name and whole sentences in English',
    (_key, [name, sentence]) => {
      expect(name).toMatch(/^[A-Za-z]/);
      expect(sentence).toMatch(/^[A-Za-z].*\.$/);
      expect(sentence.length).toBeLessThan(180);
    },
  );

  it.each([...all(zhCNInvariants), ...all(zhCNGlossary)])(
    '%s has a name and whole sentences in Chinese, with Chinese punctuation',
    (_key, [name, sentence]) => {
      expect(name.length).toBeGreaterThan(0);
      expect(sentence).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(name + sentence).not.toMatch(/[\u4e00-\u9fff][,;:()]|[,;()][\u4e00-\u9fff]/);
    },
  );

  it('both languages say the same things', () => {
    expect(Object.keys(zhCNInvariants).sort()).toEqual(Object.keys(enInvariants).sort());
    expect(Object.keys(zhCNGlossary).sort()).toEqual(Object.keys(enGlossary).sort());
  });
});
