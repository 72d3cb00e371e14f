// Bad input number n: always the same, and every command in its turn. Called by run.ts.
import { present } from '../../base/assert.ts';
import type { Operation } from '../../data/model.ts';
import { Draws } from '../../world/draws.ts';
import { grammars } from './grammar.ts';
import { heavyLines } from './heavy.ts';
import { drawCommandLine, drawNoise, drawPaste } from './lines.ts';
import { drawOperation } from './operations.ts';
import { drawUnits } from './texts.ts';

export type BadInput =
  /** Typed at zkCli; `command` names the command it is about, null for what is none. */
  | { readonly kind: 'line'; readonly text: string; readonly command: string | null }
  | { readonly kind: 'operation'; readonly op: Operation }
  | { readonly kind: 'word'; readonly node: number; readonly word: string };

/** Of so many inputs in a row each command has one, and the other kinds the rest. */
export const ROUND = 40;
/** One input in so many is a long one. */
const HEAVY_EVERY = 700;

const words = [
  ...['ruok', 'srvr', 'stat', 'mntr', 'conf', 'cons', 'dump', 'wchs', 'wchc', 'wchp', 'isro'],
  ...['dirs', 'envi', 'crst', 'srst', 'gtmk', 'stmk', 'hash', 'lsnp', 'RUOK', '', 'ruok\n', 'conn'],
];

export function badInput(n: number): BadInput {
  const draws = new Draws(n, 'bad input');
  if (n % HEAVY_EVERY === HEAVY_EVERY - 1) {
    const heavy = heavyLines[Math.floor(n / HEAVY_EVERY) % heavyLines.length];
    return { kind: 'line', text: present(heavy, 'A heavy line')(), command: null };
  }
  const grammar = grammars[n % ROUND];
  if (grammar !== undefined)
    return { kind: 'line', text: drawCommandLine(draws, grammar.name), command: grammar.name };
  switch (draws.integer(0, 8)) {
    case 0:
    case 1:
      return { kind: 'line', text: drawPaste(draws), command: null };
    case 2:
      return { kind: 'line', text: drawNoise(draws), command: null };
    case 3: {
      const word = draws.chance(80) ? draws.pick(words) : drawUnits(draws, draws.integer(0, 5));
      return { kind: 'word', node: draws.integer(1, 3), word };
    }
    default:
      return { kind: 'operation', op: drawOperation(draws) };
  }
}
