import { describe, expect, it } from 'vitest';
import { SECOND } from '../base/units.ts';
import { modules, type LessonId } from '../lessons/modules.ts';
import { recordingOf } from '../lessons/recordings.ts';
import { realMachines } from '../world/real-machines.ts';
import { Simulator } from '../world/simulator.ts';
import type { Recording } from '../world/recording.ts';
import { History } from './history.ts';
import { shapeOf } from './run-shape.ts';
import { lastPlaces, placeless } from './term-places.ts';
import { enGlossary } from './words/en-glossary.ts';

const machines = realMachines({ extras: true });

function historyOf(recording: Recording): History {
  const history = new History(shapeOf(recording));
  const listen = (event: Parameters<History['append']>[0][number]) => history.append([event]);
  new Simulator(recording, { machines, hash: false, listen }).runTo(recording.until);
  return history;
}

async function recorded(id: LessonId): Promise<Recording> {
  return recordingOf((await modules[id].run()).lesson);
}

async function lessonHistory(id: LessonId): Promise<History> {
  return historyOf(await recorded(id));
}

/** A line more, typed at client A when the lesson is over. */
function withLine(recording: Recording, line: string): Recording {
  const { until: at, actions } = recording;
  return {
    ...recording,
    actions: [...actions, { at, do: 'command', client: 'A', line }],
    until: at + 5 * SECOND,
  };
}

describe('the places of terms in a run', () => {
  it('are at the last fact that shows them', async () => {
    const history = await lessonHistory('9');
    const places = lastPlaces(history);
    for (const [term, type] of [
      ['TRUNC', 'TRUNC'],
      ['COMMIT', 'COMMIT'],
    ] as const) {
      const all = history
        .eventsBetween(0, history.length)
        .filter(({ fact }) => fact.type === 'sent' && fact.packet.type === type);
      expect(places.get(term)).toEqual({ at: all.at(-1)?.at, who: all.at(-1)?.who });
    }
    const partition = places.get('partition');
    expect(partition?.who).toBeNull();
    expect(history.worldAtTime(partition?.at ?? 0).nodes.some((node) => node.partitioned)).toBe(
      true,
    );
  });

  it('are none where it has not happened', async () => {
    const places = lastPlaces(await lessonHistory('1'));
    for (const term of ['TRUNC', 'partition', 'OBSERVING', 'multi', 'DOWN'] as const)
      expect(places.has(term), term).toBe(false);
    expect(places.has('PROPOSAL')).toBe(true);
  });

  it('are found for every term in the runs of some lessons, but for those that are no event', async () => {
    const ids = ['2', '3', '4', '8', '9', '13', '14', '15', 'use-2', 'use-4'] as const;
    const seen = new Set<string>();
    for (const term of lastPlaces(historyOf(withLine(await recorded('1'), 'getAcl /app'))).keys())
      seen.add(term);
    for (const id of ids)
      for (const term of lastPlaces(await lessonHistory(id)).keys()) seen.add(term);
    const missing = Object.keys(enGlossary).filter((term) => !seen.has(term));
    expect(missing.sort()).toEqual([...placeless].sort());
  });
});
