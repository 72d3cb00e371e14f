// What a step of somebody's lesson waits for and claims: the vocabulary of lesson.ts, read from foreign JSON. Whether a value
// fits a fact is decided by fields.ts alone, which compares and runs nothing. Called by own-lesson.ts.
import { isInvariant } from '../trace/invariant-ids.ts';
import { fieldsOf, integerOf, listOf, Refusal, stringOf, wordOf } from '../world/decode-values.ts';
import type { Claim, Match, Wait } from './lesson.ts';

const DEEPEST = 6;
const MOST = 20;
const LONGEST_WORD = 200;

export function readWait(value: unknown, what: string): Wait {
  const claim = readClaim(value, what);
  if (!isWait(claim)) throw new Refusal(`${what} must wait for something that happens.`);
  return claim;
}

export function readClaim(value: unknown, what: string, depth = 0): Claim {
  if (depth > DEEPEST) throw new Refusal(`${what} is nested too deep.`);
  const fields = fieldsOf(value, what, [
    ...['order', 'all', 'each', 'count', 'times', 'exactly', 'node', 'has', 'never', 'after'],
    ...['log', 'zxid', 'stage', 'trees', 'nodes', 'broken', 'busy'],
  ]);
  const only = (...names: readonly string[]) => {
    for (const name of fields.keys())
      if (!names.includes(name))
        throw new Refusal(`${what}: "${name}" does not go with "${names[0] ?? ''}".`);
  };
  const number = (name: string, low: number, high: number) =>
    integerOf(fields.get(name), `${what}: "${name}"`, low, high);
  const text = (name: string) => stringOf(fields.get(name), `${what}: "${name}"`, LONGEST_WORD);
  if (fields.has('order')) {
    only('order');
    return { order: readMatches(fields.get('order'), what) };
  }
  if (fields.has('all')) {
    only('all');
    return { all: readMatches(fields.get('all'), what) };
  }
  if (fields.has('each')) {
    only('each');
    const each = listOf(fields.get('each'), `${what}: "each"`, MOST);
    return { each: each.map((one) => readClaim(one, what, depth + 1)) };
  }
  if (fields.has('count')) {
    only('count', 'times', 'exactly');
    const count = readMatch(fields.get('count'), what);
    return fields.has('exactly')
      ? { count, exactly: number('exactly', 0, 10_000) }
      : { count, times: number('times', 1, 10_000) };
  }
  if (fields.has('never')) {
    only('never', 'after');
    const never = readMatch(fields.get('never'), what);
    const after = fields.get('after');
    return after === undefined ? { never } : { never, after: readMatch(after, what) };
  }
  if (fields.has('log')) {
    only('log', 'zxid', 'stage');
    const stage = wordOf(fields.get('stage'), `${what}: "stage"`, stages);
    return { log: number('log', 1, 9), zxid: text('zxid'), stage };
  }
  if (fields.has('trees')) {
    only('trees', 'nodes');
    const trees = wordOf(fields.get('trees'), `${what}: "trees"`, ['same', 'different']);
    const nodes = listOf(fields.get('nodes'), `${what}: "nodes"`, 9);
    return { trees, nodes: nodes.map((one) => integerOf(one, `${what}: a node`, 1, 9)) };
  }
  if (fields.has('broken')) {
    only('broken');
    const id = text('broken');
    if (!isInvariant(id)) throw new Refusal(`${what}: there is no invariant "${id}".`);
    return { broken: id };
  }
  if (fields.has('busy')) {
    only('busy');
    return { busy: text('busy') };
  }
  if (!fields.has('node')) throw new Refusal(`${what} names nothing to wait for or to claim.`);
  only('node', 'has');
  return { node: number('node', 1, 9), has: plainOf(fields.get('has'), what, 0) as object };
}

const stages = ['none', 'synced', 'truncated', 'lost'] as const;

function isWait(claim: Claim): claim is Wait {
  if ('each' in claim) return claim.each.every((one: Claim) => isWait(one));
  return 'order' in claim || 'all' in claim || 'times' in claim || 'node' in claim;
}

function readMatches(value: unknown, what: string): readonly Match[] {
  const list = listOf(value, `${what}: its list of facts`, MOST);
  if (list.length === 0) throw new Refusal(`${what}: its list of facts is empty.`);
  return list.map((one) => readMatch(one, what));
}

function readMatch(value: unknown, what: string): Match {
  const fields = fieldsOf(value, `${what}: a fact`, ['fact', 'by', 'has']);
  const fact = stringOf(fields.get('fact'), `${what}: the name of a fact`, LONGEST_WORD);
  const by = fields.get('by');
  const has = fields.get('has');
  const match = {
    fact,
    ...(by === undefined
      ? {}
      : { by: typeof by === 'string' ? by.slice(0, 100) : integerOf(by, `${what}: "by"`, 0, 999) }),
    ...(has === undefined ? {} : { has: plainOf(has, what, 0) }),
  };
  // A fact of a name that there is not never comes; what is expected of its fields is compared, whatever it is.
  return match as Match;
}

/** A copy of a JSON value, as deep as it may be. */
function plainOf(value: unknown, what: string, depth: number): unknown {
  if (depth > DEEPEST) throw new Refusal(`${what}: "has" is nested too deep.`);
  if (typeof value === 'string') return stringOf(value, `${what}: a text`, LONGEST_WORD);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return listOf(value, `${what}: a list`, MOST).map((one) => plainOf(one, what, depth + 1));
  const entries = Object.entries(value);
  if (entries.length > MOST) throw new Refusal(`${what}: "has" names more than ${MOST} fields.`);
  return Object.fromEntries(entries.map(([name, one]) => [name, plainOf(one, what, depth + 1)]));
}
