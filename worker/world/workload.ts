// What clients type in a drawn schedule: zkCli lines over a few paths, reads and writes of every kind, so that they meet
// each other. Called by seeds.ts.
import type { Draws } from './draws.ts';

const paths = ['/a', '/b', '/a/x', '/a/y', '/b/x', '/c'];

/** One line, as a person would type it. `count` makes the data of writes distinct. */
export function drawLine(draws: Draws, count: number): string {
  const path = draws.pick(paths);
  switch (draws.integer(0, 15)) {
    case 0:
    case 1:
      return `create ${path} d${count}`;
    case 2:
      return `create -e ${path} e${count}`;
    case 3:
      return `create -s ${path}- s${count}`;
    case 4:
      return `create -e -s ${path}- t${count}`;
    case 5:
    case 6:
    case 7:
      return `set ${path} v${count}`;
    case 8:
      return `set -v ${draws.integer(0, 3)} ${path} w${count}`;
    case 9:
      return `delete ${path}`;
    case 10:
      return `get ${draws.chance(40) ? '-w ' : ''}${path}`;
    case 11:
      return `ls ${draws.chance(40) ? '-w ' : ''}${path}`;
    case 12:
      return `stat ${draws.chance(40) ? '-w ' : ''}${path}`;
    case 13:
      return `sync ${path}`;
    case 14:
      return `addWatch -m ${draws.chance(50) ? 'PERSISTENT' : 'PERSISTENT_RECURSIVE'} ${path}`;
    default:
      return `deleteall ${path}`;
  }
}
