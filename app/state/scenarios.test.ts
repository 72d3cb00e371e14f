import { expect, it } from 'vitest';
import { shortZxid } from '../../worker/base/zxid.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import { Fold } from '../../worker/trace/fold.ts';
import { shapeOf } from '../../worker/trace/run-shape.ts';
import type { World } from '../../worker/trace/world-state.ts';
import { decodeRecording } from '../../worker/world/decode.ts';
import { realMachines } from '../../worker/world/real-machines.ts';
import { Simulator } from '../../worker/world/simulator.ts';
import { en } from '../messages/scenarios-en.ts';
import { zhCN } from '../messages/scenarios-zh-CN.ts';
import { scenarioIds, type ScenarioId } from './scenario-ids.ts';
import { scenarios } from './scenarios.ts';

interface Played {
  readonly events: readonly TraceEvent[];
  readonly world: World;
  /** What the clients' terminals show, all of it. */
  readonly printed: string;
}

function play(id: ScenarioId): Played {
  const { recording, at } = scenarios[id]();
  const fold = new Fold(shapeOf(recording));
  const events: TraceEvent[] = [];
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    hash: false,
    listen: (event) => {
      if (event.at >= at) events.push(event);
      fold.push(event);
    },
  });
  simulator.runTo(recording.until);
  const printed = events.flatMap(({ fact }) => (fact.type === 'printed' ? fact.lines : []));
  return { events, world: fold.world, printed: printed.join('\n') };
}

const modes = ({ events }: Played) =>
  events.flatMap(({ fact }) => (fact.type === 'syncDecided' ? [`${fact.sid} ${fact.mode}`] : []));
const leads = ({ world }: Played) => `${world.leader?.sid} in ${world.leader?.epoch}`;
const isAlike = ({ world }: Played) => new Set(world.nodes.map((node) => node.digest)).size === 1;
const has = ({ events }: Played, type: TraceEvent['fact']['type'], who?: number) =>
  events.some((event) => event.fact.type === type && (who === undefined || event.who === who));
const truncated = ({ events }: Played) =>
  events.flatMap(({ who, fact }) =>
    fact.type === 'truncated' ? [`${who} to ${shortZxid(fact.to)}`] : [],
  );

/** What each film must show; all of them end with every node holding the same tree. */
const claims: Readonly<Record<ScenarioId, (played: Played) => unknown[]>> = {
  'one-write': (run) => [leads(run) === '2 in 1', run.printed.includes('world')],
  'partition-leader': (run) => [
    leads(run) === '3 in 2',
    modes(run).includes('2 DIFF'),
    has(run, 'unknown'),
  ],
  'partition-follower': (run) => [leads(run) === '2 in 1', modes(run).join() === '1 DIFF'],
  'kill-leader': (run) => [leads(run) === '3 in 2', modes(run).includes('2 DIFF')],
  'leader-dies-before-commit': (run) => [
    leads(run) === '3 in 2',
    has(run, 'unknown'),
    run.printed.includes('survives'),
  ],
  'orphan-trunc': (run) => [modes(run).includes('2 TRUNC'), truncated(run).join() === '2 to 1.3'],
  'orphan-snap': (run) => [modes(run).includes('2 SNAP'), truncated(run).length === 0],
  'catch-up': (run) => [modes(run).join() === '3 DIFF', leads(run) === '2 in 1'],
  'far-behind': (run) => [modes(run).join() === '3 SNAP', leads(run) === '2 in 1'],
  'stale-read': (run) => [/hello[^]*Sync is OK[^]*new/.test(run.printed)],
  'frozen-leader': (run) => [leads(run) === '3 in 2', has(run, 'stepDown', 2)],
  'two-of-five': (run) => [leads(run) === '5 in 2', has(run, 'stepDown', 3)],
  'three-ways': (run) => [run.world.leader !== null, has(run, 'stepDown', 5)],
  lock: (run) => [run.printed.includes('NodeDeleted'), has(run, 'sessionExpiring')],
  'one-way': (run) => [leads(run) === '2 in 1', has(run, 'stepDown', 3)],
  'lost-tail': (run) => [modes(run).join() === '1 DIFF', leads(run) === '2 in 1'],
};

it.each(scenarioIds)('%s is a recording that shows what it promises', (id) => {
  const { recording, at } = scenarios[id]();
  expect(decodeRecording(recording)).toEqual({ ok: true, value: recording });
  expect(recording.actions.some((action) => action.at < at && action.do === 'partition')).toBe(
    false,
  );
  const run = play(id);
  expect(
    [...claims[id](run), isAlike(run)].every(Boolean),
    JSON.stringify([claims[id](run), leads(run), modes(run), truncated(run)]),
  ).toBe(true);
});

it('every scenario has its name and its sentence in both languages', () => {
  for (const words of [en, zhCN])
    for (const id of scenarioIds) expect(words[id].every((text) => text.length > 3)).toBe(true);
});
