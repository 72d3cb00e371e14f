// Lines as people and machines mistype them: every command with flags in any order, repeated, unknown and clustered, with
// numbers out of range, with quotes that never close, and lines that are no command at all. Pure draws; called by inputs.ts.
import { present } from '../../base/assert.ts';
import type { Draws } from '../../world/draws.ts';
import { grammars, type Grammar, type Slot } from './grammar.ts';
import { knownPaths } from './states.ts';
import { drawAcl, drawBadPath, drawData, drawName, drawNumber, drawUnits } from './texts.ts';

/** One line of the command of this name. */
export function drawCommandLine(draws: Draws, name: string): string {
  const grammar = grammarOf(name);
  const wrong = draws.pick(['nothing', 'nothing', 'nothing', 'flags', 'arguments', 'all'] as const);
  const bad = wrong === 'arguments' || wrong === 'all';
  const flags = wrong === 'flags' || wrong === 'all' ? wildFlags : meantFlags;
  const words = name === 'multi' ? multiWords(draws, bad) : slotWords(draws, grammar, bad);
  const typed = [...flags(draws, grammar), ...words];
  // Flags may stand anywhere behind the command.
  const shuffled = wrong === 'nothing' ? typed : draws.sample(typed, typed.length);
  return spaced(draws, [name, ...shuffled], wrong === 'all');
}

function grammarOf(name: string): Grammar {
  const grammar = grammars.find((each) => each.name === name);
  return present(grammar, `The grammar of ${name}`);
}

/** What is no command, or nearly one. */
export function drawNoise(draws: Draws): string {
  switch (draws.integer(0, 5)) {
    case 0:
      return drawUnits(draws, draws.integer(0, 20)).replaceAll(/[\r\n]/g, ' ');
    case 1:
      return draws.pick([
        '',
        ' ',
        '   ',
        '\t',
        '"',
        "'",
        '""',
        "''",
        '" "',
        '\u00a0',
        '\ufeff',
        '""""',
      ]);
    case 2:
      return draws.pick([...trickyNames, 'GET', 'Create', 'sett', 'help', '?', 'ls/']);
    case 3:
      return `\ufeff${drawCommandLine(draws, 'get')}`;
    case 4:
      return drawCommandLine(draws, 'create').replaceAll(' ', '\u00a0');
    default:
      return `${draws.pick(trickyNames)} ${drawName(draws)}`.replaceAll(/[\r\n]/g, ' ');
  }
}

const trickyNames = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', '-s', '--', 'null'];

/** A pasted script: its line ends are those of any system, its lines good and bad. */
export function drawPaste(draws: Draws): string {
  const count = draws.spread(2, 32);
  let text = draws.chance(20) ? '\ufeff' : '';
  for (let i = 0; i < count; i += 1) {
    const line = draws.chance(25) ? drawNoise(draws) : drawScriptLine(draws);
    text += line + draws.pick(['\n', '\n', '\r\n', '\r', '\n\n']);
  }
  return text;
}

/** In a script nobody leaves: what follows would be typed into nothing. */
function drawScriptLine(draws: Draws): string {
  const stays = grammars.filter(({ name }) => !leaving.includes(name));
  return drawCommandLine(draws, draws.pick(stays).name).replaceAll(/[\r\n]/g, ' ');
}

const leaving = ['quit', 'close', 'connect', 'addauth', 'redo', 'reconfig'];

// Flags

function meantFlags(draws: Draws, { flags }: Grammar): string[] {
  if (flags.length === 0) return [];
  const chosen = draws.sample(flags, draws.integer(0, Math.min(2, flags.length)));
  return chosen.flatMap(([flag, value]) =>
    value === null ? [`-${flag}`] : [`-${flag}`, meant(draws, value)],
  );
}

function wildFlags(draws: Draws, { flags }: Grammar): string[] {
  const words: string[] = [];
  for (let count = draws.integer(1, 4); count > 0; count -= 1)
    words.push(...wildFlag(draws, flags));
  return words;
}

function wildFlag(draws: Draws, flags: Grammar['flags']): string[] {
  const [flag, value] = flags.length === 0 ? (['x', null] as const) : draws.pick(flags);
  const typed = slotWord(draws, value ?? 'number', draws.chance(50));
  switch (draws.integer(0, 9)) {
    case 0:
      return [`-${flag}${draws.pick(flags.length === 0 ? [['s', null] as const] : flags)[0]}`];
    case 1:
      return [`-${flag}=${typed}`];
    case 2:
      return [`-${flag}${typed}`];
    case 3:
      return [`--${flag}`];
    case 4:
      return [draws.pick(['-', '--', '-=', '-=x', '---', '-z', '-1', '-sew', '-\u0000', '-é'])];
    case 5:
      return [`-${flag.toUpperCase()}`, typed];
    case 6:
      return [`-${flag}`, `-${flag}`];
    case 7:
      return [`-${flag}`];
    default:
      return value === null ? [`-${flag}`] : [`-${flag}`, typed];
  }
}

// Arguments

function slotWords(draws: Draws, { slots }: Grammar, bad: boolean): string[] {
  const optional = slots[0] === 'path' && slots.length > 1 ? 1 : 0;
  const count = bad
    ? draws.integer(0, slots.length + 2)
    : draws.integer(Math.max(Math.min(1, slots.length), slots.length - optional), slots.length);
  return Array.from({ length: count }, (_, at) =>
    slotWord(draws, slots[at] ?? draws.pick(['data', 'path', 'number'] as const), bad),
  );
}

