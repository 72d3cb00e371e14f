// Generated bad input: a tenth of a full run, or as many as the environment variable BAD_INPUT says (100000 is full).
import { describe, expect, it } from 'vitest';
import { allUsages } from '../../client/zkcli/commands.ts';
import type { AnyMachine, Machines } from '../../world/machines.ts';
import { realMachines } from '../../world/real-machines.ts';
import { isDocumentedDeath } from './deaths.ts';
import { sixteenMegabytes } from './heavy.ts';
import { badInput, ROUND } from './inputs.ts';
import { answersToPaste } from './paste.ts';
import { firstUnplain } from './plain.ts';
import { Rig } from './rig.ts';
import { runBadInput } from './run.ts';

const FULL = 100_000;
const COUNT = Number(process.env['BAD_INPUT'] ?? FULL / 10);
const SLICE = 2500;
const MINUTE = 60_000;
const slices = Array.from({ length: Math.ceil(COUNT / SLICE) }, (_, i) => i * SLICE);
const real = realMachines({ extras: true });

describe('bad input', () => {
  it.each(slices)(
    'from number %i on is answered, kills nobody and leaves replicas equal',
    (from) => {
      const { inputs, reached, failures } = runBadInput(Math.min(SLICE, COUNT - from), from);
      expect(failures).toEqual([]);
      expect(reached).toBeGreaterThan(inputs / 3);
    },
    5 * MINUTE,
  );

  it('has every command in every round, so that a full run has each a thousand times', () => {
    const round = Array.from({ length: ROUND }, (_, n) => badInput(n));
    const commands = round.flatMap((input) => (input.kind === 'line' ? (input.command ?? []) : []));
    expect(commands.sort()).toEqual(allUsages(true).map(([name]) => name));
    expect(FULL / ROUND).toBeGreaterThan(1000);
  });

  it('is the same for the same number', () => {
    for (let n = 0; n < 500; n += 1) expect(badInput(n)).toEqual(badInput(n));
  });

  it('of 16 MB costs the connection and nothing else', () => {
    const rig = new Rig(0, real);
    const text = COUNT < FULL ? sixteenMegabytes().slice(0, 2_000_000) : sixteenMegabytes();
    const input = { kind: 'line', text, command: 'set' } as const;
    expect(rig.try(input)).toEqual({ reached: true, death: null, faults: [] });
    expect(rig.finish()).toEqual([]);
  }, 60_000);

  it('pasted a million lines long has an answer for each of them', () => {
    const count = COUNT < FULL ? 100_000 : 1_000_000;
    expect(answersToPaste(count)).toBe(count);
  }, 120_000);
});

describe('the judge of bad input', () => {
  /** Clients that fail at a line that says so. */
  function machinesThat(fail: () => readonly never[]): Machines {
    return {
      ...real,
      client: (config): AnyMachine => {
        const client = real.client(config);
        return {
          step: (now, wallMs, input) =>
            input.kind === 'command' && JSON.stringify(input).includes('FAIL')
              ? fail()
              : client.step(now, wallMs, input),
          capture: () => client.capture(),
          inspect: () => client.inspect(),
        };
      },
    };
  }
  const failing = { kind: 'line', text: 'get /FAIL', command: 'get' } as const;

  it('notices a client that breaks', () => {
    const machines = machinesThat(() => {
      throw new Error('broken on purpose');
    });
    expect(new Rig(0, machines).try(failing).faults[0]).toContain('broken on purpose');
  });

  it('notices a line that is never answered', () => {
    const machines = machinesThat(() => []);
    expect(new Rig(0, machines).try(failing).faults[0]).toContain('does not come about');
  });

  it.each([
    [{ a: [1, { b: undefined }] }, '.a[1].b is of type undefined'],
    [{ a: NaN }, '.a is NaN'],
    [[-0], '[0] is 0'],
    [{ m: new Map() }, '.m is an object of a class'],
    [1n, ' is of type bigint'],
  ])('notices that %o is not plain', (value, fault) => {
    expect(firstUnplain(value)).toBe(fault);
  });

  it('takes names that are traps in JavaScript for plain data', () => {
    expect(firstUnplain(JSON.parse('{"__proto__": 1, "constructor": ["toString"]}'))).toBeNull();
  });

  it('knows a death of zkCli from a fault of ours', () => {
    expect(isDocumentedDeath('set', 'java.lang.NumberFormatException: For input string: "x"')).toBe(
      true,
    );
    expect(isDocumentedDeath('get', 'java.lang.NumberFormatException: For input string: "x"')).toBe(
      false,
    );
    expect(isDocumentedDeath('set', 'TypeError: x is not a function')).toBe(false);
  });
});
