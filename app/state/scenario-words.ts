// The names and sentences of the scenarios, loaded in the language of the page when they are wanted.
import type { ScenarioWords } from '../messages/scenarios-en.ts';
import type { Language } from './preferences.svelte.ts';

export async function scenarioWords(language: Language): Promise<ScenarioWords> {
  if (language === 'en') return (await import('../messages/scenarios-en.ts')).en;
  return (await import('../messages/scenarios-zh-CN.ts')).zhCN;
}
