// Texts that break things: UTF-16 at the borders of ZooKeeper's path rules, names that are traps in JavaScript, numbers
// beyond every type, dots and slashes. Pure draws; called by lines.ts and operations.ts. Source: correctness.md 7.1, 7.4.
import type { Draws } from '../../world/draws.ts';

/** The ends of the ranges that a path may not hold, each with its neighbours; quotes, spaces, marks of direction. */
const borders: readonly number[] = [
  ...[0x00, 0x01, 0x08, 0x09, 0x0b, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x27, 0x5c, 0x2e, 0x2f],
  ...[0x7e, 0x7f, 0x80, 0x84, 0x85, 0x86, 0x9e, 0x9f, 0xa0, 0xa1],
  ...[0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x3000, 0xfeff],
  ...[0xd7fe, 0xd7ff, 0xd800, 0xd801, 0xdbff, 0xdc00, 0xdfff, 0xe000],
  ...[0xf8fe, 0xf8ff, 0xf900, 0xf901, 0xffee, 0xffef, 0xfff0, 0xfff1, 0xfffd, 0xfffe, 0xffff],
];

/** Legal names that somebody's code may trip over. */
export const trapNames: readonly string[] = [
  ...['__proto__', 'constructor', 'hasOwnProperty', 'prototype', 'toString', 'valueOf', 'then'],
  ...['0', '-1', '1e3', 'null', 'undefined', 'NaN', 'true', '#map', '#set', '%2F', '$1', '{{x}}'],
  ...['zookeeper_limits', 'zookeeper_stats', 'zookeeper', 'quota', 'config', '...', '..a', 'a.'],
  ...[
    '中文',
    '漢字テスト',
    'שלום',
    'a\u202eb',
    '\u200b',
    'é',
    'e\u0301',
    'İ',
    '❤',
    '\u00a0',
    '\ufeff',
  ],
  ...['a b', "it's", 'a"b', '<img src=x>', '&amp;', 'a\\b', ';', '|', '`id`', '=', '-s', '--', '~'],
];

const sticks = ['/', '//', '.', '..', '/.', '/..', '...', 'a', '/a', '/zookeeper', '/a/', '\u0000'];

export function drawUnits(draws: Draws, length: number): string {
  let text = '';
  for (let i = 0; i < length; i += 1) {
    const unit = draws.chance(60) ? draws.pick(borders) : draws.integer(0, 0xffff);
    text += String.fromCharCode(unit);
  }
  return text;
}

/** One name between slashes, legal or not. */
export function drawName(draws: Draws): string {
  const kind = draws.integer(0, 5);
  if (kind <= 1) return draws.pick(trapNames);
  if (kind === 2) return `n${draws.integer(0, 9)}`;
  if (kind === 3) return `x${String.fromCharCode(draws.pick(borders))}y`;
  return drawUnits(draws, draws.integer(1, 6));
}

/** A path that is wrong in some way, or only strange. */
export function drawBadPath(draws: Draws, known: readonly string[]): string {
  switch (draws.integer(0, 6)) {
    case 0:
      return Array.from({ length: draws.integer(1, 5) }, () => draws.pick(sticks)).join('');
    case 1:
      return drawName(draws);
    case 2:
      return `${draws.pick(known)}/`;
    case 3:
      return `${draws.pick(known)}${drawUnits(draws, 1)}`;
    case 4:
      return `/${drawUnits(draws, draws.integer(0, 8))}`;
    case 5:
      return `/zookeeper/${draws.pick(['quota', 'config', 'quota/a', 'x', drawName(draws)])}`;
    default:
      return `/${drawName(draws)}/${drawName(draws)}`;
  }
}

const numbers: readonly string[] = [
  ...['0', '1', '-1', '-2', '-0', '+5', '--5', '+-1', ' 5', '5 ', '', '-', '+', '1.5', '1_000'],
  ...['2147483646', '2147483647', '2147483648', '-2147483648', '-2147483649', '4294967296'],
  ...['9223372036854775807', '9223372036854775808', '-9223372036854775808'],
  ...['-9223372036854775809', '1099511627775', '1099511627776', '9007199254740993'],
  ...['1e21', '0x10', '0X7f', '#7', '010', '08', '0x', 'NaN', '-NaN', 'Infinity', 'abc', '٣', '１'],
];

/** A number as it might be typed, in range or not. */
export function drawNumber(draws: Draws): string {
  if (draws.chance(40)) return `${draws.integer(-2, 12)}`;
  return draws.chance(2) ? '9'.repeat(draws.integer(20, 400)) : draws.pick(numbers);
}

/** What stands where data is due. */
export function drawData(draws: Draws): string {
  const kind = draws.integer(0, 3);
  if (kind === 0) return `d${draws.integer(0, 99)}`;
  if (kind === 1) return draws.pick(trapNames);
  if (kind === 2) return drawUnits(draws, draws.integer(0, 12));
  return draws.pick(['count=1,bytes=2', 'count=', '=', ',;', 'count=x', 'a=1=2', 'bytes=-1,,']);
}

const acls: readonly string[] = [
  ...['world:anyone:cdrwa', 'world:anyone:r', 'world:anyone:', 'world:anyone:zzz', 'world:x:r'],
  ...['auth::cdrwa', 'auth:bob:r', 'ip:127.0.0.1:crw', 'ip:999.1.1.1:r', 'ip:10.0.0.0/33:r'],
  ...['ip:::1:r', 'digest:bob:cdrwa', 'digest:bob:secret:r', 'digest:::r', 'super:x:r', 'x:y:z'],
  ...[
    '',
    ',',
    ':',
    '::',
    ':::',
    'world:anyone:r,world:anyone:w',
    'bad',
    'world,anyone',
    'x509:a:r',
  ],
];

export function drawAcl(draws: Draws): string {
  return draws.chance(85) ? draws.pick(acls) : drawUnits(draws, draws.integer(1, 8));
}
