import { afterEach, describe, expect, test } from 'vitest';
import { decodeActionDraft, decodeRecording, decodeRecordingText } from './decode.ts';
import { openingRecording } from './opening.ts';
import type { Recording } from './recording.ts';
import { drawRecording } from './seeds.ts';

const good: Recording = openingRecording({ servers: 3, observers: 1, seed: 5 });

function why(value: unknown): string {
  const decoded = decodeRecording(value);
  return decoded.ok ? 'taken' : decoded.why;
}

/** The good recording with some fields replaced; JSON keeps own fields of any name. */
function altered(changes: object): unknown {
  return JSON.parse(JSON.stringify({ ...good, ...changes }));
}

function withAction(action: object): unknown {
  return altered({ actions: [{ at: 1, ...action }] });
}

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('drawn recordings of every profile come back as they were', () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const recording = drawRecording(seed, (['lan', 'classroom', 'fuzz'] as const)[seed % 3]!, {
      settings: { firstCounter: 2 ** 32 - 4, superDigest: null },
      switches: ['M1', 'B3'],
    });
    const text = JSON.stringify({ ...recording, view: { at: 7 }, hash: '0'.repeat(32) });
    const decoded = decodeRecordingText(text);
    expect(decoded).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  }
});

test('the order of fields does not matter: it is always written in one', () => {
  const actions = [{ value: { skewMs: 4, rate: 900 }, node: 2, do: 'clock', at: 3 }];
  const decoded = decodeRecording(altered({ actions }));
  expect(JSON.stringify(decoded.ok && decoded.value.actions)).toBe(
    '[{"at":3,"do":"clock","node":2,"value":{"rate":900,"skewMs":4}}]',
  );
});

describe('a sentence refuses', () => {
  test.each([
    ['nothing', null],
    ['a text', 'zab'],
    ['a list', []],
    ['an empty object', {}],
    ['a newer version', altered({ zabRecording: 2 })],
    ['version 0', altered({ zabRecording: 0 })],
    ['an unknown field', altered({ colour: 'red' })],
    ['a seed that is no 32-bit integer', altered({ seed: 2 ** 32 })],
    ['a negative seed', altered({ seed: -1 })],
    ['an end that is not known', altered({ until: null })],
    ['an end beyond a year', altered({ until: 1e15 })],
    ['a malformed hash', altered({ hash: 'xyz' })],
    ['a hash in capitals', altered({ hash: 'A'.repeat(32) })],
    ['a view without a moment', altered({ view: {} })],
    ['ten nodes', altered({ ensemble: { ...good.ensemble, servers: 8, observers: 2 } })],
    ['no server', altered({ ensemble: { ...good.ensemble, servers: 0 } })],
    ['half a server', altered({ ensemble: { ...good.ensemble, servers: 2.5 } })],
    ['a latency of 0', altered({ ensemble: { ...good.ensemble, latencyMicros: [0, 5] } })],
    ['a latency of NaN', { ...good, ensemble: { ...good.ensemble, latencyMicros: [NaN, 5] } }],
    ['latencies upside down', altered({ ensemble: { ...good.ensemble, latencyMicros: [9, 5] } })],
    ['one latency', altered({ ensemble: { ...good.ensemble, latencyMicros: [9] } })],
    ['three latencies', altered({ ensemble: { ...good.ensemble, latencyMicros: [9, 9, 9] } })],
    ['a tick of 0', altered({ ensemble: { ...good.ensemble, settings: { tickTimeMs: 0 } } })],
    ['a setting unknown', altered({ ensemble: { ...good.ensemble, settings: { tick: 5 } } })],
    ['a switch unknown', altered({ ensemble: { ...good.ensemble, switches: ['M99'] } })],
    ['a profile unknown', altered({ ensemble: { ...good.ensemble, profile: 'toString' } })],
    ['33 clients', altered({ clients: Array.from({ length: 33 }, (_, i) => ({ name: `c${i}` })) })],
    ['two clients of one name', altered({ clients: [{ name: 'A' }, { name: 'A' }] })],
    ['a client without a name', altered({ clients: [{ name: '' }] })],
    [
      '20,001 actions',
      altered({ actions: Array.from({ length: 20_001 }, () => ({ at: 1, do: 'healAll' })) }),
    ],
    [
      'actions that go back in time',
      altered({
        actions: [
          { at: 2, do: 'healAll' },
          { at: 1, do: 'healAll' },
        ],
      }),
    ],
    ['an action unknown', withAction({ do: 'explode' })],
    ['an action named like a method', withAction({ do: 'constructor' })],
    ['an action without a time', altered({ actions: [{ do: 'healAll' }] })],
    ['an action at a negative time', withAction({ at: -1, do: 'healAll' })],
    ['an action at a time with a fraction', withAction({ at: 0.5, do: 'healAll' })],
    ['node 0', withAction({ do: 'kill', node: 0 })],
    ['node 5 of 4', withAction({ do: 'kill', node: 5 })],
    ['a node by its name', withAction({ do: 'kill', node: '1' })],
    ['both a node and a client', withAction({ do: 'kill', node: 1, client: 'A' })],
    ['neither a node nor a client', withAction({ do: 'command', line: 'ls /' })],
    ['a field of another action', withAction({ do: 'kill', node: 1, after: 3 })],
    ['a client that keeps a prefix', withAction({ do: 'kill', client: 'A', value: 'prefix' })],
    ['a client unknown', withAction({ do: 'close', client: '__proto__' })],
    ['a link between clients', withAction({ do: 'cut', from: 'A', to: 'A' })],
    ['a link that is made faster', withAction({ do: 'slow', from: 1, to: 2, value: 0.5 })],
    ['a clock that stands still', withAction({ do: 'clock', node: 1, value: { rate: 0 } })],
    ['a clock with a strange fault', withAction({ do: 'clock', node: 1, value: { drift: 1 } })],
    ['a disk fault unknown', withAction({ do: 'disk', node: 1, value: 'burn' })],
    ['a line that is no text', withAction({ do: 'command', client: 'A', line: 7 })],
    [
      'a line beyond 1 MB',
      withAction({ do: 'command', client: 'A', line: 'x'.repeat(2 ** 20 + 1) }),
    ],
  ])('%s', (_what, value) => {
    const sentence = why(value);
    expect(sentence).toMatch(/^[A-Z].{10,300}\.$/);
    expect(sentence).not.toBe('taken');
  });
});

