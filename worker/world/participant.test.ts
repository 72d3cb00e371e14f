import { describe, expect, test } from 'vitest';
import type { DiskImage } from '../zab/disk.ts';
import type { WorldEvent } from './facts.ts';
import {
  at,
  clocksOf,
  CLIENT_A,
  inputsOf,
  playScript,
  type Script,
  type ScriptEffect,
} from './script.ts';

function timers(...times: readonly number[]): Script {
  return (who, _now, input) =>
    who === 1 && input.kind === 'boot'
      ? times.map((time, index): ScriptEffect => ({ kind: 'setTimer', id: `t${index}`, at: time }))
      : [];
}

describe('timers', () => {
  test('in the past fire a microsecond later, equal times in the order they were set', () => {
    const events = playScript({ script: timers(-5, 0, 2000, 2000), actions: [], until: 9000 });
    expect(inputsOf(events, 1)).toEqual([
      '0: boot',
      '1: timer t0',
      '1: timer t1',
      '2000: timer t2',
      '2000: timer t3',
    ]);
  });

  test('set again move, cleared they never fire', () => {
    const script: Script = (who, now, input, incarnation) => {
      if (who === 1 && input.kind === 'timer' && input.id === 't0')
        return [
          { kind: 'setTimer', id: 't1', at: 5000 },
          { kind: 'clearTimer', id: 't2' },
        ];
      return timers(1000, 2000, 3000)(who, now, input, incarnation);
    };
    expect(inputsOf(playScript({ script, actions: [], until: 9000 }), 1)).toEqual([
      '0: boot',
      '1000: timer t0',
      '5000: timer t1',
    ]);
  });

  test('follow the clock when its rate changes, and never fire before the change', () => {
    const events = playScript({
      script: timers(4000, 10_000),
      actions: [
        at(2000, { do: 'clock', node: 1, value: { rate: 500 } }),
        at(6000, { do: 'clock', node: 1, value: { rate: 2000, skewMs: -7 } }),
      ],
      until: 20_000,
    });
    // 4000 on its clock: 2000 at full speed, then 4000 at half. Then 6000 more at double speed.
    expect(inputsOf(events, 1)).toEqual(['0: boot', '6000: timer t0', '9000: timer t1']);
    expect(clocksOf(events, 1)).toEqual(['0 0', '4000 -1', '10000 2']);
  });

  test('that should have fired already fire at the change of the clock, not before it', () => {
    const events = playScript({
      script: timers(-50_000),
      actions: [at(1, { do: 'clock', node: 1, value: { rate: 500 } })],
      until: 9000,
    });
    expect(inputsOf(events, 1)).toEqual(['0: boot', '1: timer t0']);
  });
});

describe('disks', () => {
  const writes: Script = (who, now, input) => {
    if (who !== 1) return [];
    if (input.kind === 'boot' && now === 0) return [write(1), sync(1), write(2), sync(2)];
    return [];
  };

  test('complete syncs in order, a slow one holding up the next', () => {
    const script: Script = (who, now, input) => {
      if (who === 1 && input.kind === 'boot')
        return [write(1), sync(1), { kind: 'setTimer', id: 'again', at: 100 }];
      return who === 1 && input.kind === 'timer' && now === 100 ? [write(2), sync(2)] : [];
    };
    const events = playScript({
      script,
      actions: [
        at(0, { do: 'disk', node: 1, value: 5 }),
        at(50, { do: 'disk', node: 1, value: 'ok' }),
      ],
      until: 20_000,
    });
    expect(inputsOf(events, 1).slice(2)).toEqual(['5000: synced 1', '5000: synced 2']);
    expect(kindsOf(events, 1)).toContain('durable');
  });

  test('that fail say so, and nothing becomes durable', () => {
    const disks: (number | null)[] = [];
    const events = playScript({
      script: writes,
      actions: [
        at(0, { do: 'disk', node: 1, value: 'fail' }),
        at(5000, { do: 'kill', node: 1 }),
        at(6000, { do: 'restart', node: 1 }),
      ],
      until: 9000,
      disks: (sid, disk) => (sid === 1 ? disks.push(disk.acceptedEpoch) : 0),
    });
    expect(inputsOf(events, 1).slice(1, 3)).toEqual(['1000: diskFailed 1', '1000: diskFailed 2']);
    expect(disks).toEqual([null, null]);
  });

  test('keep after a kill at T exactly the syncs due before T, processed or not', () => {
    expect(keptAfter(1000, [])).toEqual([null, null, 0]);
    expect(keptAfter(1001, [])).toEqual([null, 2, 2]);
    expect(keptAfter(1001, [at(10, { do: 'pause', node: 1 })])).toEqual([null, 2, 2]);
  });

  function keptAfter(
    when: number,
    before: Parameters<typeof playScript>[0]['actions'],
  ): (number | null)[] {
    const disks: (number | null)[] = [];
    const hear = (sid: number, disk: DiskImage): void => {
      if (sid === 1) disks.push(disk.acceptedEpoch);
    };
    const events = playScript({
      script: writes,
      actions: [...before, at(when, { do: 'kill', node: 1 }), at(5000, { do: 'restart', node: 1 })],
      until: 9000,
      disks: hear,
    });
    const marks = events.flatMap(({ fact }) => (fact.type === 'diskKept' ? [fact.mark] : []));
    return [...disks, ...marks];
  }
});

