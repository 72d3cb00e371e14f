import { describe, expect, it } from 'vitest';
import { Tokens } from './tokens.ts';
import { wordLines } from './words.ts';

const names = { hostPort: 'node1:2181', peer: 'node1:2888:3888' };
const sessions = new Map([
  ['A', ['100', '200']],
  ['B', ['300']],
]);
const tokens = new Tokens(new Map([['s1', names]]), (client) => sessions.get(client) ?? []);

describe('tokens', () => {
  it.each([
    ['ctime = <TIME>', 'ctime = Thu Jan 01 00:00:03 UTC 2026'],
    ['Latency min/avg/max: <N>', 'Latency min/avg/max: 0/0.5/3'],
    ['owner = 0x<SESSION A>, 0x<SESSION A#2>', 'owner = 0x100, 0x200'],
    ['<HOST:PORT s1> <PEER s1> <CLIENT PORT s1>', 'node1:2181 node1:2888:3888 2181'],
    [
      ' /127.0.0.1:<PORT>[1](queued=<N>,sid=0x<SESSION B>)',
      ' /127.0.0.1:4711[1](queued=0,sid=0x300)',
    ],
    ['dataDir=<DATA s1>/d/version-2', 'dataDir=/anywhere/d/version-2'],
  ])('%s matches %s', (expected, actual) => {
    expect(tokens.matches(expected, actual)).toBe(true);
  });

  it.each([
    ['ctime = <TIME>', 'ctime = Thu Jan 01 00:00:00 UTC 1970'],
    ['ctime = <TIME>', 'ctime = 2026-01-01'],
    ['Received: <N>', 'Received: many'],
    ['Received: <N>', 'Received: '],
    ['owner = 0x<SESSION A>', 'owner = 0x200'],
    ['owner = 0x<SESSION B#2>', 'owner = 0x300'],
    ['<HOST:PORT s2>', 'node2:2181'],
    ['a<N>b', 'a1c'],
  ])('%s does not match %s', (expected, actual) => {
    expect(tokens.matches(expected, actual)).toBe(false);
  });

  it('are filled in where a line is typed', () => {
    expect(tokens.fill('connect <HOST:PORT s1>')).toBe('connect node1:2181');
  });
});

describe('the answers of four-letter words', () => {
  const key = (line: string): string => tokens.tokenized(line, ['A', 'B']);

  it('are sorted where the real order is that of a hash table, by the names of their sessions', () => {
    expect(wordLines('wchp', '/w\n\t0x300\n\t0x100\n/a\n\t0x200\n\n', key)).toEqual([
      ...['/w', '\t0x100', '\t0x300', '/a', '\t0x200', ''],
    ]);
    expect(wordLines('wchc', '0x300\n\t/w\n0x100\n\t/z\n\t/a\n\n', key)).toEqual([
      ...['0x100', '\t/z', '\t/a', '0x300', '\t/w', ''],
    ]);
  });

  it('stay as they are otherwise', () => {
    expect(wordLines('ruok', 'imok', key)).toEqual(['imok']);
    expect(wordLines('xxxx', '', key)).toEqual([]);
  });
});
