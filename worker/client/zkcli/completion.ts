// What the Tab key offers: commands, the flags of a command, and znodes. Pure functions, called by terminals; whoever calls
// knows which znodes there are. Source: JLineZNodeCompleter.
// Differs: zkCli offers commands for any word without a slash, and no flags; here commands are for the first word only.
import { allUsages, findCommand } from './commands.ts';

export interface Completion {
  /** Where the text that a candidate takes the place of begins. */
  readonly from: number;
  /** Whole replacements, sorted; where there are very many, the first of them. */
  readonly candidates: readonly string[];
  /** How many there are. */
  readonly total: number;
  /** What all of them begin with. */
  readonly common: string;
}

function lastWord(buffer: string): { readonly word: string; readonly from: number } {
  const from = buffer.lastIndexOf(' ') + 1;
  return { word: buffer.slice(from), from };
}

/** The znode whose children are needed to complete this text; null when none are. */
export function directoryToList(buffer: string): string | null {
  const { word } = lastWord(buffer);
  if (!word.startsWith('/')) return null;
  return word.slice(0, word.lastIndexOf('/')) || '/';
}

/** `buffer` is the text before the cursor; `children` those of `directoryToList`, in any order; `most` to be named. */
export function complete(
  buffer: string,
  children: readonly string[],
  extras: boolean,
  most = Infinity,
): Completion {
  const { from, candidates } = found(buffer, children, extras);
  const first = candidates[0] ?? '';
  const last = candidates.at(-1) ?? '';
  let same = 0;
  while (same < first.length && first[same] === last[same]) same += 1;
  const common = first.slice(0, same);
  return { from, candidates: candidates.slice(0, most), total: candidates.length, common };
}

function found(
  buffer: string,
  children: readonly string[],
  extras: boolean,
): Pick<Completion, 'from' | 'candidates'> {
  const { word, from } = lastWord(buffer);
  if (word.startsWith('/')) {
    const slash = word.lastIndexOf('/') + 1;
    return { from: from + slash, candidates: beginningWith(word.slice(slash), children) };
  }
  if (buffer.slice(0, from).trim() === '') {
    const names = allUsages(extras).map(([name]) => name);
    return { from, candidates: beginningWith(word, names) };
  }
  if (!word.startsWith('-')) return { from, candidates: [] };
  const command = findCommand(buffer.trimStart().split(' ')[0] ?? '', extras);
  const flags = (command?.options?.options ?? []).map(({ name }) => `-${name}`);
  return { from, candidates: beginningWith(word, flags) };
}

function beginningWith(start: string, all: readonly string[]): string[] {
  return all.filter((each) => each.startsWith(start)).sort();
}
