// What a client prints: text for stdout and stderr in the order it is written, broken into lines, handed over as facts.
// Used by the client machine. Source: java.io.PrintStream of a JVM that writes UTF-8.
import type { ClientFact } from '../facts.ts';
import type { Out } from './program.ts';

/** A line that has not ended yet; it belongs to stderr if its last part does. */
export interface Tail {
  readonly text: string;
  readonly err: boolean;
}

/** A lone surrogate cannot be written as UTF-8: it becomes `?`. */
function printable(text: string): string {
  if (text.isWellFormed()) return text;
  let written = '';
  for (const letter of text) written += letter.isWellFormed() ? letter : '?';
  return written;
}

export class Output implements Out {
  readonly #tell: (fact: ClientFact) => void;
  #lines: string[] = [];
  #err: number[] = [];
  #tail: Tail | null;

  constructor(tail: Tail | null, tell: (fact: ClientFact) => void) {
    this.#tail = tail;
    this.#tell = tell;
  }

  /** The line under way, for the state. */
  get tail(): Tail | null {
    return this.#tail;
  }

  line(text: string): void {
    this.#print(`${text}\n`, false);
  }

  error(text: string): void {
    this.#print(`${text}\n`, true);
  }

  write(text: string): void {
    this.#print(text, false);
  }

  /** Announces the lines that are whole; with `end`, the last one even without its end. */
  flush(end = false): void {
    const tail = end ? this.#tail : null;
    if (tail !== null) {
      this.#take(tail.text, tail.err);
      this.#tail = null;
    }
    if (this.#lines.length === 0) return;
    this.#tell({
      type: 'printed',
      lines: this.#lines,
      ...(this.#err.length === 0 ? {} : { err: this.#err }),
      ...(tail === null ? {} : { noeol: true }),
    });
    this.#lines = [];
    this.#err = [];
  }

  #print(text: string, err: boolean): void {
    const parts = printable(text).split('\n');
    // Only what is new is read: a walk may add to one line a thousand times.
    parts[0] = (this.#tail?.text ?? '') + (parts[0] ?? '');
    const rest = parts.pop() ?? '';
    for (const part of parts) this.#take(part, err);
    this.#tail = rest === '' ? null : { text: rest, err };
  }

  #take(line: string, err: boolean): void {
    if (err) this.#err.push(this.#lines.length);
    this.#lines.push(line);
  }
}

/** Lets output through, or not: while a program is run again after a restore it must not print. */
export class Gate implements Out {
  open = true;
  readonly #out: Out;

  constructor(out: Out) {
    this.#out = out;
  }

  line(text: string): void {
    if (this.open) this.#out.line(text);
  }

  error(text: string): void {
    if (this.open) this.#out.error(text);
  }

  write(text: string): void {
    if (this.open) this.#out.write(text);
  }
}
