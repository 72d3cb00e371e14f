// `addWatch` and `removewatches`. Source: cli/AddWatchCommand, RemoveWatchesCommand.
import type { AddWatchMode, WatcherType } from '../../data/model.ts';
import { usageFailure, type Command } from './command.ts';
import { options, type CommandLine } from './options.ts';
import { call, failure, ok, thrown } from './program.ts';

export const defaultAddWatchMode: AddWatchMode = 'PERSISTENT_RECURSIVE';
const modes: readonly AddWatchMode[] = ['PERSISTENT', 'PERSISTENT_RECURSIVE'];

export const addWatch: Command = {
  name: 'addWatch',
  usage: `[-m mode] path # optional mode is one of [${modes.join(', ')}] - default is ${defaultAddWatchMode}`,
  options: options('m: '),
  *run({ line, addWatchMode }) {
    const path = line.args[1];
    if (path === undefined || line.args.length !== 2) return usageFailure(addWatch);
    let mode = addWatchMode;
    const wanted = line.value('m');
    if (wanted !== null) {
      const found = modes.find((each) => each === wanted.toUpperCase());
      if (found === undefined) return usageFailure(addWatch);
      mode = found;
      yield { ask: 'keepMode', mode };
    }
    const result = yield* call({ op: { type: 'addWatch', path, mode } });
    if (result.kind === 'reply') return ok;
    // Nothing in zkCli catches what the client library throws here.
    return result.kind === 'illegal'
      ? thrown('java.lang.IllegalArgumentException', result.message)
      : failure(result);
  },
};

function watcherType(line: CommandLine): WatcherType {
  if (line.has('c')) return 'Children';
  return line.has('d') ? 'Data' : 'Any';
}

export const removewatches: Command = {
  name: 'removewatches',
  usage: 'path [-c|-d|-a] [-l]',
  options: options(
    'c child watcher type',
    'd data watcher type',
    'a any watcher type',
    'l remove locally when there is no server connection',
  ),
  *run({ line }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(removewatches);
    const op = { type: 'removeWatches', path, watcherType: watcherType(line) } as const;
    const result = yield* call({ op, local: line.has('l') });
    return result.kind === 'reply' ? ok : failure(result);
  },
};
