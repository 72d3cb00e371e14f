// The table of what caught each mutant: worker/fuzz/mutants/CAUGHT.md. Called by mutants.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from '../../fuzz/mutants/mutant.ts';

export interface Outcome {
  readonly mutant: Mutant;
  /** A test or a seed; null if it survived. */
  readonly caughtBy: string | null;
  /** Whether its text still stands in the code. */
  readonly fits: boolean;
}

/** What caught each mutant when it was last tried, by id. */
export type Caught = ReadonlyMap<string, string>;

const file = 'worker/fuzz/mutants/CAUGHT.md';
const SURVIVES = '**survives**';

export function readTable(root: string): Caught {
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const rows = text.split('\n').filter((line) => /^\| [A-Z]+\d+ /.test(line));
  return new Map(
    rows.map((row) => {
      const [, id = '', , , , by = ''] = row.split('|').map((cell) => cell.trim());
      return [id, by];
    }),
  );
}

/** Outcomes take the place of what `before` says of them. */
export function writeTable(
  root: string,
  mutants: readonly Mutant[],
  outcomes: readonly Outcome[],
  before: Caught,
): void {
  const caught = new Map(before);
  for (const { mutant, caughtBy, fits } of outcomes)
    caught.set(mutant.id, fits ? escaped(caughtBy ?? SURVIVES) : 'its text has gone');
  const rows = mutants.map(({ id, file: source, breaks, point }) => {
    const by = caught.get(id) ?? 'not tried';
    return `| ${id} | \`${source}\` | ${breaks} | ${point ?? ''} | ${by} |`;
  });
  const bySeed = rows.filter((row) => /\| seed \d+/.test(row)).length;
  const untried = rows.filter((row) => row.endsWith('| not tried |')).length;
  const open = rows.filter((row) => /\| (its text has gone|\*\*survives)/.test(row)).length;
  const tried = rows.length - untried;
  const text = [
    '# What catches each mutant',
    '',
    `${rows.length} small deliberate edits of the protocol code, each tried alone (\`npm run mutants -- --write\`). Of ${tried} that were tried,`,
    `${tried - open - bySeed} are caught by unit tests and golden conversations, ${bySeed} by fuzz seeds, ${open} survive; ${untried} were not tried yet. The first test that failed is named. The`,
    'fourth column is the point of the implementer’s checklist (zab.md, appendix B) that an edit breaks.',
    '',
    '| mutant | file | what is wrong with it | point | caught by |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
  writeFileSync(join(root, file), text.join('\n'));
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
