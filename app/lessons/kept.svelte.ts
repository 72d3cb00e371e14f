// How far this person has come in each lesson, kept on this device alone; where the browser refuses, in memory. Called by
// the session (which tells) and the list (which shows, and forgets).

export interface Reached {
  /** The furthest step, from 1. */
  readonly step: number;
  readonly done: boolean;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'zab-playground/lessons';

export class Kept {
  all = $state.raw<Readonly<Record<string, Reached>>>({});
  /** False where the browser keeps nothing for this page. */
  stored = $state(true);
  readonly #store: () => Store;

  /** `store` may throw: some browsers refuse even to name their storage. */
  constructor(store: () => Store = () => localStorage) {
    this.#store = store;
    try {
      const text = store().getItem(KEY);
      if (text !== null) this.all = checked(JSON.parse(text));
    } catch (error) {
      this.stored = error instanceof SyntaxError;
    }
  }

  /** Going back never takes away what was reached. */
  reach(id: string, step: number, done: boolean): void {
    const before = this.all[id];
    const now = {
      step: Math.max(step, before?.step ?? 1),
      done: done || (before?.done ?? false),
    };
    if (before?.step === now.step && before.done === now.done) return;
    this.all = { ...this.all, [id]: now };
    this.#ask((store) => store.setItem(KEY, JSON.stringify(this.all)));
  }

  forget(): void {
    this.all = {};
    this.#ask((store) => store.removeItem(KEY));
  }

  #ask(call: (store: Store) => void): void {
    try {
      call(this.#store());
    } catch {
      this.stored = false;
    }
  }
}

/** The page's one. */
export const kept = new Kept();

/** What another version or another page may have left there is looked at field by field. */
function checked(value: unknown): Readonly<Record<string, Reached>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([id, one]: [string, unknown]) => {
    if (!/^[a-z0-9-]{1,40}$/.test(id) || typeof one !== 'object' || one === null) return [];
    const { step, done } = one as Partial<Record<'step' | 'done', unknown>>;
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 1 || step > 99) return [];
    return [[id, { step, done: done === true }] as const];
  });
  return Object.fromEntries(entries);
}
