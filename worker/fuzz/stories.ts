// Chains of traps along which histories part, each link drawn within what makes it one: blind chance finds such sequences
// only now and then. Called by ambush.ts, which draws half of its traps from here.
// Source: correctness.md 2.3 (P2, P6, P7), 2.4 (D3, D8); the moulds of zab.md 11.2, without their details.
import { MS } from '../base/units.ts';
import type { Draws } from '../world/draws.ts';
import type { Blow, Snare } from './blows.ts';

type Link = readonly [moments: readonly string[], blows: readonly Blow[]];

const learned = ['durable currentEpoch', 'wrote currentEpoch', 'newLeaderAcked', '>NEWLEADER'];

const stories: readonly (readonly Link[])[] = [
  // A leader alone with its last proposals, while the others go on without it.
  [
    [
      ['proposed', '<PROPOSAL', 'appended', 'synced'],
      ['exile', 'exile', 'isolate', 'away'],
    ],
  ],
  // Away while an epoch begins and is written in; then the crash between its history and its number.
  [[['wrote currentEpoch+'], ['kill', 'bounce', 'killBoth', 'killAll']]],
  [
    [['committed', 'applied'], ['retire']],
    [['committed'], ['bounce', 'swap']],
    [['wrote currentEpoch+'], ['kill', 'bounce', 'killBoth', 'killAll']],
  ],
  // A leader that does not notice for a while that it leads no more.
  [[['committed', 'LEADING BROADCAST'], ['dream']]],
  // A leader alone again, but it is elected once more, and dies before anybody shares its history.
  [
    [['proposed', 'appended'], ['killRest']],
    [
      ['snapshot', 'durable acceptedEpoch', 'LEADING DISCOVERY', 'decided DIFF'],
      ['away', 'kill'],
    ],
  ],
  // A synchronization that breaks off in the middle, in a process that lives on.
  [
    [
      ['>DIFF+', '>DIFF+', '>SNAP', '>SNAP', '>TRUNC+', '>TRUNC'],
      ['starve', 'starve', 'reset'],
    ],
  ],
  // Something to catch up with, then the break.
  [
    [
      ['committed', 'upToDate'],
      ['exile', 'away'],
    ],
    [
      ['>DIFF+', '>SNAP', 'syncMode'],
      ['starve', 'reset', 'bounce'],
    ],
  ],
  // A quorum changes hands, and who has just learned its history dies with its leader.
  [
    [['committed', 'LEADING BROADCAST'], ['swap']],
    [learned, ['depose', 'depose', 'killBoth', 'killAll']],
  ],
  // Long away, far behind; then whoever caught up last must lead.
  [
    [['upToDate', 'applied'], ['away']],
    [['committed'], ['away', 'swap']],
    [['upToDate', 'learnerReady'], ['depose']],
  ],
  // Two fall behind, one after the other; the second is brought up to date and must lead when the first returns.
  [
    [['committed', 'applied'], ['retire']],
    [['committed', 'applied'], ['retire']],
    [
      ['>SNAP', 'upToDate', 'learnerReady'],
      ['depose', 'killBoth', 'away'],
    ],
  ],
  // A proposal that waits for a slow disk when the roles change.
  [
    [['queued', 'appended', '>PROPOSAL'], ['slowDisk']],
    [
      ['queued', 'appended', 'commitLearned'],
      ['depose', 'killBoth', 'reset', 'starve'],
    ],
  ],
  // Back at once to the same leader, with more in the log than it has applied.
  [
    [['synced', '<ACK'], ['reset']],
    [
      ['>TRUNC+', '>TRUNC', 'truncated'],
      ['starve', 'starve', 'bounce', 'reset'],
    ],
  ],
];

export function drawStory(draws: Draws): Snare[] {
  return draws.pick(stories).map(([moments, blows], place): Snare => ({
    moment: draws.pick(moments),
    skip: place > 0 || draws.chance(40) ? 0 : draws.spread(1, 64),
    blow: draws.pick(blows),
    delay: draws.chance(60) ? 0 : draws.spread(1, 10 * MS),
    sameNode: place > 0 && draws.chance(40),
  }));
}
