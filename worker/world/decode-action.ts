// Validates one action of a foreign recording, or one that a page or an embedding page asks for. Called by decode.ts and
// by whoever takes actions from outside. Vocabulary: determinism.md 24.
import type { Micros, ServerId } from '../base/units.ts';
import {
  fieldsOf,
  integerOf,
  numberOf,
  Refusal,
  stringOf,
  wordOf,
  type Fields,
} from './decode-values.ts';
import type { Action, ActionDraft, ActionName } from './recording.ts';

/** Who may be named: nodes 1 to `nodes`, and these clients. */
export interface Known {
  readonly nodes: number;
  readonly clients: ReadonlySet<string>;
}

/** A year. */
export const LATEST: Micros = 365 * 86_400 * 1_000_000;

/** Everything that can be done to an ensemble, with what it may name: the one list of the page, the embed and the fuzzer. */
export const actionFields: Readonly<Record<ActionName, readonly string[]>> = {
  start: ['node'],
  kill: ['node', 'client', 'value'],
  restart: ['node'],
  partition: ['node'],
  heal: ['node'],
  healAll: [],
  cut: ['from', 'to'],
  join: ['from', 'to'],
  slow: ['from', 'to', 'value'],
  reset: ['from', 'to'],
  pause: ['node'],
  resume: ['node'],
  disk: ['node', 'value'],
  clock: ['node', 'value'],
  connect: ['client', 'node', 'line', 'value'],
  close: ['client'],
  command: ['client', 'node', 'line'],
  hostCrash: ['node', 'after'],
};
const names = Object.keys(actionFields) as ActionName[];
const anyField = ['at', 'do', 'node', 'from', 'to', 'client', 'line', 'value', 'after'];

/** Throws `Refusal`. `what` names the action in the sentence. */
export function decodeAction(value: unknown, what: string, known: Known): Action {
  const fields = fieldsOf(value, what, anyField);
  return {
    at: integerOf(fields.get('at'), `${what}: its time`, 0, LATEST),
    ...draftOf(fields, what, known),
  };
}

/** The same without a time. */
export function decodeDraft(value: unknown, what: string, known: Known): ActionDraft {
  return draftOf(fieldsOf(value, what, anyField.slice(1)), what, known);
}

function draftOf(fields: Fields, what: string, known: Known): ActionDraft {
  const name = wordOf(fields.get('do'), `${what}: what it does`, names);
  const allowed = actionFields[name];
  for (const field of fields.keys()) {
    if (field !== 'at' && field !== 'do' && !allowed.includes(field))
      throw new Refusal(`${what} (${name}) has a field "${field}" that means nothing there.`);
  }
  return new ActionReader(fields, `${what} (${name})`, known).read(name);
}

class ActionReader {
  private readonly fields: Fields;
  private readonly what: string;
  private readonly known: Known;

  constructor(fields: Fields, what: string, known: Known) {
    this.fields = fields;
    this.what = what;
    this.known = known;
  }

  read(name: ActionName): ActionDraft {
    switch (name) {
      case 'start':
      case 'restart':
      case 'partition':
      case 'heal':
      case 'pause':
      case 'resume':
        return { do: name, node: this.node() };
      case 'healAll':
        return { do: name };
      case 'cut':
      case 'join':
      case 'reset':
        return { do: name, ...this.ends() };
      case 'slow':
        return {
          do: name,
          ...this.ends(),
          value: numberOf(this.value(), this.valueName(), 1, 1000),
        };
      case 'kill':
        return this.kill();
      case 'disk':
        return { do: name, node: this.node(), value: this.diskValue() };
      case 'clock':
        return { do: name, node: this.node(), value: this.clockValue() };
      case 'connect':
        return this.connect();
      case 'close':
        return { do: name, client: this.client() };
      case 'command':
        return this.command();
      case 'hostCrash': {
        const after = integerOf(this.fields.get('after'), `${this.what}: "after"`, 0, 1_000_000);
        return { do: name, node: this.node(), after };
      }
    }
  }

  private kill(): ActionDraft {
    if (this.either() === 'client') {
      if (this.fields.has('value')) throw new Refusal(`${this.what}: a client keeps nothing.`);
      return { do: 'kill', client: this.client() };
    }
    const node = this.node();
    if (!this.fields.has('value')) return { do: 'kill', node };
    return { do: 'kill', node, value: wordOf(this.value(), this.valueName(), ['prefix']) };
  }

  private connect(): ActionDraft {
    const { fields } = this;
    return {
      do: 'connect',
      ...(fields.has('node') ? { node: this.node() } : {}),
      client: this.client(),
      ...(fields.has('line') ? { line: this.line() } : {}),
      ...(fields.has('value') ? { value: wordOf(this.value(), this.valueName(), ['all']) } : {}),
    };
  }

  private command(): ActionDraft {
    return this.either() === 'client'
      ? { do: 'command', client: this.client(), line: this.line() }
      : { do: 'command', node: this.node(), line: this.line() };
  }

  private either(): 'node' | 'client' {
    if (this.fields.has('node') === this.fields.has('client'))
      throw new Refusal(`${this.what} names a node or a client, one of them.`);
    return this.fields.has('node') ? 'node' : 'client';
  }

  private node(): ServerId {
    return integerOf(this.fields.get('node'), `${this.what}: the node`, 1, this.known.nodes);
  }

  private client(): string {
    return this.clientName(this.fields.get('client'), 'the client');
  }

  private clientName(value: unknown, what: string): string {
    const name = stringOf(value, `${this.what}: ${what}`, 100);
    if (!this.known.clients.has(name))
      throw new Refusal(`${this.what}: no client is called "${name}".`);
    return name;
  }

  private ends(): { readonly from: ServerId | string; readonly to: ServerId | string } {
    const from = this.end('from');
    const to = this.end('to');
    if (typeof from === 'string' && typeof to === 'string')
      throw new Refusal(`${this.what}: clients have no connections with each other.`);
    return { from, to };
  }

  private end(name: 'from' | 'to'): ServerId | string {
    const value = this.fields.get(name);
    return typeof value === 'string'
      ? this.clientName(value, `"${name}"`)
      : integerOf(value, `${this.what}: "${name}"`, 1, this.known.nodes);
  }

  private line(): string {
    return stringOf(this.fields.get('line'), `${this.what}: the line`);
  }

  private value(): unknown {
    return this.fields.get('value');
  }

  private valueName(): string {
    return `${this.what}: the value`;
  }

  private diskValue(): number | 'fail' | 'ok' {
    const value = this.value();
    return typeof value === 'string'
      ? wordOf(value, this.valueName(), ['fail', 'ok'])
      : numberOf(value, this.valueName(), 1, 10_000);
  }

  private clockValue(): { readonly rate?: number; readonly skewMs?: number } {
    const fields = fieldsOf(this.value(), this.valueName(), ['rate', 'skewMs']);
    const rate = fields.get('rate');
    const skewMs = fields.get('skewMs');
    return {
      ...(rate === undefined
        ? {}
        : { rate: integerOf(rate, `${this.what}: the rate`, 100, 10_000) }),
      ...(skewMs === undefined
        ? {}
        : { skewMs: integerOf(skewMs, `${this.what}: the skew`, -1e12, 1e12) }),
    };
  }
}
