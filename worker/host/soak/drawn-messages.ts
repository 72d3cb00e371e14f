// What a page could post to an embedded playground: requests spoilt in one place, values that are no requests at all, and
// requests in order that ask for what cannot be. Called by messages.ts. Source: interface.md "Embedding", correctness.md W7, W17.
import { oneOf, wordOf, type Draw } from './draws.ts';

/** Posted as it stands, or made in the page where JSON has no words for it (in-page.mjs, `exotic`). */
export type Drawn = { readonly data: unknown } | { readonly exotic: string; readonly size: number };

type Fields = Record<string, unknown>;

/** Each in order, and none of them changes a run but those that are said to. */
const requests: readonly [(draw: Draw) => Fields, ...((draw: Draw) => Fields)[]] = [
  () => ({ do: 'play' }),
  () => ({ do: 'pause' }),
  () => ({ do: 'step' }),
  (draw) => ({ do: 'seek', at: draw(0, 6_000_000) }),
  () => ({ do: 'command', client: 'A', line: 'create /stranger' }),
  (draw) => ({ do: 'fault', fault: 'kill', node: draw(1, 3) }),
  () => ({ do: 'fault', fault: 'cut', from: 1, to: 2 }),
  () => ({ do: 'load', scenario: 'kill-leader' }),
  () => ({ do: 'load', recording: { zabRecording: 1 } }),
  () => ({ do: 'subscribe', types: ['state', 'committed'] }),
];

export function drawRequest(draw: Draw): Fields {
  return { zab: 1, id: draw(1, 2 ** 31), ...oneOf(draw, requests)(draw) };
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) });
const id = 1;

/** Beyond a limit by one. */
const beyond: readonly [Fields, ...Fields[]] = [
  { do: 'command', client: 'A', line: 'x'.repeat(10_001) },
  { do: 'command', client: 'x'.repeat(101), line: 'ls /' },
  { do: 'command', client: '', line: 'ls /' },
  { do: 'fault', fault: 'kill', node: 0 },
  { do: 'fault', fault: 'kill', node: 10 },
  { do: 'fault', fault: 'kill', node: 1.5 },
  { do: 'seek', at: -1 },
  { do: 'seek', at: 0.5 },
  { do: 'seek', at: 2 ** 52 + 1 },
  { do: 'load', scenario: 'x'.repeat(41) },
  { do: 'load', scenario: 'kill-leader', recording: {} },
  { do: 'load' },
  { do: 'load', recording: nested(8) },
  { do: 'load', recording: { text: 'x'.repeat(64_001) } },
  { do: 'load', recording: Array.from({ length: 20_001 }, () => 1) },
  { do: 'subscribe', types: Array.from({ length: 101 }, () => 'state') },
  { do: 'subscribe', types: ['x'.repeat(41)] },
  { do: 'play', id: 'x'.repeat(65) },
];

const otherValues: readonly [unknown, ...unknown[]] = [
  ...([null, true, -1, 0.5, '', 'x', [], {}, [[]], { valueOf: 1 }, 2 ** 53] as const),
];

/** Never answered, whoever posts them, and nothing changes. */
export const strangeKinds: Readonly<Record<string, (draw: Draw) => Drawn>> = {
  'another version': (draw) => ({
    data: { ...drawRequest(draw), zab: oneOf(draw, [0, 2, '1', null, true, [1]]) },
  }),
  'no or a strange id': (draw) => ({
    data: { ...drawRequest(draw), id: oneOf(draw, [null, {}, [], true, undefined]) },
  }),
  'an unknown word': (draw) => ({
    data: {
      ...drawRequest(draw),
      do: oneOf(draw, [
        ...(['eval', 'navigate', 'open', 'constructor', '__proto__', 'toString', ''] as const),
        ...[1, null, ['play'], 'Play', 'play ', wordOf(draw, 'abcdefgh', 6)],
      ]),
    },
  }),
  'a field too many': (draw) => ({
    data: {
      ...drawRequest(draw),
      [oneOf(draw, ['html', 'constructor', 'toString', 'x', '', 'origin'])]: oneOf(
        draw,
        otherValues,
      ),
    },
  }),
  'a field of another type': (draw) => {
    const request = drawRequest(draw);
    const names = Object.keys(request).filter((name) => name !== 'id' && name !== 'recording');
    const name = names[draw(0, names.length - 1)] ?? 'do';
    return { data: { ...request, [name]: oneOf(draw, [null, true, -1, 0.5, {}, [[]]]) } };
  },
  'beyond a limit': (draw) => ({ data: { zab: 1, id, ...oneOf(draw, beyond) } }),
  'its text instead of itself': (draw) => ({ data: JSON.stringify(drawRequest(draw)) }),
  'in a list': (draw) => ({ data: [drawRequest(draw)] }),
  'no request at all': (draw) => ({ data: oneOf(draw, otherValues) }),
  'not even JSON': (draw) => ({
    exotic: oneOf(draw, [
      ...(['map', 'set', 'date', 'regexp', 'bigint', 'nan', 'infinite', 'undefined'] as const),
      ...['cycle', 'sparse', 'sparseTypes', 'bytes', 'blob', 'error', 'rect', 'long', 'deep'],
      ...['wide', 'mapInside', 'dateInside', 'port', 'function'],
    ]),
    size: draw(1, 5000),
  }),
};

/** In order, from who may ask, for what cannot be: each is answered with a sentence, and nothing changes. */
export const impossible: readonly [(draw: Draw) => Fields, ...((draw: Draw) => Fields)[]] = [
  (draw) => ({ do: 'fault', fault: 'kill', node: draw(4, 9) }),
  () => ({ do: 'fault', fault: 'kill' }),
  () => ({ do: 'fault', fault: 'cut', from: 'A', to: 'B' }),
  () => ({ do: 'fault', fault: 'slow', from: 1, to: 2 }),
  () => ({ do: 'fault', fault: 'slow', from: 1, to: 2, value: 0.5 }),
  () => ({ do: 'fault', fault: 'disk', node: 1, value: 'burn' }),
  () => ({ do: 'fault', fault: 'clock', node: 1, value: { rate: 0 } }),
  () => ({ do: 'fault', fault: 'healAll', node: 1 }),
  () => ({ do: 'command', client: 'Z', line: 'ls /' }),
  () => ({ do: 'command', client: '__proto__', line: 'ls /' }),
  () => ({ do: 'load', scenario: 'no-such-thing' }),
  () => ({ do: 'load', scenario: 'constructor' }),
  () => ({ do: 'load', recording: { zabRecording: 2 } }),
  () => ({ do: 'load', recording: null }),
  () => ({ do: 'load', recording: { zabRecording: 1, seed: -1 } }),
  () => ({ do: 'load', recording: nested(6) }),
];
