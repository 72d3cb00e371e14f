// What each command of zkCli and of the page takes, as words to draw from: its flags and its arguments in order.
// Used by lines.ts. Source: the usage texts of client/zkcli/commands.ts, which its test compares with this list.

export type Slot =
  'path' | 'data' | 'acl' | 'number' | 'mode' | 'scheme' | 'auth' | 'host' | 'switch' | 'members';

export interface Grammar {
  readonly name: string;
  /** Letters, or words behind one hyphen, each with the value that it takes. */
  readonly flags: readonly (readonly [name: string, value: Slot | null])[];
  readonly slots: readonly Slot[];
}

const plain = (...names: readonly string[]): readonly (readonly [string, null])[] =>
  names.map((name) => [name, null] as const);
const version = ['v', 'number'] as const;

export const grammars: readonly Grammar[] = [
  { name: 'addWatch', flags: [['m', 'mode']], slots: ['path'] },
  { name: 'addauth', flags: [], slots: ['scheme', 'auth'] },
  { name: 'check', flags: [version], slots: ['path'] },
  { name: 'close', flags: [], slots: [] },
  { name: 'config', flags: plain('c', 'w', 's'), slots: [] },
  { name: 'connect', flags: [], slots: ['host'] },
  {
    name: 'create',
    flags: [...plain('s', 'e', 'c'), ['t', 'number']],
    slots: ['path', 'data', 'acl'],
  },
  { name: 'delete', flags: [version], slots: ['path'] },
  { name: 'deleteall', flags: [['b', 'number']], slots: ['path'] },
  { name: 'delquota', flags: plain('n', 'b', 'N', 'B'), slots: ['path'] },
  { name: 'exists', flags: plain('w'), slots: ['path'] },
  { name: 'get', flags: plain('s', 'w'), slots: ['path'] },
  { name: 'getAcl', flags: plain('s'), slots: ['path'] },
  { name: 'getAllChildrenNumber', flags: [], slots: ['path'] },
  { name: 'getEphemerals', flags: [], slots: ['path'] },
  { name: 'history', flags: [], slots: [] },
  { name: 'listquota', flags: [], slots: ['path'] },
  { name: 'ls', flags: plain('s', 'w', 'R', '?'), slots: ['path'] },
  { name: 'multi', flags: [], slots: [] },
  { name: 'printwatches', flags: [], slots: ['switch'] },
  { name: 'quit', flags: [], slots: [] },
  {
    name: 'reconfig',
    flags: [
      ...plain('s'),
      ['v', 'number'],
      ['file', 'data'],
      ['members', 'members'],
      ['add', 'members'],
      ['remove', 'number'],
    ],
    slots: [],
  },
  { name: 'redo', flags: [], slots: ['number'] },
  { name: 'removewatches', flags: plain('c', 'd', 'a', 'l'), slots: ['path'] },
  { name: 'set', flags: [...plain('s'), version], slots: ['path', 'data'] },
  { name: 'setAcl', flags: [...plain('s', 'R'), version], slots: ['path', 'acl'] },
  {
    name: 'setquota',
    flags: [
      ['n', 'number'],
      ['b', 'number'],
      ['N', 'number'],
      ['B', 'number'],
    ],
    slots: ['path'],
  },
  { name: 'stat', flags: plain('w'), slots: ['path'] },
  { name: 'sync', flags: [], slots: ['path'] },
  { name: 'version', flags: [], slots: [] },
  { name: 'whoami', flags: [], slots: [] },
];
