// ARCHITECTURE.md as a map that cannot go stale: the places it names exist, and no deviation from ZooKeeper is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packetCodes } from '../zab/packets.ts';

const worker = join(import.meta.dirname, '..');
const text = readFileSync(join(worker, '../ARCHITECTURE.md'), 'utf8');

function section(title: string): string {
  const begin = text.indexOf(`## ${title}`);
  expect(begin, title).toBeGreaterThan(-1);
  const end = text.indexOf('\n## ', begin + 1);
  return text.slice(begin, end < 0 ? undefined : end);
}

function sources(): string[] {
  return readdirSync(worker, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
}

describe('the packets of ARCHITECTURE.md', () => {
  const packets = section('Every packet');

  it('has a row for every packet that servers exchange', () => {
    const rows = new Set(packets.match(/\b[A-Z]{3,}\b/g));
    const missing = ['NOTIFICATION', ...Object.keys(packetCodes)].filter((type) => !rows.has(type));
    expect(missing).toEqual([]);
  });

  it('names only functions that are in the file it names', () => {
    const places = [...packets.matchAll(/`([\w/-]+\.ts): (\w+)`/g)];
    expect(places.length).toBeGreaterThan(30);
    const lost = places.filter(([, file = '', name = '']) => {
      const path = join(worker, file.includes('/') ? file : `zab/${file}`);
      return !existsSync(path) || !new RegExp(`\\b${name}\\(`).test(readFileSync(path, 'utf8'));
    });
    expect(lost.map(([place]) => place)).toEqual([]);
  });
});

describe('the deviations of ARCHITECTURE.md', () => {
  const named = new Set(
    [...section('Where we differ').matchAll(/`([\w/-]+\.ts)`/g)].map(([, file]) => file),
  );

  it('lists every file with a `Differs:` mark, and no other', () => {
    const marked = sources().filter((path) =>
      readFileSync(join(worker, path), 'utf8').includes('Differs:'),
    );
    expect([...named].sort()).toEqual(marked.sort());
  });
});
