// How this person wants the page: language, theme, motion, announcements, shortcuts, which messages to see. Remembered
// where storage is allowed, and only then; the address wins over what is remembered. Read by every component as `preferences.t`.
import type { StoryWords } from '../../worker/trace/story-params.ts';
import type { Messages } from '../messages/en.ts';
import type { Parameters } from './url.ts';
import { loadRefusals, loadWords, type Language, type Words } from './words.ts';

export type { Language };
export type Theme = 'system' | 'light' | 'dark' | 'contrast';
export type Motion = 'system' | 'less';
/** Which messages the stage shows: those that decide, those and faint pings, or everything. */
export type Clutter = 'focus' | 'context' | 'all';
/** What of the story a screen reader is told. */
export type Announcements = 'none' | 'decisive' | 'all';

interface Remembered {
  language?: Language;
  theme?: Theme;
  motion?: Motion;
  announcements?: Announcements;
  shortcuts?: boolean;
  clutter?: Clutter;
  beginner?: boolean;
}

const KEY = 'zab-playground/preferences';

export class Preferences {
  language = $state<Language>('en');
  theme = $state<Theme>('system');
  motion = $state<Motion>('system');
  announcements = $state<Announcements>('decisive');
  shortcuts = $state(true);
  clutter = $state<Clutter>('context');
  present = $state(false);
  /** The hints of the first minute are wanted. */
  beginner = $state(true);
  /** False where the browser refuses storage: a notice says that nothing is kept. */
  stored = $state(true);
  /** The words of the page in the language chosen. */
  t: Messages;
  storyWords: StoryWords;
  #refusals = $state.raw<((why: string) => string) | null>(null);
  #systemDark = $state(false);
  #systemStill = $state(false);

  /** `words` are those of `language`. */
  constructor(parameters: Parameters, language: Language, words: Words) {
    const { kept, stored } = readKept();
    this.stored = stored;
    this.language = language;
    this.t = $state.raw(words.page);
    this.storyWords = $state.raw(words.story);
    this.present = parameters.present;
    // A projector washes out dark colours: presenting is light unless the address says otherwise.
    this.theme =
      parameters.theme === 'auto'
        ? 'system'
        : (parameters.theme ?? (parameters.present ? 'light' : (kept.theme ?? 'system')));
    this.motion = kept.motion ?? 'system';
    this.announcements = kept.announcements ?? 'decisive';
    this.shortcuts = kept.shortcuts ?? true;
    this.clutter = kept.clutter ?? 'context';
    this.beginner = kept.beginner ?? true;
    watchMedia('(prefers-color-scheme: dark)', (on) => (this.#systemDark = on));
    watchMedia('(prefers-reduced-motion: reduce)', (on) => (this.#systemStill = on));
  }

  /** The theme as drawn. */
  get shownTheme(): 'light' | 'dark' | 'contrast' {
    if (this.theme !== 'system') return this.theme;
    return this.#systemDark ? 'dark' : 'light';
  }

  get still(): boolean {
    return this.motion === 'less' || this.#systemStill;
  }

  /** Why a recording or a lesson is refused, in the language chosen; null until the words for it have been fetched. */
  refusal(why: string): string | null {
    if (this.language === 'en') return why;
    if (this.#refusals === null) void this.refusalNow(why);
    return this.#refusals?.(why) ?? null;
  }

  /** The same for who can wait for the words. */
  async refusalNow(why: string): Promise<string> {
    if (this.language === 'en') return why;
    this.#refusals ??= await loadRefusals();
    return this.#refusals(why);
  }

  /** Loads the words of the language before showing it; the one shown stays if they cannot be had. */
  async speak(language: Language): Promise<void> {
    try {
      const words = await loadWords(language);
      this.t = words.page;
      this.storyWords = words.story;
      this.language = language;
    } catch {
      // What is shown can be read, too.
    }
    this.keep();
  }

  keep(): void {
    const { language, theme, motion, announcements, shortcuts, clutter, beginner } = this;
    const kept: Remembered = {
      language,
      theme,
      motion,
      announcements,
      shortcuts,
      clutter,
      beginner,
    };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      this.stored = false;
    }
  }
}

/** As the address, this device and the browser want it; in English where the words of the language cannot be fetched. */
export async function loadPreferences(parameters: Parameters): Promise<Preferences> {
  const language = parameters.language ?? readKept().kept.language ?? languageOfBrowser();
  try {
    return new Preferences(parameters, language, await loadWords(language));
  } catch {
    return new Preferences(parameters, 'en', await loadWords('en'));
  }
}

function readKept(): { readonly kept: Remembered; readonly stored: boolean } {
  try {
    const text = localStorage.getItem(KEY);
    return { kept: text === null ? {} : checked(JSON.parse(text)), stored: true };
  } catch {
    return { kept: {}, stored: false };
  }
}

/** What another version or another page may have left there is looked at field by field. */
function checked(value: unknown): Remembered {
  if (typeof value !== 'object' || value === null) return {};
  const given = new Map<string, unknown>(Object.entries(value));
  const kept: Remembered = {};
  const pick = <T>(name: string, choices: readonly T[]): T | undefined =>
    choices.find((choice) => choice === given.get(name));
  const language = pick<Language>('language', ['en', 'zh-CN']);
  const theme = pick<Theme>('theme', ['system', 'light', 'dark', 'contrast']);
  const motion = pick<Motion>('motion', ['system', 'less']);
  const announcements = pick<Announcements>('announcements', ['none', 'decisive', 'all']);
  const clutter = pick<Clutter>('clutter', ['focus', 'context', 'all']);
  if (language) kept.language = language;
  if (theme) kept.theme = theme;
  if (motion) kept.motion = motion;
  if (announcements) kept.announcements = announcements;
  if (clutter) kept.clutter = clutter;
  if (given.get('beginner') === false) kept.beginner = false;
  if (given.get('shortcuts') === false) kept.shortcuts = false;
  return kept;
}

function languageOfBrowser(): Language {
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) &&
    !navigator.languages[0]?.toLowerCase().startsWith('en')
    ? 'zh-CN'
    : 'en';
}

function watchMedia(query: string, tell: (on: boolean) => void): void {
  const media = matchMedia(query);
  tell(media.matches);
  media.addEventListener('change', (event) => tell(event.matches));
}
