// Keeps the run under way while it goes on: once a second while something changes, at every act, and a last time when the
// page goes. The address carries the run as well, by replaceState: Back leaves the page. Made by main.ts; /embed keeps nothing.
import type { Action, Recording } from '../../worker/world/recording.ts';
import type { Branch } from './branches.svelte.ts';
import { keepLastRun, keepRun, type KeptBranch } from './kept.ts';
import type { Playground } from './playground.svelte.ts';
import { linkTo } from './sharing.ts';

const EVERY_MS = 1000;
/** A long run is kept less often: this share of the time may be spent on it. */
const SHARE = 0.02;

/** The run as the engine last told it, and what it was opened from: another run was opened from something else. */
interface Known {
  readonly recording: Recording;
  readonly openedFrom: Recording;
}

export class Keeper {
  readonly #playground: Playground;
  #known: Known | null = null;
  /** Done since in the run that was opened from `#actsOf`. */
  #acts: Action[] = [];
  #actsOf: Recording;
  #key = '';
  #timer = 0;
  #keeping = false;
  #everyMs = EVERY_MS;
  #refused = false;
  /** Branches do not change: their texts are made once. */
  readonly #texts = new WeakMap<Recording, string>();
  /** Acts in the run when the address was last written. */
  #told = '';

  constructor(playground: Playground) {
    this.#playground = playground;
    this.#actsOf = playground.recording;
    playground.hearActs((action) => this.#hear(action));
    playground.frames.add(() => this.#plan());
    addEventListener('pagehide', () => this.#keepLast());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#keepLast();
    });
  }

  #plan(): void {
    if (this.#timer !== 0 || this.#keyNow() === this.#key) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      void this.#keep();
    }, this.#everyMs);
  }

  #hear(action: Action): void {
    const { recording } = this.#playground;
    if (this.#actsOf !== recording) this.#acts = [];
    this.#actsOf = recording;
    this.#acts.push(action);
  }

  #keyNow(): string {
    const { time, end, phase, branches, playing } = this.#playground;
    return `${phase}/${time}/${end}/${playing}/${branches.current.id}/${branches.others.length}`;
  }

  async #keep(): Promise<void> {
    const playground = this.#playground;
    if (!playground.ready || this.#keeping) return;
    this.#keeping = true;
    let spentMs = 0;
    try {
      const key = this.#keyNow();
      const { recording: openedFrom } = playground;
      const recording = await playground.recorded();
      // What was waited for, a replay for example, cost nothing.
      const began = performance.now();
      // Where another run was opened meanwhile, that one comes with the next frame.
      if (openedFrom === playground.recording) {
        this.#key = key;
        this.#known = { recording, openedFrom };
        this.#write(recording);
        await this.#tellAddress(recording);
      }
      spentMs = performance.now() - began;
    } catch {
      // The run has failed or was replaced: the page says so, and what was kept stays.
    }
    this.#keeping = false;
    this.#everyMs = Math.max(EVERY_MS, spentMs / SHARE);
  }

  /** The page is going: what is known, with what was done since, at the moment that is shown now. */
  #keepLast(): void {
    const { ready, live, time } = this.#playground;
    if (!ready) return;
    const { hash: _hash, ...known } = this.#latest();
    const until = Math.max(known.until, time);
    this.#write({ ...known, until, view: { at: live ? until : time } });
  }

  /** The run under way as far as it can be told without waiting: a page that goes waits for nothing. */
  #latest(): Recording {
    const { recording } = this.#playground;
    const base = this.#known?.openedFrom === recording ? this.#known.recording : recording;
    const there = new Set(base.actions.map((action) => JSON.stringify(action)));
    const acts = this.#actsOf === recording ? this.#acts : [];
    const since = acts.filter((action) => !there.has(JSON.stringify(action)));
    const until = Math.max(base.until, since.at(-1)?.at ?? 0);
    return { ...base, actions: [...base.actions, ...since], until };
  }

  #write(recording: Recording): void {
    const { branches, touched } = this.#playground;
    const current = this.#kept(branches.current, recording);
    const others = branches.others.map((branch) => this.#kept(branch, branch.recording));
    const address = location.search + location.hash;
    let stored = keepRun({ address, touched, current, others });
    // A fresh run that only plays is not worth offering again.
    if (touched) stored = keepLastRun({ until: recording.until, text: current.text }) && stored;
    if (!stored && !this.#refused) {
      this.#refused = true;
      this.#playground.notice ??= { kind: 'notKept' };
    }
  }

  #kept(branch: Omit<Branch, 'recording'>, recording: Recording): KeptBranch {
    const { id, from, scenario } = branch;
    const text = this.#texts.get(recording) ?? JSON.stringify(recording);
    this.#texts.set(recording, text);
    return { id, from, scenario, text };
  }

  /** While a run plays, its address stays that of the last act. */
  async #tellAddress(recording: Recording): Promise<void> {
    const { branches, playing, touched } = this.#playground;
    const acts = `${branches.current.id}/${recording.actions.length}`;
    if (!touched || (playing && acts === this.#told)) return;
    this.#told = acts;
    const link = await linkTo(recording, location.href);
    const bare = location.pathname + location.search;
    const url = link.ok ? link.url : bare;
    if (url !== location.href) history.replaceState(history.state, '', url);
    this.#write(recording);
  }
}