// Milliseconds on a machine that does much else at the same time.
describe('hostile inputs end in a sentence, fast', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['lists 100,000 deep', '['.repeat(1e5) + ']'.repeat(1e5)],
    ['objects 100,000 deep', '{"a":'.repeat(1e5) + '1' + '}'.repeat(1e5)],
    ['a million keys', `{${Array.from({ length: 1e5 }, (_, i) => `"k${i}":1`).join()}}`],
    ['more than 2 MB', ' '.repeat(2 ** 21 + 1)],
    ['half a recording', JSON.stringify(good).slice(0, 200)],
    ['nothing', ''],
    ['numbers beyond numbers', '{"zabRecording":1,"seed":1e999}'],
    ['a prototype', '{"__proto__":{"polluted":1},"zabRecording":1}'],
    [
      'a prototype inside',
      JSON.stringify(good).replace('"profile"', '"__proto__":{"polluted":1},"profile"'),
    ],
    ['a constructor', '{"constructor":{"prototype":{"polluted":1}}}'],
    ['lone surrogates', '{"\\ud800":1}'],
  ];
  test.each(hostile)('%s', (_what, text) => {
    const start = performance.now();
    const decoded = decodeRecordingText(text);
    expect(decoded.ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('20,000 actions are read in linear time', () => {
    const actions = Array.from({ length: 20_000 }, (_, at) => ({ at, do: 'kill', node: 1 }));
    const start = performance.now();
    expect(why(altered({ actions }))).toBe('taken');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('bits flipped at random are taken or refused, never an error', () => {
    const text = JSON.stringify(drawRecording(3, 'fuzz', { until: 2e6 }));
    let refused = 0;
    for (let index = 0; index < 800; index += 1) {
      const at = (index * 7919) % text.length;
      const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << (index % 7)));
      const decoded = decodeRecordingText(text.slice(0, at) + flipped + text.slice(at + 1));
      if (!decoded.ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(200);
  });
});

test('names that are traps elsewhere are good names of clients', () => {
  const clients = ['__proto__', 'constructor', 'toString'].map((name) => ({ name }));
  const actions = clients.map(({ name }) => ({ at: 1, do: 'connect', client: name }));
  expect(why(altered({ clients, actions }))).toBe('taken');
});

test('an action asked for from outside is checked against the run', () => {
  const run = { nodes: 3, clients: ['A'] };
  expect(decodeActionDraft({ do: 'kill', node: 3 }, run)).toEqual({
    ok: true,
    value: { do: 'kill', node: 3 },
  });
  expect(decodeActionDraft({ do: 'kill', node: 4 }, run).ok).toBe(false);
  expect(decodeActionDraft({ do: 'kill', node: 3, at: 5 }, run).ok).toBe(false);
  expect(decodeActionDraft({ do: 'reset', from: 'B', to: 1 }, run).ok).toBe(false);
});
