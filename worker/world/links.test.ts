import { describe, expect, test } from 'vitest';
import type { WorldEvent } from './facts.ts';
import {
  at,
  inputsOf,
  packet,
  playScript,
  type Script,
  type Scripted,
  type ScriptEffect,
} from './script.ts';

const link = '1.1.1';

/** Node 1 dials node 2 at 1000 and sends packets at the times given in `sends`; node 2 answers nothing. */
function sender(sends: readonly number[], more: Script = () => []): Script {
  return (who, now, input, incarnation) => [
    ...basics(who, now, input, sends),
    ...more(who, now, input, incarnation),
  ];
}

function basics(
  who: number,
  now: number,
  input: Parameters<Script>[2],
  sends: readonly number[],
): ScriptEffect[] {
  if (input.kind === 'boot' && who === 2) return [{ kind: 'listen', plane: 'quorum' }];
  if (input.kind === 'boot' && who === 1) return [timer('dial', 1000), ...sends.map(sendTimer)];
  if (who !== 1 || input.kind !== 'timer') return [];
  if (input.id === 'dial') return [{ kind: 'dial', link, plane: 'quorum', peer: 2 }];
  return input.id.startsWith('send') ? [{ kind: 'send', link, packet: packet(now) }] : [];
}

function timer(id: string, time: number): ScriptEffect {
  return { kind: 'setTimer', id, at: time };
}

function sendTimer(time: number): ScriptEffect {
  return timer(`send${time}`, time);
}

function play(options: Partial<Scripted> & Pick<Scripted, 'script'>): WorldEvent[] {
  return playScript({ actions: [], until: 20_000, ...options });
}

/** What node 2 got on its connections. */
function heard(events: readonly WorldEvent[], who = 2): string[] {
  return inputsOf(events, who).filter((line) => line.includes(link));
}

function lost(events: readonly WorldEvent[]): unknown[] {
  return events.flatMap(({ at: time, who, fact }) =>
    fact.type === 'lost' ? [[time, who, fact.from, fact.n, fact.m]] : [],
  );
}

describe('stamps', () => {
  test('an item never arrives before the one ahead of it, however the latencies are drawn', () => {
    const sends = Array.from({ length: 50 }, (_, index) => 2000 + index);
    const events = play({ script: sender(sends), ensemble: { latencyMicros: [10, 900] } });
    const sent = events.flatMap(({ fact }) => (fact.type === 'sent' ? [fact.arrives] : []));
    expect(sent).toHaveLength(50);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(new Set(sent).size).toBeGreaterThan(1);
    const numbers = events.flatMap(({ fact }) => (fact.type === 'received' ? [fact.n] : []));
    expect(numbers).toEqual(sends.map((_, index) => index + 1));
  });

  test('a slow direction multiplies the latency of what is sent while it is slow', () => {
    const events = play({
      script: sender([2000, 4000]),
      actions: [
        at(1500, { do: 'slow', from: 1, to: 2, value: 10 }),
        at(3500, { do: 'slow', from: 1, to: 2, value: 1 }),
      ],
    });
    expect(heard(events)).toEqual([
      '1100: opened 1.1.1',
      '3000: received 1.1.1 2000',
      '4100: received 1.1.1 4000',
    ]);
  });
});

describe('dials', () => {
  test('are answered by what listens when they come, not when they were made', () => {
    const listen: Script = (who, _now, input) => {
      if (who !== 3) return [];
      if (input.kind === 'boot') return [timer('listen', 1050)];
      return input.kind === 'timer' ? [{ kind: 'listen', plane: 'election' }] : [];
    };
    const dial: Script = (who, _now, input) =>
      who === 1 && input.kind === 'timer' && input.id === 'dial'
        ? [{ kind: 'dial', link: '1.1.2', plane: 'election', peer: 3 }]
        : [];
    const script: Script = (...args) => [...sender([], dial)(...args), ...listen(...args)];
    expect(inputsOf(play({ script }), 1)).toContain('1200: opened 1.1.2');
  });

  test('are refused where nothing listens', () => {
    const events = play({ script: (who, ...rest) => (who === 2 ? [] : sender([])(who, ...rest)) });
    expect(heard(events, 1)).toEqual(['1200: refused 1.1.1']);
    expect(heard(events, 2)).toEqual([]);
  });

  test('of a dead node are refused after both latencies', () => {
    const events = play({ script: sender([]), actions: [at(900, { do: 'kill', node: 2 })] });
    expect(heard(events, 1)).toEqual(['1200: refused 1.1.1']);
  });

  test('are refused if the node dies before they come, and closed if it had answered', () => {
    const before = play({ script: sender([]), actions: [at(1050, { do: 'kill', node: 2 })] });
    expect(heard(before, 1)).toEqual(['1200: refused 1.1.1']);
    const after = play({ script: sender([]), actions: [at(1150, { do: 'kill', node: 2 })] });
    expect(heard(after, 1)).toEqual(['1200: opened 1.1.1', '1250: closed 1.1.1']);
  });

  test('are bound to the process they were made to: its successor never sees them', () => {
    const events = play({
      script: sender([]),
      actions: [at(1050, { do: 'kill', node: 2 }), at(1060, { do: 'restart', node: 2 })],
    });
    expect(heard(events, 1)).toEqual(['1200: refused 1.1.1']);
    expect(heard(events, 2)).toEqual([]);
  });
});

