import { describe, expect, it } from 'vitest';
import { realMachines } from '../../world/real-machines.ts';
import type { BugId } from '../../zab/bugs.ts';
import type { FailureId } from '../judge.ts';
import { tryRecording } from '../trial.ts';
import { build, exhibits, withoutBug } from './build.ts';

const machines = realMachines({ extras: true });

/** One invariant that each bug must turn red, of those named in zab.md 11.2. */
const red: Readonly<Record<BugId, FailureId>> = {
  ...{ M1: 'S19', M2: 'Z1', M3: 'S14', M4: 'S9', M5: 'S9', M6: 'S11', M7: 'S14', M8: 'S18' },
  ...{ M9: 'S19', M10: 'S12', M11: 'S12', M12: 'S11', M13: 'S2', M15: 'S11', M16: 'S15' },
  '5094': 'S14',
};

describe.each(exhibits)('the exhibit $id', (exhibit) => {
  const recording = build(exhibit, machines);

  it(`turns ${red[exhibit.id]} red with its bug`, () => {
    const { failures } = tryRecording(recording, { machines, hash: false });
    expect(failures.map(({ id }) => id)).toContain(red[exhibit.id]);
  });

  it('fails nothing without its bug', () => {
    const { failures } = tryRecording(withoutBug(recording), { machines, hash: false });
    expect(failures).toEqual([]);
  });

  it('plays to the same hash again', () => {
    const again = tryRecording(recording, { machines, hash: true });
    expect(again.recording.hash).toBe(recording.hash);
  });
});
