// Texts that somebody might hand to the page as a recording: whole ones, spoilt ones, ones at the limits, ones made to hurt.
// Called by links.ts, as files and, deflated, as links. Source: correctness.md W5, W16, W17.
import { SECOND } from '../../base/units.ts';
import { realMachines } from '../../world/real-machines.ts';
import type { Recording } from '../../world/recording.ts';
import { drawRecording } from '../../world/seeds.ts';
import { Simulator } from '../../world/simulator.ts';
import { oneOf, wordOf, type Draw } from './draws.ts';

/** A recording of a few seconds with its hash, as Share makes one. */
export function wholeRecording(draw: Draw): Recording {
  const until = draw(2, 6) * SECOND;
  const drawn = drawRecording(draw(0, 2 ** 31), 'classroom', { until, clients: 2 });
  const simulator = new Simulator(drawn, { machines: realMachines({ extras: true }) });
  simulator.runTo(until);
  return { ...drawn, view: { at: draw(0, until) }, hash: simulator.hash() };
}

const plainText = (draw: Draw): string =>
  JSON.stringify(drawRecording(draw(0, 2 ** 31), 'classroom', { until: 3 * SECOND, clients: 2 }));

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const strange: readonly [string, ...string[]] = [
  ...([
    'null',
    'true',
    '-1',
    '0.5',
    '1e999',
    '-1e999',
    '-0',
    '9007199254740993',
    '[]',
    '{}',
  ] as const),
  ...['""', '"__proto__"', '"\\ud800"', '[[]]', '{"at":1}', '1e-400', '"1"', '0', '4294967296'],
];
const traps: readonly [string, ...string[]] = [
  ...(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'] as const),
  ...['__defineGetter__', '', 'at', 'do', 'length', '0'],
];
export const markup: readonly [string, ...string[]] = [
  '<img src=x onerror=hurt()>',
  '<svg/onload=hurt()>',
  '"><script>hurt()</script>',
  'javascript:hurt()',
  ']]><script>hurt()</script>',
  '{{constructor.constructor("hurt()")()}}',
  '${hurt()}',
  "'-hurt()-'",
  '<iframe srcdoc="<script>parent.hurt()</script>">',
  '<a href="javascript:hurt()">x</a>',
  '<style>@import "http://localhost:9/x.css"</style>',
  '<math><mi//xlink:href="data:x,<script>hurt()</script>">',
  '\u202Etxt.exe',
  '=HYPERLINK("http://localhost:9")',
];

/** A place in a text where `mark` stands, drawn among all of them; -1 where there is none. */
function placeOf(draw: Draw, text: string, mark: string): number {
  const places: number[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) places.push(at);
  return places[draw(0, places.length - 1)] ?? -1;
}

/** A recording in which one field of one object, anywhere, is changed by `spoil`. */
function spoilt(draw: Draw, spoil: (object: Record<string, Json>, name: string) => void): string {
  const value = JSON.parse(plainText(draw)) as Json;
  const objects: Record<string, Json>[] = [];
  const collect = (one: Json): void => {
    if (typeof one !== 'object' || one === null) return;
    if (!Array.isArray(one)) objects.push(one);
    Object.values(one).forEach(collect);
  };
  collect(value);
  // Half of them near the top, where every field has a meaning of its own.
  const object = objects[draw(0, 1) === 0 ? 0 : draw(0, objects.length - 1)] ?? {};
  const names = Object.keys(object);
  spoil(object, names[draw(0, names.length - 1)] ?? '');
  return JSON.stringify(value);
}

const MARK = 'the strange value';

function withStrange(draw: Draw): string {
  const text = spoilt(draw, (object, name) => (object[name] = MARK));
  return text.replace(JSON.stringify(MARK), oneOf(draw, strange));
}

function withField(draw: Draw): string {
  const text = plainText(draw);
  const at = placeOf(draw, text, '{') + 1;
  const field = `${JSON.stringify(oneOf(draw, traps))}:${oneOf(draw, strange)},`;
  return text.slice(0, at) + field + text.slice(at);
}

/** `over` is 0 or 1: at the limit, or one beyond it. */
const limits: readonly [
  (good: Recording, over: number) => object,
  ...((good: Recording, over: number) => object)[],
] = [
  ({ ensemble }, over) => ({ actions: [], ensemble: { ...ensemble, servers: 9, observers: over } }),
  (_good, over) => ({
    actions: [],
    clients: Array.from({ length: 32 + over }, (_, i) => ({ name: `c${i}` })),
  }),
  (_good, over) => ({ actions: [], clients: [{ name: 'x'.repeat(100 + over) }] }),
  (_good, over) => ({ seed: 2 ** 32 - 1 + over }),
  (_good, over) => ({
    actions: Array.from({ length: 20_000 + over }, (_, at) => ({ at, do: 'healAll' })),
  }),
  (_good, over) => ({ until: 365 * 86_400 * SECOND + over }),
  (_good, over) => ({ view: { at: 365 * 86_400 * SECOND + over } }),
  (_good, over) => ({ hash: '0'.repeat(32 + over) }),
  (_good, over) => ({ actions: [{ at: 0, do: 'kill', node: 1 - over }] }),
  ({ clients }, over) => ({
    actions: [{ at: 0, do: 'command', client: clients[0]?.name, line: 'x'.repeat(2 ** 20 + over) }],
  }),
  (_good, over) => ({ zabRecording: 1 + over }),
];

function atLimit(draw: Draw): string {
  const good = JSON.parse(plainText(draw)) as Recording;
  return JSON.stringify({ ...good, ...oneOf(draw, limits)(good, draw(0, 1)) });
}

function withMarkup(draw: Draw): string {
  const good = JSON.parse(plainText(draw)) as Recording;
  const name = oneOf(draw, markup);
  const clients = [{ name }, { name: 'B' }];
  const line = `create "/${oneOf(draw, markup).replaceAll('"', '')}" "${oneOf(draw, markup)}"`;
  const actions = [
    ...good.actions
      .filter(({ do: what }) => what === 'start')
      .map((start) => ({ ...start, at: 0 })),
    { at: SECOND, do: 'connect', client: name },
    { at: 2 * SECOND, do: 'command', client: name, line },
  ];
  return JSON.stringify({ ...good, clients, actions, until: 3 * SECOND });
}

/** What a kind makes, by number. */
export const textKinds: Readonly<Record<string, (draw: Draw) => string>> = {
  whole: (draw) => JSON.stringify(wholeRecording(draw)),
  'a bit flipped': (draw) => {
    const text = plainText(draw);
    const at = draw(0, text.length - 1);
    const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << draw(0, 7)));
    return text.slice(0, at) + flipped + text.slice(at + 1);
  },
  'cut off': (draw) => {
    const text = plainText(draw);
    return text.slice(0, draw(0, text.length - 1));
  },
  'a part twice': (draw) => {
    const text = plainText(draw);
    const [from, to] = [draw(0, text.length), draw(0, text.length)].sort((a, b) => a - b);
    return text.slice(0, to) + text.slice(from);
  },
  'a strange value': withStrange,
  'a field missing': (draw) => spoilt(draw, (object, name) => delete object[name]),
  'a field too many': withField,
  'at a limit, or beyond': atLimit,
  markup: withMarkup,
  deep: (draw) => {
    const depth = 10 ** draw(1, 5);
    return draw(0, 1) === 0
      ? '['.repeat(depth) + ']'.repeat(depth)
      : `{"zabRecording":1,"seed":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
  },
  wide: (draw) => {
    const fields = Array.from({ length: 10 ** draw(3, 5) }, (_, i) => `"k${i}":${i}`);
    return `{${fields.join()}}`;
  },
  'another version': (draw) =>
    plainText(draw).replace(
      '"zabRecording":1',
      `"zabRecording":${oneOf(draw, ['0', '2', '99', '"1"', '1.5', '-1', '1e30', 'null'])}`,
    ),
  'not a recording': (draw) =>
    oneOf(draw, [
      '',
      ' ',
      'null',
      'NaN',
      '[1,2',
      '<!doctype html><script>hurt()</script>',
      'a,b\n=1+1,2',
      '\ud800',
      '{"a":1}',
      wordOf(draw, '{}[]",:0123456789eE+-. abc\\u', 200),
    ]),
};