describe('closing', () => {
  test('comes after what was sent before; what flies towards the closer is dropped', () => {
    const close: Script = (who, now, input) => {
      if (who === 1 && input.kind === 'timer' && now === 3000) return [{ kind: 'close', link }];
      return who === 2 && input.kind === 'received'
        ? [{ kind: 'send', link, packet: packet(7) }]
        : [];
    };
    const events = play({ script: sender([3000], close), ensemble: { latencyMicros: [50, 900] } });
    expect(heard(events).map((line) => line.split(': ')[1])).toEqual([
      'opened 1.1.1',
      'received 1.1.1 3000',
      'closed 1.1.1',
    ]);
    expect(heard(events, 1)).toHaveLength(1);
  });

  test('after a kill comes one latency later, behind what was sent', () => {
    const events = play({
      script: sender([2000]),
      actions: [at(2050, { do: 'kill', node: 1 })],
    });
    expect(heard(events)).toEqual([
      '1100: opened 1.1.1',
      '2100: received 1.1.1 2000',
      '2150: closed 1.1.1',
    ]);
  });

  test.each(['exit', 'throw'] as const)('follows a process that ends by %s', (how) => {
    const end: Script = (who, now, input) => {
      if (who !== 1 || input.kind !== 'timer' || now !== 3000) return [];
      if (how === 'throw') throw new Error('broken');
      return [{ kind: 'exit', code: 1, why: 'done' }, timer('never', 4000)];
    };
    const events = play({ script: sender([3000], end) });
    expect(heard(events)[1]).toBe(
      how === 'exit' ? '3100: received 1.1.1 3000' : '3100: closed 1.1.1',
    );
    expect(heard(events).at(-1)).toBe('3100: closed 1.1.1');
    // What a step asked for before it broke is void, its facts too.
    expect(inputsOf(events, 1).at(-1)).toBe(
      how === 'exit' ? '3000: timer send3000' : '1200: opened 1.1.1',
    );
    const types = events.filter(({ who }) => who === 1).map(({ fact }) => fact.type);
    expect(types.slice(-2)).toEqual(['closing', 'diskKept']);
    expect(types.includes('crashed')).toBe(how === 'throw');
  });

  test('a process that ended by itself refuses dials, and can be restarted', () => {
    const script: Script = (who, now, input, incarnation) => {
      if (who === 2 && incarnation === 1 && input.kind === 'boot')
        return [
          { kind: 'listen', plane: 'quorum' },
          { kind: 'exit', code: 0, why: 'done' },
        ];
      return basics(who, now, input, []);
    };
    const once = play({ script });
    expect(heard(once, 1)).toEqual(['1200: refused 1.1.1']);
    const again = play({ script, actions: [at(500, { do: 'restart', node: 2 })] });
    expect(heard(again, 1)).toEqual(['1200: opened 1.1.1']);
  });
});

describe('reset', () => {
  test('keeps a prefix of what is under way in each direction, then closes both ends', () => {
    const seen = new Set<number>();
    for (let when = 2010; when < 2100; when += 5) {
      const events = play({
        script: sender([2000, 2001, 2002, 2003, 2004, 2200]),
        actions: [at(when, { do: 'reset', from: 2, to: 1 })],
      });
      const got = heard(events).filter((line) => line.includes('received'));
      seen.add(got.length);
      expect(got.map((line) => line.split(' ')[3])).toEqual(
        ['2000', '2001', '2002', '2003', '2004'].slice(0, got.length),
      );
      expect(heard(events).at(-1)).toBe(`${when + 100}: closed 1.1.1`);
      expect(heard(events, 1).at(-1)).toBe(`${when + 100}: closed 1.1.1`);
      if (got.length < 5) expect(lost(events)).toEqual([[when, 2, 1, got.length + 1, 5]]);
    }
    expect(seen.size).toBeGreaterThan(3);
  });

  test('of a dial under way refuses it, or closes what it opened', () => {
    const outcomes = new Set<string>();
    for (let when = 1001; when < 1100; when += 9) {
      const events = play({
        script: sender([]),
        actions: [at(when, { do: 'reset', from: 1, to: 2 })],
      });
      const opener = heard(events, 1);
      expect(opener).toEqual([`${when + 100}: refused 1.1.1`]);
      outcomes.add(heard(events, 2).join());
    }
    expect([...outcomes].some((lines) => lines === '')).toBe(true);
    expect([...outcomes].some((lines) => lines.includes('opened'))).toBe(true);
  });
});

