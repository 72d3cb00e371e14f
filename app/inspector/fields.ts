// Any plain data as rows for a person: a path of names, and the value as text. Zxids are shown as epoch.counter beside
// ZooKeeper's own print. Pure; called by the message dialog and the node inspector.
import { formatZxid, shortZxid } from '../../worker/base/zxid.ts';

export interface Field {
  readonly name: string;
  readonly text: string;
}

const MANY = 200;

/** Rows of an object, nested objects by dotted names; at most 200. */
export function fieldsOf(value: unknown): readonly Field[] {
  const fields: Field[] = [];
  add(fields, '', value);
  return fields.slice(0, MANY);
}

function add(fields: Field[], name: string, value: unknown): void {
  if (fields.length >= MANY) return;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    fields.push({ name, text: `[${value.join(', ')}]` });
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      add(fields, name === '' ? key : `${name}.${key}`, item);
    return;
  }
  fields.push({ name, text: textOf(name, value) });
}

function textOf(name: string, value: unknown): string {
  const zxid = /zxid$/i.test(name) || /^(to|peerLastZxid)$/.test(name);
  if (typeof value === 'number' && zxid && value >= 0)
    return `${shortZxid(value)} (${formatZxid(value)})`;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Names of the fields that are new or different. */
export function changed(before: readonly Field[], now: readonly Field[]): ReadonlySet<string> {
  const known = new Map(before.map((field) => [field.name, field.text]));
  return new Set(now.filter((field) => known.get(field.name) !== field.text).map((f) => f.name));
}
