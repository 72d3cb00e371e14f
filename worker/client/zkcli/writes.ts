// `set`, `delete` and `sync`. Source: cli/SetCommand, DeleteCommand, SyncCommand.
import { encodeText } from '../../data/base64.ts';
import { parseInteger, type Parsed } from '../../data/java-integers.ts';
import { usageFailure, type Command } from './command.ts';
import { options, parseOptions, type CommandLine } from './options.ts';
import { ask, call, failed, failure, isFailure, ok, thrown } from './program.ts';
import { printStat } from './stat-printer.ts';

/** `-v`, -1 where it is not given. What is no number kills zkCli: nothing catches it. */
export function versionOf(line: CommandLine): Parsed<number> {
  const text = line.value('v');
  return text === null ? { ok: true, value: -1 } : parseInteger(text);
}

export const set: Command = {
  name: 'set',
  usage: '[-s] [-v version] path data',
  options: options('s stats', 'v: version'),
  *run({ line, out }) {
    const [, path, data] = line.args;
    if (path === undefined || data === undefined) return usageFailure(set);
    const version = versionOf(line);
    if (!version.ok) return thrown(version.thrown.exception, version.thrown.message);
    const op = {
      type: 'setData',
      path,
      data: encodeText(data),
      version: version.value,
    } as const;
    const written = yield* ask({ op }, 'stat');
    if (isFailure(written)) return failure(written);
    if (line.has('s')) printStat(out, written.stat);
    return ok;
  },
};

const deleteOptions = options('v: version');

export const deleteNode: Command = {
  name: 'delete',
  usage: '[-v version] path',
  options: deleteOptions,
  *run({ line, tokens, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(deleteNode);
    if (line.args.length > 2) {
      // The version in the old place is not even read.
      out.error(
        "'delete path [version]' has been deprecated. Please use 'delete [-v version] path' instead.",
      );
      const again = parseOptions(deleteOptions, tokens);
      if (!again.ok && 'message' in again) return failed(again.message);
    }
    const version = versionOf(line);
    if (!version.ok) return thrown(version.thrown.exception, version.thrown.message);
    const result = yield* call({ op: { type: 'delete', path, version: version.value } });
    return result.kind === 'reply' ? ok : failure(result);
  },
};

const SYNC_TIMEOUT_MS = 30_000;

export const sync: Command = {
  name: 'sync',
  usage: 'path',
  options: options(),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(sync);
    const answer = yield {
      ask: 'call',
      call: { op: { type: 'sync', path } },
      timeoutMs: SYNC_TIMEOUT_MS,
    };
    if (answer.kind === 'illegal') return failed(answer.message);
    // A TimeoutException has no message, and zkCli prints that.
    if (answer.kind === 'timeout') return failed('null');
    if (answer.kind === 'keeper') out.line(`Sync has failed. rc=${answer.err}`);
    else out.line('Sync is OK');
    return ok;
  },
};
