// `get`, `stat` and `config`: one read each, and the old way to ask for a watch with a word behind the path.
// Source: cli/GetCommand, StatCommand, GetConfigCommand, LsCommand.retainCompatibility.
import { decodeText } from '../../data/base64.ts';
import type { Base64 } from '../../base/units.ts';
import { CONFIG } from '../../data/paths.ts';
import { clientConfigText } from './config-text.ts';
import { usageFailure, type Command } from './command.ts';
import { options, parseOptions, type CommandLine, type OptionList } from './options.ts';
import { ask, failed, failure, isFailure, ok, thrown, type Ending, type Out } from './program.ts';
import { printStat } from './stat-printer.ts';

/**
 * A third word means a watch, whatever it says, and is deprecated. The third word *typed* becomes `-w`, flags counted: so
 * `get -s /a true` loses its path. Null where there was no third word.
 */
export function oldWatchForm(
  line: CommandLine,
  tokens: readonly string[],
  list: OptionList,
  out: Out,
  notice: string,
): CommandLine | Ending | null {
  if (line.args.length <= 2) return null;
  out.error(notice);
  const again = parseOptions(
    list,
    tokens.map((token, at) => (at === 2 ? '-w' : token)),
  );
  if (again.ok) return again;
  return 'thrown' in again
    ? thrown(again.thrown.exception, again.thrown.message)
    : failed(again.message);
}

/** Null data is printed as the word. */
export function dataText(data: Base64 | null): string {
  return data === null ? 'null' : decodeText(data);
}

const getOptions = options('s stats', 'w watch');

export const get: Command = {
  name: 'get',
  usage: '[-s] [-w] path',
  options: getOptions,
  *run({ line: first, tokens, out }) {
    if (first.args.length < 2) return usageFailure(get);
    const notice =
      "'get path [watch]' has been deprecated. Please use 'get [-s] [-w] path' instead.";
    const line = oldWatchForm(first, tokens, getOptions, out, notice) ?? first;
    if ('kind' in line) return line;
    const path = line.args[1] ?? '';
    const read = yield* ask({ op: { type: 'getData', path, watch: line.has('w') } }, 'data');
    if (isFailure(read)) return failure(read);
    out.line(dataText(read.data));
    if (line.has('s')) printStat(out, read.stat);
    return ok;
  },
};

const statOptions = options('w watch');

export const stat: Command = {
  name: 'stat',
  usage: '[-w] path',
  options: statOptions,
  *run({ line: first, tokens, out }) {
    if (first.args.length < 2) return usageFailure(stat);
    const notice = "'stat path [watch]' has been deprecated. Please use 'stat [-w] path' instead.";
    const line = oldWatchForm(first, tokens, statOptions, out, notice) ?? first;
    if ('kind' in line) return line;
    const path = line.args[1] ?? '';
    const found = yield* ask({ op: { type: 'exists', path, watch: line.has('w') } }, 'stat');
    if (isFailure(found)) return failure(found);
    printStat(out, found.stat);
    return ok;
  },
};

export const config: Command = {
  name: 'config',
  usage: '[-c] [-w] [-s]',
  options: options('s stats', 'w watch', 'c client connection string'),
  *run({ line, out }) {
    const op = { type: 'getData', path: CONFIG, watch: line.has('w') } as const;
    if (line.args.length < 1) return usageFailure(config);
    const read = yield* ask({ op, absolute: true }, 'data');
    if (isFailure(read)) return failure(read);
    const text = dataText(read.data);
    out.line(line.has('c') ? clientConfigText(text) : text);
    if (line.has('s')) printStat(out, read.stat);
    return ok;
  },
};
