// A script of any length pasted at a zkCli that has no server: every line is split off, broken into words, parsed and
// answered by the client alone. Called by bad-input.test.ts.
import { CLIENT_BASE } from '../../base/units.ts';
import { Client } from '../../client/client.ts';

/** Lines that a client answers by itself: usages, parse errors, words without a command's name, its own switches. */
const ownLines = [
  'printwatches on',
  '',
  'get',
  'create -z /a "b c',
  `set '/a "b'`,
  'redo -1',
  'create -t abc /a',
  ' ',
] as const;

/** How many answers (prompts) so many lines have; each should have one. */
export function answersToPaste(count: number): number {
  const client = new Client({
    ...{ who: CLIENT_BASE + 1, name: 'A', incarnation: 1, seed: 1, first: null, options: '' },
    ...{ addresses: [], connectString: 'node1:2181', greeting: 'none', extras: true },
  });
  client.step(0, 0, { kind: 'boot' });
  const lines = Array.from({ length: count }, (_, i) => ownLines[i % ownLines.length] ?? '');
  const command = { do: 'type', line: lines.join('\n') } as const;
  const effects = client.step(1, 0, { kind: 'command', command });
  return effects.filter((each) => each.kind === 'trace' && each.fact.type === 'prompt').length;
}
