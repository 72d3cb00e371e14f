// What the fuzzer's clients type beside the workload of worker/world: multis, containers, checks, reconfigurations, and
// bursts of writes. Called by seed-plan.ts.
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { Draws } from '../world/draws.ts';
import { sidsOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';

const paths = ['/a', '/b', '/a/x', '/c'];

export function drawExtraLines(
  draws: Draws,
  recording: Recording,
  until: Micros,
  reconfigs: boolean,
): Action[] {
  const actions: Action[] = [];
  const names = recording.clients.map(({ name }) => name);
  for (const client of names) {
    const add = (at: Micros, line: string): void => {
      actions.push({ at, do: 'command', client, line });
    };
    for (let count = draws.integer(0, 12); count > 0; count -= 1)
      add(draws.integer(0, until), extraLine(draws, count));
    for (let count = draws.integer(0, 3); count > 0; count -= 1) burst(draws, until, add);
  }
  const client = names[0];
  if (!reconfigs || client === undefined) return actions;
  for (let count = draws.integer(1, 8); count > 0; count -= 1) {
    const line = reconfigLine(draws, recording);
    actions.push({ at: draws.integer(0, until), do: 'command', client: draws.pick(names), line });
  }
  return actions;
}

function extraLine(draws: Draws, count: number): string {
  const path = draws.pick(paths);
  switch (draws.integer(0, 5)) {
    case 0:
      return `multi create ${path} m${count} ; set ${draws.pick(paths)} n${count}`;
    case 1:
      return `multi set ${path} m${count} ; delete ${draws.pick(paths)} ; create ${draws.pick(paths)} r${count}`;
    case 2:
      return `multi create -e ${path}/e${count} m ; create -s ${path}/s- s`;
    case 3:
      return `check -v ${draws.integer(0, 3)} ${path}`;
    case 4:
      return `exists ${draws.chance(50) ? '-w ' : ''}${path}`;
    default:
      return `create -c ${path}/container${count}`;
  }
}

/** Writes back to back: one is nearly always under way. */
function burst(draws: Draws, until: Micros, add: (at: Micros, line: string) => void): void {
  let at = draws.integer(0, until);
  const gap = draws.spread(MS, 20 * MS);
  // A larger tree lets the log on disk be served instead of an image (zab.md 5.2, row 4).
  const grows = draws.chance(50);
  const start = at;
  for (let count = draws.spread(8, 64); count > 0; count -= 1) {
    add(at, grows ? `create /n${start}-${count} n` : `set ${draws.pick(paths)} burst${count}`);
    at += draws.integer(0, gap);
  }
}

function reconfigLine(draws: Draws, { ensemble }: Recording): string {
  const sid = draws.pick(sidsOf(ensemble));
  switch (draws.integer(0, 2)) {
    case 0:
      return `reconfig -remove ${sid}`;
    case 1:
      return `reconfig -add ${member(sid, 'participant')}`;
    default:
      return `reconfig -add ${member(sid, 'observer')}`;
  }
}

function member(sid: ServerId, type: 'participant' | 'observer'): string {
  return `${sid}=node${sid}:2888:3888:${type};node${sid}:2181`;
}
