// Bad inputs by number, in pieces with an ensemble each: what a test runs a tenth of and a long run all of. Called by
// bad-input.test.ts.
import type { Machines } from '../../world/machines.ts';
import { realMachines } from '../../world/real-machines.ts';
import { badInput, type BadInput } from './inputs.ts';
import { Rig } from './rig.ts';

export interface BadInputFailure {
  /** The number of the input: `runBadInput(n - first + 1, first)` comes to it again. */
  readonly n: number;
  /** The first input of its ensemble. */
  readonly first: number;
  readonly what: string;
  readonly faults: readonly string[];
}

export interface BadInputReport {
  readonly inputs: number;
  /** Of these, how many sent something to a server. */
  readonly reached: number;
  /** How often each command was typed. */
  readonly commands: ReadonlyMap<string, number>;
  /** How often zkCli died of each exception that is its own. */
  readonly deaths: ReadonlyMap<string, number>;
  readonly failures: readonly BadInputFailure[];
}

/** So many inputs meet the same ensemble. */
const PIECE = 500;

/** Inputs number `from` to `from + count - 1`; an ensemble that breaks is left for a new one. */
export function runBadInput(
  count: number,
  from = 0,
  machines: Machines = realMachines({ extras: true }),
): BadInputReport {
  const tally = new Tally();
  let rig: Rig | null = null;
  let first = from;
  for (let n = from; n < from + count; n += 1) {
    if (rig !== null && n % PIECE === 0) {
      tally.fail(n - 1, first, 'the end of the piece', rig.finish());
      rig = null;
    }
    if (rig === null) {
      rig = new Rig(Math.floor(n / PIECE), machines);
      first = n;
    }
    const input = badInput(n);
    const outcome = rig.try(input);
    tally.count(input, outcome.reached, outcome.death);
    tally.fail(n, first, described(input), outcome.faults);
    if (rig.isBroken) rig = null;
  }
  if (rig !== null) tally.fail(from + count - 1, first, 'the end of the piece', rig.finish());
  return tally.report();
}

class Tally {
  private inputs = 0;
  private reached = 0;
  private readonly commands = new Map<string, number>();
  private readonly deaths = new Map<string, number>();
  private readonly failures: BadInputFailure[] = [];

  count(input: BadInput, reached: boolean, death: string | null): void {
    this.inputs += 1;
    if (reached) this.reached += 1;
    if (input.kind === 'line' && input.command !== null) add(this.commands, input.command);
    if (death !== null) add(this.deaths, death.split(':')[0] ?? '');
  }

  fail(n: number, first: number, what: string, faults: readonly string[]): void {
    if (faults.length > 0) this.failures.push({ n, first, what, faults });
  }

  report(): BadInputReport {
    const { inputs, reached, commands, deaths, failures } = this;
    return { inputs, reached, commands, deaths, failures };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function described(input: BadInput): string {
  return JSON.stringify(input).slice(0, 400);
}
