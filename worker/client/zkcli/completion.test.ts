import { describe, expect, it } from 'vitest';
import { complete, directoryToList } from './completion.ts';

describe('completion', () => {
  it('offers commands for the first word', () => {
    expect(complete('get', [], false)).toEqual({
      from: 0,
      candidates: ['get', 'getAcl', 'getAllChildrenNumber', 'getEphemerals'],
    });
    expect(complete('  ex', [], true)).toEqual({ from: 2, candidates: ['exists'] });
    expect(complete('get g', [], false).candidates).toEqual([]);
  });

  it('offers the children of the znode under way', () => {
    expect(directoryToList('get /app/co')).toBe('/app');
    expect(directoryToList('get /a')).toBe('/');
    expect(directoryToList('get a')).toBeNull();
    expect(complete('get /app/co', ['zeta', 'config', 'colour'], false)).toEqual({
      from: 9,
      candidates: ['colour', 'config'],
    });
  });

  it('offers the flags of the command', () => {
    expect(complete('create -', [], false).candidates).toEqual(['-c', '-e', '-s', '-t']);
    expect(complete('reconfig -a', [], false)).toEqual({ from: 9, candidates: ['-add'] });
    expect(complete('nosuch -', [], false).candidates).toEqual([]);
  });
});
