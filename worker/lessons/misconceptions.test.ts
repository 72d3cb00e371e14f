import { describe, expect, it } from 'vitest';
import { misconceptions, type MisconceptionWords } from './misconceptions.ts';
import { misconceptionWords } from './words/misconceptions.ts';
import { isLesson } from './catalog.ts';

const en: MisconceptionWords = (await misconceptionWords.en()).words;
const zhCN: MisconceptionWords = (await misconceptionWords['zh-CN']()).words;
const texts = ({ corrections }: MisconceptionWords) =>
  Object.entries(corrections).map(([id, { claim, truth }]) => [id, `${claim} ${truth}`] as const);

describe('misconceptions', () => {
  it('point to a lesson that there is', () => {
    for (const [id, { lesson }] of Object.entries(misconceptions))
      expect(isLesson(lesson), id).toBe(true);
  });

  it('name the same words of ZooKeeper in both languages', () => {
    const terms = (text: string) =>
      [...text.matchAll(/ZOOKEEPER-\d+|[A-Z]{4,}|ACK|zxid/g)].map(([term]) => term);
    const chinese = new Map(texts(zhCN));
    for (const [id, text] of texts(en))
      expect([...new Set(terms(chinese.get(id) ?? ''))].sort(), id).toEqual(
        [...new Set(terms(text))].sort(),
      );
  });

  it.each(texts(zhCN))('%s is Chinese with Chinese punctuation', (_id, text) => {
    expect(text).toMatch(/[\u4e00-\u9fff]/);
    expect(text.replaceAll(/“[^”]*”/g, '')).not.toMatch(
      /[\u4e00-\u9fff][,;:()?!]|[,;()][\u4e00-\u9fff]/,
    );
  });
});