describe('actions', () => {
  test('at one time come before every other input, boots and commands in list order', () => {
    const events = playScript({
      script: timers(3000),
      actions: [
        at(3000, { do: 'connect', client: 'A' }),
        at(3000, { do: 'command', client: 'A', line: 'ls /' }),
        at(3000, { do: 'close', client: 'A' }),
      ],
      until: 9000,
    });
    expect(inputsOf(events, CLIENT_A)).toEqual([
      '3000: boot',
      '3000: command type',
      '3000: command close',
    ]);
    const order = events.filter(({ at: time }) => time === 3000).map(({ who }) => who);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
  });

  test('a start and a kill at the same time boot nothing', () => {
    const events = playScript({
      script: () => [],
      actions: [
        at(1000, { do: 'kill', node: 1 }),
        at(2000, { do: 'start', node: 1 }),
        at(2000, { do: 'kill', node: 1 }),
        at(3000, { do: 'start', node: 1 }),
      ],
      until: 9000,
    });
    expect(inputsOf(events, 1)).toEqual(['0: boot', '3000: boot']);
    const incarnations = events.flatMap(({ fact }) =>
      fact.type === 'booted' ? [fact.incarnation] : [],
    );
    expect(incarnations).toEqual([1, 1, 1, 3]);
  });

  test('that a node cannot follow change nothing: a kill of the dead, a start of the living', () => {
    const events = playScript({
      script: () => [],
      actions: [at(1000, { do: 'start', node: 1 }), at(1000, { do: 'kill', client: 'A' })],
      until: 9000,
    });
    expect(inputsOf(events, 1)).toEqual(['0: boot']);
  });

  test('a four-letter word is sent to its node on a connection of its own', () => {
    const script: Script = (who, _now, input) => {
      if (who === 2 && input.kind === 'boot') return [{ kind: 'listen', plane: 'client' }];
      return who === 2 && input.kind === 'received'
        ? [
            { kind: 'send', link: input.link, packet: { type: 'TEXT', text: 'imok' } },
            { kind: 'close', link: input.link },
          ]
        : [];
    };
    const events = playScript({
      script,
      actions: [
        at(1000, { do: 'command', node: 2, line: 'ruok' }),
        at(1000, { do: 'command', node: 3, line: 'ruok' }),
      ],
      until: 9000,
    });
    const printed = events.flatMap(({ fact }) => (fact.type === 'printed' ? fact.lines : []));
    expect(printed.sort()).toEqual(['Node 3 refused the connection.', 'imok']);
  });
});

test('no process hears of a timer, a sync or a command after it was killed', () => {
  const script: Script = (who, now, input, incarnation) => [
    ...timers(3000)(who, now, input, incarnation),
    ...(who === 1 && input.kind === 'boot' ? [write(1), sync(1)] : []),
  ];
  const events = playScript({ script, actions: [at(500, { do: 'kill', node: 1 })], until: 9000 });
  expect(inputsOf(events, 1)).toEqual(['0: boot']);
});

function write(mark: number): ScriptEffect {
  return { kind: 'write', mark, op: { op: 'epoch', file: 'acceptedEpoch', value: mark } };
}

function sync(mark: number): ScriptEffect {
  return { kind: 'sync', mark };
}

function kindsOf(events: readonly WorldEvent[], who: number): string[] {
  return events.filter((event) => event.who === who).map(({ fact }) => fact.type);
}
