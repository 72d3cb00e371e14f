// Plays an exhibit's script with one seed after the other until the latencies let every step happen, and hands out the
// recording. Called by the test beside this file. Source: zab.md 11.2.
import { BrokenInvariant } from '../../base/assert.ts';
import type { Machines } from '../../world/machines.ts';
import type { Recording } from '../../world/recording.ts';
import { M10, M11, M2, M3, M4 } from './epochs.ts';
import { OffScript, Stage, type Exhibit } from './exhibit.ts';
import { M12, M13, M15, M16, M8 } from './histories.ts';
import { M1, M5, M5094, M6, M7, M9 } from './memory.ts';

export const exhibits: readonly Exhibit[] = [
  ...[M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M12, M13, M15, M16, M5094],
];

/** More seeds than this no script needs. */
const SEEDS = 60;

/** With the exhibit's bug switched on. Throws where no seed lets the script be followed. */
export function build(exhibit: Exhibit, machines: Machines): Recording {
  let why = '';
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const stage = new Stage(exhibit, seed, machines);
    try {
      exhibit.play(stage);
      return stage.recording();
    } catch (error) {
      if (!(error instanceof OffScript || error instanceof BrokenInvariant)) throw error;
      why = error.message;
    }
  }
  throw new OffScript(`No seed lets the script of ${exhibit.id} happen: ${why}`);
}

/** The same run without the bug. */
export function withoutBug(recording: Recording): Recording {
  const { hash: _hash, ...rest } = recording;
  return { ...rest, ensemble: { ...recording.ensemble, switches: [] } };
}
