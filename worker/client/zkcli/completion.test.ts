import { describe, expect, it } from 'vitest';
import { complete, directoryToList } from './completion.ts';

describe('completion', () => {
  it('offers commands for the first word', () => {
    expect(complete('get', [], false)).toEqual({
      from: 0,
      candidates: ['get', 'getAcl', 'getAllChildrenNumber', 'getEphemerals'],
      total: 4,
      common: 'get',
    });
    expect(complete('  ex', [], true)).toMatchObject({ from: 2, candidates: ['exists'] });
    expect(complete('get g', [], false).candidates).toEqual([]);
  });

  it('offers the children of the znode under way', () => {
    expect(directoryToList('get /app/co')).toBe('/app');
    expect(directoryToList('get /a')).toBe('/');
    expect(directoryToList('get a')).toBeNull();
    expect(complete('get /app/co', ['zeta', 'config', 'colour'], false)).toEqual({
      from: 9,
      candidates: ['colour', 'config'],
      total: 2,
      common: 'co',
    });
  });

  it('names only so many of very many znodes, and what all of them begin with', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `node-${1000 + i}`);
    const { candidates, total, common } = complete('ls /', names, false, 50);
    expect([candidates.length, total, common]).toEqual([50, 1000, 'node-1']);
  });

  it('offers the flags of the command', () => {
    expect(complete('create -', [], false).candidates).toEqual(['-c', '-e', '-s', '-t']);
    expect(complete('reconfig -a', [], false)).toMatchObject({ from: 9, candidates: ['-add'] });
    expect(complete('nosuch -', [], false).candidates).toEqual([]);
  });
});
