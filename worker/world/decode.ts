// Validates a foreign recording: a link, a file, a message of an embedding page. It ends in a recording made of copies or
// in a sentence for people, in time linear in its size. Hand-written: nothing of the input decides what code runs.
// Source: correctness.md W16 and W17 (limits), interface.md "Recording" (the format).
import type { Known } from './decode-action.ts';
import { decodeAction, decodeDraft, LATEST } from './decode-action.ts';
import { decodeEnsemble } from './decode-ensemble.ts';
import { fieldsOf, integerOf, listOf, Refusal, stringOf } from './decode-values.ts';
import { stampedAction } from './canonical.ts';
import type { Action, ActionDraft, ClientSpec, Recording } from './recording.ts';

export const MOST_ACTIONS = 20_000;
export const MOST_CLIENTS = 32;
/** Characters of the JSON text of a recording. */
export const LONGEST_TEXT = 2 * 1_048_576;

export type Decoded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** From the text of a file or of an inflated link. */
export function decodeRecordingText(text: string): Decoded<Recording> {
  if (text.length > LONGEST_TEXT) return { ok: false, why: 'This recording is too large.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'This is not a recording: it is not JSON.' };
  }
  return decodeRecording(value);
}

/** From a JSON value. */
export function decodeRecording(value: unknown): Decoded<Recording> {
  return refusable(() => readRecording(value));
}

/** An action that a page asks for, without its time. `clients` and `nodes` are those of the run. */
export function decodeActionDraft(
  value: unknown,
  run: { readonly nodes: number; readonly clients: readonly string[] },
): Decoded<ActionDraft> {
  const known = { nodes: run.nodes, clients: new Set(run.clients) };
  return refusable(() => decodeDraft(value, 'This action', known));
}

function refusable<T>(read: () => T): Decoded<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, why: error.message };
    throw error;
  }
}

function readRecording(value: unknown): Recording {
  const fields = fieldsOf(value, 'This recording', [
    ...['zabRecording', 'seed', 'ensemble', 'clients', 'actions', 'until', 'view', 'hash'],
  ]);
  readVersion(fields.get('zabRecording'));
  const ensemble = decodeEnsemble(fields.get('ensemble'));
  const clients = readClients(fields.get('clients'));
  const known: Known = {
    nodes: ensemble.servers + ensemble.observers,
    clients: new Set(clients.map((client) => client.name)),
  };
  const view = fields.get('view');
  const hash = fields.get('hash');
  return {
    zabRecording: 1,
    seed: integerOf(fields.get('seed'), 'The seed', 0, 2 ** 32 - 1),
    ensemble,
    clients,
    actions: readActions(fields.get('actions'), known),
    until: integerOf(fields.get('until'), 'The end', 0, LATEST),
    ...(view === undefined ? {} : { view: readView(view) }),
    ...(hash === undefined ? {} : { hash: readHash(hash) }),
  };
}

function readVersion(value: unknown): void {
  if (value === 1) return;
  if (value === undefined) throw new Refusal('This is not a recording of Zab Playground.');
  const version = integerOf(value, 'The version of this recording', 0, Number.MAX_SAFE_INTEGER);
  throw new Refusal(
    version > 1
      ? `This recording was made by a newer version of Zab Playground (format ${version}).`
      : `Format ${version} of recordings is not known.`,
  );
}

function readClients(value: unknown): ClientSpec[] {
  const seen = new Set<string>();
  return listOf(value, 'The list of clients', MOST_CLIENTS).map((entry, index) => {
    const what = `Client ${index + 1}`;
    const name = stringOf(fieldsOf(entry, what, ['name']).get('name'), `The name of ${what}`, 100);
    if (name === '') throw new Refusal(`${what} has no name.`);
    if (seen.has(name)) throw new Refusal(`Two clients are called "${name}".`);
    seen.add(name);
    return { name };
  });
}

function readActions(value: unknown, known: Known): Action[] {
  let before = 0;
  return listOf(value, 'The list of actions', MOST_ACTIONS).map((entry, index) => {
    const what = `Action ${index + 1}`;
    const action = decodeAction(entry, what, known);
    if (action.at < before) throw new Refusal(`${what} comes before the action ahead of it.`);
    before = action.at;
    return stampedAction(action, action.at);
  });
}

function readView(value: unknown): { readonly at: number } {
  return { at: integerOf(fieldsOf(value, 'The view', ['at']).get('at'), 'Its moment', 0, LATEST) };
}

function readHash(value: unknown): string {
  const hash = stringOf(value, 'The trace hash', 32);
  if (hash.length !== 32 || [...hash].some((digit) => !'0123456789abcdef'.includes(digit)))
    throw new Refusal('The trace hash is not 32 hexadecimal digits.');
  return hash;
}
