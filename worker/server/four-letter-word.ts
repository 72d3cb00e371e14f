// Four-letter words on the client port. Source: org.apache.zookeeper.server.command.
import type { Process } from './process.ts';
import type { ServingSide } from './serving.ts';

/** The whole text the server writes before it closes the connection. */
export function fourLetterWord(word: string, serving: ServingSide, _process: Process): string {
  if (word === 'ruok') return 'imok';
  if (word === 'isro') return serving.isRunning() ? 'rw' : 'null';
  return '';
}