describe('a cut', () => {
  const cut = at(2050, { do: 'cut', from: 1, to: 2 });
  const join = at(5000, { do: 'join', from: 1, to: 2 });

  test('holds what would arrive and lets it come one latency after the heal, in order', () => {
    const events = play({ script: sender([2000, 3000, 4950, 5020]), actions: [cut, join] });
    expect(heard(events)).toEqual([
      '1100: opened 1.1.1',
      '5100: received 1.1.1 2000',
      '5100: received 1.1.1 3000',
      // Not due before the heal, but never before the item ahead of it.
      '5100: received 1.1.1 4950',
      '5120: received 1.1.1 5020',
    ]);
  });

  test('lets what was sent after the heal not overtake what was held', () => {
    const events = play({
      script: sender([2000, 5002]),
      actions: [
        cut,
        at(4999, { do: 'slow', from: 1, to: 2, value: 10 }),
        join,
        at(5001, { do: 'slow', from: 1, to: 2, value: 1 }),
      ],
    });
    expect(heard(events)).toEqual([
      '1100: opened 1.1.1',
      '6000: received 1.1.1 2000',
      '6000: received 1.1.1 5002',
    ]);
  });

  test('of one direction leaves the other open', () => {
    const reply: Script = (who, now, input) => {
      if (who === 2 && input.kind === 'opened') return [timer('send', 3000)];
      return who === 2 && input.kind === 'timer'
        ? [{ kind: 'send', link, packet: packet(now) }]
        : [];
    };
    const events = play({ script: sender([2000], reply), actions: [cut] });
    expect(heard(events, 1).at(-1)).toBe('3100: received 1.1.1 3000');
    expect(heard(events, 2)).toEqual(['1100: opened 1.1.1']);
  });

  test('lets only the closing through if one is among what was held', () => {
    const events = play({
      script: sender([2000, 3000]),
      actions: [cut, at(4000, { do: 'kill', node: 1 }), join],
    });
    expect(heard(events)).toEqual(['1100: opened 1.1.1', '5100: closed 1.1.1']);
    expect(lost(events)).toEqual([[5000, 2, 1, 1, 2]]);
  });

  test('holds dials too, and a dial given up meanwhile opens nothing', () => {
    const giveUp: Script = (who, _now, input) => {
      if (who === 1 && input.kind === 'boot') return [timer('giveUp', 3000)];
      return who === 1 && input.kind === 'timer' && input.id === 'giveUp'
        ? [{ kind: 'close', link }]
        : [];
    };
    const early = at(900, { do: 'cut', from: 1, to: 2 });
    expect(heard(play({ script: sender([]), actions: [early, join] }))).toEqual([
      '5100: opened 1.1.1',
    ]);
    expect(heard(play({ script: sender([], giveUp), actions: [early, join] }))).toEqual([]);
  });

  test('by partition spares the clients, and heals only towards nodes that are not partitioned', () => {
    const events = play({
      script: sender([2000]),
      actions: [
        at(1500, { do: 'partition', node: 1 }),
        at(1500, { do: 'partition', node: 2 }),
        at(3000, { do: 'heal', node: 1 }),
        at(4000, { do: 'heal', node: 2 }),
      ],
    });
    expect(heard(events)).toEqual(['1100: opened 1.1.1', '4100: received 1.1.1 2000']);
  });
});

describe('a pause', () => {
  const actions = [at(1500, { do: 'pause', node: 2 }), at(5000, { do: 'resume', node: 2 })];

  test('holds processing: what was due comes at the resume, links before disk before timers', () => {
    const busy: Script = (who, _now, input) =>
      who === 2 && input.kind === 'boot'
        ? [
            timer('late', 2500),
            timer('later', 2400),
            { kind: 'write', mark: 1, op: { op: 'epoch', file: 'acceptedEpoch', value: 1 } },
            { kind: 'sync', mark: 1 },
          ]
        : [];
    const events = play({
      script: sender([2000], busy),
      actions,
      ensemble: { syncMicros: [3000, 3000] },
    });
    expect(inputsOf(events, 2).slice(2)).toEqual([
      '5000: received 1.1.1 2000',
      '5000: synced 1',
      // By the order in which they were set.
      '5000: timer late',
      '5000: timer later',
    ]);
  });

  test('gives back what arrived before a cut of the moment it ends', () => {
    const events = play({
      script: sender([2000]),
      actions: [...actions, at(5000, { do: 'cut', from: 1, to: 2 })],
    });
    expect(heard(events)).toEqual(['1100: opened 1.1.1', '5000: received 1.1.1 2000']);
  });

  test('is no cut: what arrived during it is not taken back by a later cut or reset', () => {
    const events = play({
      script: sender([2000, 3000]),
      actions: [
        actions[0]!,
        at(2500, { do: 'cut', from: 1, to: 2 }),
        at(2600, { do: 'reset', from: 1, to: 2 }),
        actions[1]!,
      ],
    });
    expect(heard(events)).toEqual(['1100: opened 1.1.1', '5000: received 1.1.1 2000']);
  });
});
