// The link of a lesson or a scenario without the run: short enough for a QR code and for paper. Pure; called by Share.

export interface ShortLink {
  readonly of: 'lesson' | 'scenario';
  readonly address: string;
}

/**
 * `here` with the lesson at its step, or with the scenario; null where neither is under way. Of the rest of the address only the
 * language stays: whoever points a phone at a projector wants no presenter view.
 */
export function shortLink(
  here: string,
  lesson: { readonly id: string | null; readonly step: number } | null,
  scenario: string | null,
): ShortLink | null {
  const url = new URL(here);
  const language = url.searchParams.get('lang');
  url.hash = '';
  url.search = '';
  if (lesson !== null) {
    if (lesson.id === null) return null;
    url.searchParams.set('lesson', lesson.id);
    if (lesson.step > 1) url.searchParams.set('step', String(lesson.step));
  } else if (scenario !== null) url.searchParams.set('scenario', scenario);
  else return null;
  if (language !== null) url.searchParams.set('lang', language);
  return { of: lesson === null ? 'scenario' : 'lesson', address: url.href };
}
