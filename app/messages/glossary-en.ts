// The words of the glossary's dialog beside its terms, in English. Loaded with the dialog; glossary-zh-CN.ts is held to this type.

export const glossaryEn = {
  what: 'What to show',
  words: 'Words',
  beliefs: 'Often believed',
  beliefsIntro: 'Said often, and not quite so. Each with the lesson whose run shows what is.',
  place: (term: string, time: string, node: string | null) =>
    node === null
      ? `Show “${term}” in the run: ${time}`
      : `Show “${term}” in the run: ${node}, ${time}`,
  placeShort: (time: string, node: string | null) =>
    node === null ? `Last: ${time}` : `Last: ${node}, ${time}`,
  notYet: 'Has not happened in this run.',
  noPlace: 'Always there: no single moment shows it.',
  truth: 'In fact:',
  nothing: (text: string) => `Nothing here has “${text}” in it.`,
};

export type GlossaryMessages = typeof glossaryEn;
