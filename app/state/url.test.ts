import { expect, it } from 'vitest';
import { readParameters } from './url.ts';

const kinds = (search: string) => readParameters(search).problems.map((problem) => problem.kind);

it('an address that says nothing is three servers with everything to be had and no problem', () => {
  const { servers, observers, seed, panes, controls, theme, speed, problems } = readParameters('');
  expect({ servers, observers, seed, panes, controls, theme, speed, problems }).toEqual({
    ...{ servers: 3, observers: 0, seed: null, panes: null, controls: null, theme: null },
    ...{ speed: 'auto', problems: [] },
  });
});

it('panes and controls are lists of known words, in the order of the screen', () => {
  const { panes, controls, problems } = readParameters('?panes=story, stage&controls=kill,play');
  expect([panes, controls, problems]).toEqual([['stage', 'story'], ['play', 'kill'], []]);
});

it('controls=none leaves the reader nothing to press', () => {
  expect(readParameters('?controls=none').controls).toEqual([]);
});

it('a strange word among panes or controls is said, and the known ones hold', () => {
  const { panes, controls } = readParameters('?panes=stage,attic&controls=fly');
  expect([panes, controls]).toEqual([['stage'], null]);
  expect(kinds('?panes=stage,attic&controls=fly')).toEqual(['choice', 'choice']);
});

it('theme=auto follows the reader', () => {
  expect(readParameters('?theme=auto').theme).toBe('auto');
  expect(kinds('?theme=auto')).toEqual([]);
});

it.each([
  ['?servers=10', 'range'],
  ['?servers=1e1', 'range'],
  ['?seed=4294967296', 'range'],
  ['?speed=0', 'choice'],
  ['?speed=Infinity', 'choice'],
  ['?lang=fr', 'choice'],
  ['?theme=pink', 'choice'],
  ['?scenario=../../etc', 'choice'],
  ['?servers=7&observers=3', 'together'],
])('%s is a problem with its own sentence', (search, kind) => {
  expect(kinds(search)).toEqual([kind]);
});

it('a value of any length is quoted shortly', () => {
  const [problem] = readParameters(`?seed=${'9'.repeat(100_000)}`).problems;
  expect(problem).toMatchObject({ kind: 'range', name: 'seed' });
  expect(JSON.stringify(problem).length).toBeLessThan(200);
});
