import { describe, expect, it } from 'vitest';
import { ownVolleys, remaining, volleysOf } from './acts.ts';

describe('what is left to do in a step', () => {
  const acts = [
    { do: 'kill', node: 1 },
    { do: 'kill', node: 2 },
    { do: 'restart', node: 1, in: 0.6 },
  ] as const;

  it('is all of it at first, and nothing once everything is done in any order', () => {
    expect(remaining(acts, [])).toEqual(acts);
    expect(
      remaining(acts, [
        { do: 'restart', node: 1 },
        { do: 'kill', node: 2 },
        { do: 'kill', node: 1 },
      ]),
    ).toEqual([]);
  });

  it('counts a thing done once, however often it is asked for', () => {
    const twice = [
      { do: 'command', client: 'A', line: 'get /a' },
      { do: 'command', client: 'A', line: 'get /a' },
    ] as const;
    expect(remaining(twice, [twice[0]])).toEqual([twice[0]]);
  });

  it('takes a first start for the restart that was asked for, and looks past spaces and the time', () => {
    const typed = { do: 'command', client: 'A', line: 'create /a 1' } as const;
    expect(remaining([{ do: 'restart', node: 3 }], [{ do: 'start', node: 3 }])).toEqual([]);
    const done = { at: 7, do: 'command', client: 'A', line: ' create  /a 1 ' } as const;
    expect(remaining([typed], [done])).toEqual([]);
    expect(remaining([typed], [{ ...done, client: 'B' }])).toEqual([typed]);
  });
});

describe('volleys', () => {
  it('keep together what a script does at one time, counted from the first', () => {
    const [first, second] = volleysOf([
      { do: 'kill', node: 1 },
      { do: 'restart', node: 1, in: 0.7 },
      { do: 'kill', node: 2 },
    ]);
    expect(first).toEqual({
      after: 0,
      drafts: [
        { do: 'kill', node: 1 },
        { do: 'kill', node: 2 },
      ],
    });
    expect(second?.drafts).toEqual([{ do: 'restart', node: 1 }]);
    expect(second?.after).toBeCloseTo(0.2);
  });

  it('of what a step does by itself begin with the step, unless the script says later', () => {
    expect(ownVolleys([{ do: 'healAll' }])[0]?.after).toBe(0);
    expect(ownVolleys([{ do: 'healAll', in: 2 }])[0]?.after).toBe(1.5);
  });
});