function slotWord(draws: Draws, slot: Slot, bad: boolean): string {
  return bad && draws.chance(70) ? wrong(draws, slot) : meant(draws, slot);
}

function meant(draws: Draws, slot: Slot): string {
  switch (slot) {
    case 'path':
      return draws.chance(80) ? draws.pick(knownPaths) : `/n${draws.integer(0, 9)}`;
    case 'data':
      return `d${draws.integer(0, 9)}`;
    case 'acl':
      return draws.pick(['world:anyone:cdrwa', 'auth::cdrwa', 'ip:127.0.0.1:cdrwa']);
    case 'number':
      return `${draws.integer(0, 6)}`;
    case 'mode':
      return draws.pick(['PERSISTENT', 'persistent_recursive']);
    case 'scheme':
      return 'digest';
    case 'auth':
      return draws.pick(['bob:secret', 'eve:x', 'bob']);
    case 'host':
      return draws.pick(['node1:2181', 'node2:2181,node3:2181', 'node3', 'node1:2181/a']);
    case 'switch':
      return draws.pick(['on', 'off']);
    case 'members':
      return `${draws.integer(1, 4)}=node3:2888:3888:participant;node3:2181`;
  }
}

function wrong(draws: Draws, slot: Slot): string {
  switch (slot) {
    case 'path':
      return drawBadPath(draws, knownPaths);
    case 'acl':
      return drawAcl(draws);
    case 'number':
      return drawNumber(draws);
    case 'scheme':
      return draws.pick([
        'world',
        'ip',
        'auth',
        'x509',
        'sasl',
        'super',
        '',
        'DIGEST',
        '__proto__',
      ]);
    case 'host':
      return draws.pick(badHosts);
    case 'members':
      return draws.pick(badMembers);
    case 'data':
    case 'mode':
    case 'auth':
    case 'switch':
      return drawData(draws);
  }
}

const badHosts: readonly string[] = [
  ...[
    '',
    ',',
    '/',
    'node1',
    'node1:',
    ':2181',
    'node1:99999',
    'node1:-1',
    'node1:abc',
    'nowhere:1',
  ],
  ...[
    'node1:2181/',
    'node1:2181//',
    'node1:2181/a/',
    'node1:2181/__proto__',
    '[::1]:2181',
    '[',
    '[]',
  ],
  ...[
    '[::1]x',
    '[::1]:',
    'node1:2181,,node2:2181',
    ' node1:2181',
    'node1:2181/\u0000',
    '中文:2181',
  ],
];

const badMembers: readonly string[] = [
  ...[
    '',
    ',',
    '=',
    '1',
    '1=',
    '1=node1',
    'x=node1:1:2;3',
    '1=node1:1:2',
    '1=node1:1:2;',
    '-1=a:1:2;3',
  ],
  ...[
    '0=a:1:2;3',
    '9223372036854775808=a:1:2;3',
    '1=node1:99999:2;3',
    '1=a:1:2:boss;3',
    '4=a:1:2;3',
  ],
  ...['1=a:1:2;3,1=b:1:2;3', 'server.1=a:1:2;3', '1=[::1]:1:2;3', '1=a:1:2;b:3:4', '4=a:0:0;0'],
];

/** Operations of a multi; a few, or none, or the same node over and over. */
function multiWords(draws: Draws, bad: boolean): string[] {
  const count = bad ? draws.integer(0, 6) : draws.integer(1, 4);
  const same = meant(draws, 'path');
  const words: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const name = draws.pick(['create', 'set', 'delete', 'check'] as const);
    const path = draws.chance(40) ? same : slotWord(draws, 'path', bad);
    words.push(draws.chance(bad ? 10 : 0) ? 'sync' : name, path);
    if (name === 'create' || name === 'set') words.push(slotWord(draws, 'data', bad));
    if (draws.chance(30)) words.push(name === 'create' ? '-s' : '-v', `${draws.integer(-2, 2)}`);
    words.push(draws.chance(90) ? ';' : draws.pick([';;', 'x;', ',']));
  }
  return words;
}

// Spaces and quotes

function spaced(draws: Draws, words: readonly string[], wild: boolean): string {
  const typed = words.map((word, at) =>
    at === 0 && draws.chance(95) ? word : quoted(draws, word, wild),
  );
  const space = wild ? draws.pick([' ', '  ', '\t', ' \t ', '\u00a0', '\u3000']) : ' ';
  const around = wild ? draws.pick(['', ' ', '   ']) : '';
  return around + typed.join(space) + (wild ? draws.pick(['', ' ', '\t']) : '');
}

function quoted(draws: Draws, word: string, wild: boolean): string {
  if (wild && draws.chance(30)) {
    const [open = '', close = ''] = draws.pick([
      ['"', ''],
      ["'", ''],
      ['', '"'],
      ['"', "'"],
      ['""', '""'],
      ['\\"', '\\"'],
    ]);
    return open + word + close;
  }
  if (/[\s'"]/.test(word) || word === '') return word.includes('"') ? `'${word}'` : `"${word}"`;
  return word;
}
