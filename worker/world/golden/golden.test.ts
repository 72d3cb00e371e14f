// Plays every golden conversation of this folder. `GOLDEN=rewrite npx vitest run worker/world/golden` writes down what is
// printed now in the place of what was expected; a change of it is looked at line by line, and has its reason in the commit.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { play, type Played } from '../../fuzz/golden/play.ts';
import { realMachines } from '../real-machines.ts';

const machines = realMachines({ extras: true });
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));

describe.each(files)('%s', (name) => {
  const path = join(import.meta.dirname, name);
  let played: Played;

  it('goes as it is written', () => {
    const text = readFileSync(path, 'utf8');
    played = play(text, machines);
    if (process.env['GOLDEN'] === 'rewrite') writeFileSync(path, played.text);
    else expect(played.text).toBe(text);
  });

  it('breaks nothing that is checked', () => {
    expect(played.failures).toEqual([]);
  });
});
