// The way into the lessons and out of them: which one is under way, and which run its learner came from. Small, for it is
// part of the first load; all else is fetched with the first lesson. Made by the page; read by the regions through the context.
import { createContext } from 'svelte';
import type { Recording } from '../../worker/world/recording.ts';
import type { LessonsMessages } from '../messages/lessons-en.ts';
import { openFirst, openLink } from '../state/first-run.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Parameters } from '../state/url.ts';
import type { View } from '../state/view.svelte.ts';
import { OWN, placeAlone } from './address.ts';
import type { LessonSession } from './session.svelte.ts';

/** A lesson that was left, and the branch of the run that its learner had before. */
interface Left {
  readonly id: string;
  readonly step: number;
  readonly ownRun: number | null;
}

export class Lessons {
  session = $state.raw<LessonSession | null>(null);
  left = $state.raw<Left | null>(null);
  /** Null until the first lesson or the list is opened. */
  words = $state.raw<LessonsMessages | null>(null);
  readonly #playground: Playground;
  readonly #preferences: Preferences;
  readonly #view: View;
  #ownRun: number | null = null;
  #unfollow: () => void = () => undefined;

  constructor(playground: Playground, preferences: Preferences, view: View) {
    this.#playground = playground;
    this.#preferences = preferences;
    this.#view = view;
  }

  /** The words around the lessons, in the language of the page. */
  async speak(): Promise<LessonsMessages> {
    const { loadMessages } = await import('./load.ts');
    this.words = await loadMessages(this.#preferences.language);
    return this.words;
  }

  /** Opens a lesson at a step, from 1; the run under way is kept as a branch. */
  async open(id: string, step = 1, source?: string): Promise<void> {
    const session = await this.#make(id, step, null, source);
    if (session === null) return;
    if (this.session === null) this.#ownRun = this.#playground.branches.current.id;
    await session.startOver();
    this.#show(session);
  }

  /**
   * The page's first run where its address names a lesson: what this tab had before it was loaded again (`kept`: it is open
   * already), else that of its link, else the lesson's own.
   */
  async openFirst(
    { lesson, step, answers }: Parameters,
    fresh: Recording,
    hash: string,
    kept: boolean,
  ): Promise<void> {
    const session = lesson === null ? null : await this.#make(lesson, step, answers);
    if (session === null) {
      if (!kept) await openFirst(this.#playground, fresh, hash, true);
      return;
    }
    const { recording, at } = session.opening;
    if (!kept && !(await openLink(this.#playground, hash)))
      await this.#playground.open(recording, at, false);
    this.#show(session);
  }

  /** A file from outside: a lesson that somebody wrote, or a recording. */
  async openFile(file: Blob): Promise<void> {
    const { openFile } = await import('./own.ts');
    await openFile(this.#playground, file, (source) => this.open(OWN, 1, source));
  }

  /** The link to the step shown, without the run; null, with a sentence, where it would be too long. */
  async linkHere(): Promise<string | null> {
    const { session } = this;
    if (session === null) return location.href;
    const address = placeAlone(location.href, session.place);
    const { source } = session.loaded;
    if (source === undefined) return address;
    const { linkToOwn } = await import('./own.ts');
    const link = await linkToOwn(source, address);
    if (link === null)
      this.#playground.notice = { kind: 'said', text: (await this.speak()).problems.ownLong };
    return link;
  }

  leave(): void {
    const { session } = this;
    if (session === null) return;
    this.left = { id: session.loaded.id ?? '', step: session.shown + 1, ownRun: this.#ownRun };
    this.#unfollow();
    this.session = null;
  }

  async toOwnRun(): Promise<void> {
    const { left } = this;
    this.left = null;
    if (left?.ownRun != null) await this.#playground.switchTo(left.ownRun);
  }

  #show(session: LessonSession): void {
    this.left = null;
    this.#unfollow();
    // At once: what is done while the pane is still being loaded counts too.
    this.#unfollow = session.follow();
    this.session = session;
    this.#view.tab = 'lesson';
  }

  /** Null, with a sentence, where there is no such lesson or it cannot be fetched. */
  async #make(
    id: string,
    step: number,
    answers: string | null,
    source?: string,
  ): Promise<LessonSession | null> {
    try {
      const { makeSession } = await import('./make-session.ts');
      const words = await this.speak();
      const made = await makeSession(this.#playground, this.#preferences, this.#view, {
        id,
        step,
        answers,
        words,
        ...(source === undefined ? {} : { source }),
      });
      if (made.problem !== null) this.#playground.notice = { kind: 'said', text: made.problem };
      return made.session;
    } catch {
      this.#playground.notice = { kind: 'lesson' };
      return null;
    }
  }
}

export const [lessonsOf, setLessons] = createContext<Lessons>();
