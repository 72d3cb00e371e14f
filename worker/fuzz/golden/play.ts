// A golden conversation from its text to what it prints. Called by the test beside the conversations.
import { assert, BrokenInvariant } from '../../base/assert.ts';
import type { Machines } from '../../world/machines.ts';
import type { Failure } from '../judge.ts';
import { carryOut } from './commands.ts';
import { Conversation } from './conversation.ts';
import { formatScript, parseScript } from './script.ts';
import { newSetting, recordingOf, takeSetting } from './setting.ts';

export interface Played {
  /** The text with what was printed in the place of what was expected. */
  readonly text: string;
  readonly failures: readonly Failure[];
}

/** Throws, with the command's line, where one cannot be carried out. */
export function play(text: string, machines: Machines): Played {
  const blocks = parseScript(text);
  const setting = newSetting();
  const printed: (readonly string[])[] = [];
  let so: Conversation | null = null;
  for (const block of blocks) {
    for (const command of block.commands) {
      // The commands of setting come before all others.
      if (so === null && takeSetting(setting, command)) continue;
      if (so === null) {
        so = new Conversation(recordingOf(setting), machines);
        so.begin(block.expected !== null);
      }
      carry(so, command);
    }
    printed.push(so?.end() ?? []);
    const next = blocks[printed.length];
    if (next !== undefined) so?.begin(next.expected !== null);
  }
  assert(so !== null, 'A conversation has commands');
  so.judge.finish();
  return { text: formatScript(blocks, printed), failures: so.failures() };
}

function carry(so: Conversation, command: string): void {
  try {
    carryOut(so, command);
  } catch (error) {
    if (!(error instanceof BrokenInvariant)) throw error;
    throw new BrokenInvariant(`${command}: ${error.message}\n${so.end().join('\n')}`);
  }
}
