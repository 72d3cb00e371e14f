// Fetches the words around the sheets in the language of the page. Called by Sheets.svelte.
import type { SheetsMessages } from '../../messages/sheets-en.ts';
import type { Language } from '../../state/preferences.svelte.ts';

export async function loadSheetWords(language: Language): Promise<SheetsMessages> {
  return language === 'en'
    ? (await import('../../messages/sheets-en.ts')).sheetsEn
    : (await import('../../messages/sheets-zh-CN.ts')).sheetsZh;
}
