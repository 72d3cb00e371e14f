import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCase, type Case, type Step } from './case.ts';
import { runCase } from './run-case.ts';

const directory = new URL('../../client/conformance/', import.meta.url);

function load(name: string): Case {
  const read = readCase(readFileSync(new URL(`${name}.json`, directory), 'utf8'));
  if (typeof read === 'string') throw new Error(`${name}: ${read}`);
  return read;
}

/** The case with one character of its nth changeable line changed; null when it has no more. */
function spoiled(recorded: Case, nth: number): Case | null {
  let left = nth;
  const spoil = (line: string): string => {
    const at = line.search(/[A-Za-z0-9](?![^<]*>)/);
    if (at < 0) return line;
    left -= 1;
    if (left !== -1) return line;
    return `${line.slice(0, at)}${line.charAt(at) === 'Q' ? 'R' : 'Q'}${line.slice(at + 1)}`;
  };
  const steps = recorded.steps.map((step): Step => {
    // A step with several right answers is left alone.
    if (step.anyOf !== undefined) return step;
    const changed = { ...step };
    if (Array.isArray(step.out)) changed.out = step.out.map(spoil);
    if (step.events !== undefined) changed.events = step.events.map(spoil);
    if (step.prompt !== undefined) changed.prompt = spoil(step.prompt);
    return changed;
  });
  return left < 0 ? { ...recorded, steps } : null;
}

describe('a recorded case', () => {
  it.each([
    'create-plain',
    'watch-order',
    '4lw-cons',
    'leader-loss',
    'quota-nesting',
    'api-errors',
  ])('%s plays as recorded, with any seed', (name) => {
    for (const seed of [1, 2, 3]) expect(runCase(load(name), seed)).toBeNull();
  });

  it('fails when one character of one line is another', () => {
    const names = readdirSync(directory)
      .filter((file) =>
        /^(cli-m|config|eph|get-b|session|walk|prompt|watch-o|4lw-w).*\.json$/.test(file),
      )
      .map((file) => file.slice(0, -'.json'.length));
    for (const [at, name] of names.entries()) {
      const recorded = load(name);
      for (const nth of [at, 3 * at + 5]) {
        const changed = spoiled(recorded, nth);
        if (changed !== null) expect(runCase(changed), `${name}, line ${nth}`).not.toBeNull();
      }
    }
  });

  it.each<[string, (steps: Step[]) => void]>([
    [
      'an exit status',
      (steps) => steps.splice(3, 1, { client: 'A', do: 'ls /', out: ['[zookeeper]'], exit: 0 }),
    ],
    [
      'a line on the wrong stream',
      (steps) => steps.splice(3, 1, { client: 'A', do: 'ls /', out: ['[zookeeper]'], err: [0] }),
    ],
    ['an event too many', (steps) => steps.splice(2, 1)],
    ['a line too few', (steps) => steps.splice(3, 1, { client: 'A', do: 'ls /', out: [] })],
  ])('fails over %s', (_what, change) => {
    const base = load('create-plain');
    const steps = base.steps.slice(0, 2);
    const list = { client: 'A', do: 'ls /', out: ['[zookeeper]'] };
    const create = { client: 'A', do: 'get -w /', out: [''] };
    const set = { client: 'A', do: 'set / x', out: [] };
    const event = [
      '',
      'WATCHER::',
      '',
      'WatchedEvent state:SyncConnected type:NodeDataChanged path:/',
    ];
    const whole: Step[] = [...steps, create, list, set, { client: 'A', events: event }, list];
    expect(runCase({ ...base, steps: whole })).toBeNull();
    const broken = [...whole];
    change(broken);
    expect(runCase({ ...base, steps: broken })).not.toBeNull();
  });
});
