import { describe, expect, it } from 'vitest';
import { groups } from './catalog.ts';
import { plans, type PlanId } from './plans.ts';
import { plansWords } from './words/plans.ts';

const en = (await plansWords.en()).words;
const zhCN = (await plansWords['zh-CN']()).words;
const minutes: Readonly<Record<PlanId, number>> = { lecture: 50, lab: 90 };

describe.each(Object.entries(plans))('the plan for the %s', (name, parts) => {
  const id = name as PlanId;

  it('takes as many minutes as its title says', () => {
    expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(minutes[id]);
    for (const words of [en, zhCN]) expect(words[id].title).toContain(String(minutes[id]));
  });

  it('goes through the lessons of its group in their order', () => {
    const group = groups.find((one) => one.id === id);
    expect(parts.flatMap(({ lesson }) => lesson ?? [])).toEqual(group?.lessons);
  });

  it('says for each part what to do, and as much in both languages', () => {
    const ids = parts.map((part) => part.id);
    for (const words of [en, zhCN]) expect(Object.keys(words[id].parts)).toEqual(ids);
    for (const list of ['aims', 'before', 'after'] as const)
      expect(zhCN[id][list].length).toBe(en[id][list].length);
  });

  it('is Chinese with Chinese punctuation', () => {
    const texts = Object.values(zhCN[id]).flatMap((part: string | readonly string[] | object) =>
      typeof part === 'string' ? [part] : Object.values(part as Readonly<Record<string, string>>),
    );
    for (const text of texts)
      expect(text.replaceAll(/`[^`]*`/g, '')).not.toMatch(
        /[\u4e00-\u9fff][,;:()?!]|[,;()][\u4e00-\u9fff]/,
      );
  });
});
