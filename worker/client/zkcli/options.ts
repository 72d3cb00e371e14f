// Reads the flags of a command as Apache Commons CLI 1.5.0 does with the option lists that zkCli has: names of one
// letter (or, for reconfig, a word behind one hyphen), at most one value each, no long options, no stop at the first
// argument. Called by every command. Source: DefaultParser.parse, Option, OptionGroup.
import type { Thrown } from '../../data/java-integers.ts';

export interface OptionSpec {
  readonly name: string;
  readonly takesValue: boolean;
  readonly description: string;
}

export interface OptionList {
  readonly options: readonly OptionSpec[];
  /** All options form one group of which at most one may be given; `required`: exactly one. */
  readonly group?: 'optional' | 'required';
}

export interface CommandLine {
  readonly ok: true;
  /** The command itself and its arguments, without flags and their values. */
  readonly args: readonly string[];
  has(name: string): boolean;
  /** The first value given for this option; null when there is none. */
  value(name: string): string | null;
}

export type ParseOutcome =
  | CommandLine
  /** A ParseException, as its toString prints it; zkCli shows it and goes on. */
  | { readonly ok: false; readonly message: string }
  /** Any other exception: it kills zkCli. */
  | { readonly ok: false; readonly thrown: Thrown };

interface Given {
  readonly name: string;
  value: string | null;
}

class ParseFailure extends Error {}
class UncheckedFailure extends Error {}

function fail(kind: string, message: string): never {
  throw new ParseFailure(`org.apache.commons.cli.${kind}: ${message}`);
}

function unrecognized(token: string): never {
  return fail('UnrecognizedOptionException', `Unrecognized option: ${token}`);
}

/** Options.hasShortOption strips hyphens from the name it is asked for. */
function stripHyphens(name: string): string {
  if (name.startsWith('--')) return name.slice(2);
  return name.startsWith('-') ? name.slice(1) : name;
}

function stripQuotes(text: string): string {
  const balanced =
    text.length > 1 &&
    text.startsWith('"') &&
    text.endsWith('"') &&
    !text.slice(1, -1).includes('"');
  return balanced ? text.slice(1, -1) : text;
}

class Parser {
  readonly #list: OptionList;
  readonly given: Given[] = [];
  readonly args: string[] = [];
  /** The last option, while it still waits for its value. */
  #current: Given | null = null;
  #selected: string | null = null;
  #skipping = false;

  constructor(list: OptionList) {
    this.#list = list;
  }

  #find(name: string): OptionSpec | undefined {
    const stripped = stripHyphens(name);
    return this.#list.options.find((option) => option.name === stripped);
  }

  token(token: string): void {
    if (this.#skipping) this.args.push(token);
    else if (token === '--') this.#skipping = true;
    else if (this.#current !== null && this.#isArgument(token)) {
      this.#current.value = stripQuotes(token);
      this.#current = null;
    } else if (token.startsWith('--')) unrecognized(token);
    else if (token.startsWith('-') && token !== '-') this.#flag(token);
    else this.args.push(token);
  }

  /** What looks like one of the options is none of its predecessor's value, save numbers (only `-NaN` can be both). */
  #isArgument(token: string): boolean {
    if (!token.startsWith('-') || token.length === 1 || token.trim() === '-NaN') return true;
    const equals = token.indexOf('=');
    const name = equals === -1 ? token.slice(1) : token.slice(1, equals);
    if (this.#find(name) !== undefined) return false;
    return name === '' || this.#find(name.charAt(0)) === undefined;
  }

  #flag(token: string): void {
    const name = token.slice(1);
    const equals = name.indexOf('=');
    if (name.length > 1 && equals !== -1) {
      this.#flagWithEquals(token, name.slice(0, equals), name.slice(equals + 1));
      return;
    }
    const option = this.#find(name);
    if (option !== undefined) this.#take(option);
    else if (name.length === 1) unrecognized(token);
    else this.#cluster(token);
  }

  #flagWithEquals(token: string, name: string, value: string): void {
    // "".substring(0, 1) inside the library: nothing catches that.
    if (name === '') throw new UncheckedFailure('begin 0, end 1, length 0');
    const option = name.length === 1 ? this.#find(name) : undefined;
    if (option === undefined || !option.takesValue) unrecognized(token);
    const given = this.#take(option);
    given.value = value;
    this.#current = null;
  }

  /** `-se`, `-v3`: letters one by one; the first that takes a value takes the rest. */
  #cluster(token: string): void {
    for (let i = 1; i < token.length; i += 1) {
      const option = this.#find(token.charAt(i));
      if (option === undefined) unrecognized(token);
      const given = this.#take(option);
      if (option.takesValue && i + 1 < token.length) {
        given.value = token.slice(i + 1);
        this.#current = null;
        return;
      }
    }
  }

  #take(option: OptionSpec): Given {
    this.#requireValue();
    if (this.#list.group !== undefined) {
      if (this.#selected !== null && this.#selected !== option.name)
        fail(
          'AlreadySelectedException',
          `The option '${option.name}' was specified but an option from this group has already been selected: '${this.#selected}'`,
        );
      this.#selected = option.name;
    }
    const given: Given = { name: option.name, value: null };
    this.given.push(given);
    this.#current = option.takesValue ? given : null;
    return given;
  }

  #requireValue(): void {
    if (this.#current !== null)
      fail('MissingArgumentException', `Missing argument for option: ${this.#current.name}`);
  }

  end(): void {
    this.#requireValue();
    if (this.#list.group === 'required' && this.#selected === null) {
      const group = this.#list.options.map((each) => `-${each.name} ${each.description}`);
      fail('MissingOptionException', `Missing required option: [${group.join(', ')}]`);
    }
  }
}

/** `tokens` begins with the command's own name, which counts as its first argument. */
export function parseOptions(list: OptionList, tokens: readonly string[]): ParseOutcome {
  const parser = new Parser(list);
  try {
    for (const token of tokens) parser.token(token);
    parser.end();
  } catch (error) {
    if (error instanceof ParseFailure) return { ok: false, message: error.message };
    if (error instanceof UncheckedFailure) {
      const exception = 'java.lang.StringIndexOutOfBoundsException';
      return { ok: false, thrown: { exception, message: error.message } };
    }
    throw error;
  }
  const { given, args } = parser;
  return {
    ok: true,
    args,
    has: (name) => given.some((each) => each.name === name),
    value: (name) => given.find((each) => each.name === name && each.value !== null)?.value ?? null,
  };
}

/** Flags without values, in short: `flags('s stats', 'w watch')`; a `:` before the description takes a value. */
export function options(...specs: readonly string[]): OptionList {
  return {
    options: specs.map((spec) => {
      const space = spec.indexOf(' ');
      const takesValue = spec.charAt(space - 1) === ':';
      const name = spec.slice(0, takesValue ? space - 1 : space);
      return { name, takesValue, description: spec.slice(space + 1) };
    }),
  };
}
