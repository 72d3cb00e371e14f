// A browser under remote control, as far as both ways to it go: Firefox by Marionette (marionette.ts), WebKitGTK by WebDriver
// over HTTP (webkit.ts). Elements are found by page.ts. Source: W3C WebDriver, whose commands both speak.

/** A reference to an element, good until the page changes. */
export type ElementId = string;

export interface Driver {
  readonly name: string;
  open(url: string): Promise<void>;
  /** Runs the body of an async function in the page; arguments and result are JSON. Rejects with what it throws. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  elements(css: string): Promise<readonly ElementId[]>;
  /** The accessible name, as the engine computes it. */
  label(element: ElementId): Promise<string>;
  /** All text inside the element, that of drawings included. */
  text(element: ElementId): Promise<string>;
  click(element: ElementId): Promise<void>;
  type(element: ElementId, text: string): Promise<void>;
  /** What follows happens in that frame; null is the page again. */
  enter(frame: ElementId | null): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** One claim about a browser. */
export interface Check {
  readonly name: string;
  /** Rejects with a sentence where the claim does not hold. */
  readonly run: (driver: Driver) => Promise<void>;
}

/** The Enter key, as WebDriver types it. */
export const ENTER = '\uE007';

/** How long a script in the page may take, in milliseconds. */
export const SCRIPT_MS = 120_000;

/** What `run` sends: the body becomes an async function whose end is told to the last argument. */
export function scriptOf(body: string): string {
  return `const tell = arguments[arguments.length - 1];
    const given = Array.from(arguments).slice(0, -1);
    (async (...args) => { ${body} })(...given).then(
      (value) => tell({ value: value === undefined ? null : value }),
      (error) => tell({ error: String(error) }),
    );`;
}

/** The value that such a script told. */
export function outcomeOf(told: unknown): unknown {
  const outcome = told as { readonly value?: unknown; readonly error?: string };
  if (outcome.error !== undefined) throw new Error(outcome.error);
  return outcome.value;
}

/** Element references travel as an object with one well-known key. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export function elementIn(reference: unknown): ElementId {
  return (reference as Readonly<Record<string, string>>)[ELEMENT] ?? '';
}

export function referenceTo(element: ElementId): Readonly<Record<string, string>> {
  return { [ELEMENT]: element };
}

/** Asks again until it is so; rejects with the last answer after `ms`. */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
  ms: number,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (performance.now() > end)
      throw new Error(`After ${ms / 1000} s it still was: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
