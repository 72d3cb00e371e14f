// zkCli itself: its start, and what becomes of a typed line. Programs (program.ts), run by the client machine.
// Source: ZooKeeperMain (constructor, connectToZK, executeLine, processCmd, processZKCmd).
import type { AddWatchMode } from '../../data/model.ts';
import { isAlive } from '../connection/cnxn-state.ts';
import { decodeInteger, parseInteger } from '../../data/java-integers.ts';
import { findCommand, isShellCommand, usageLines } from './commands.ts';
import type { Command } from './command.ts';
import { parseOptions, type CommandLine } from './options.ts';
import { failed, ok, thrown, type Ending, type Out, type Part, type Program } from './program.ts';
import type { StartOptions } from './start-options.ts';
import { tokenize } from './tokenize.ts';

/** What of the shell outlives a command, as the commands may see it. */
export interface ShellView {
  readonly start: StartOptions;
  readonly greeting: 'terminal' | 'pipe' | 'none';
  readonly extras: boolean;
  readonly host: string;
  /** Every line so far by its number, the one that runs included. */
  readonly history: ReadonlyMap<number, string>;
  /** The number of the line that runs. */
  readonly commandCount: number;
  readonly printWatches: boolean;
  readonly addWatchMode: AddWatchMode;
}

const HISTORY_SHOWN = 10;

/** Until the first prompt; with a command on the command line, to the end of the process. */
export function* boot(view: ShellView, out: Out): Program {
  const { start, greeting } = view;
  if (start.lacking !== null) out.error(`Error: no argument found for option ${start.lacking}`);
  out.line(`Connecting to ${start.server}`);
  const fault = yield* connectTo(start, start.server);
  if (fault !== null) return fault;
  if (start.command.length === 0) {
    if (greeting === 'none') return ok;
    out.line('Welcome to ZooKeeper!');
    out.line(`JLine support is ${greeting === 'terminal' ? 'enabled' : 'disabled'}`);
    return ok;
  }
  const ending = yield* runWords(view, start.command, out);
  if (ending.kind === 'ok') return { kind: 'exit', code: 0 };
  if (ending.kind !== 'failed') return ending;
  out.error(ending.message);
  return { kind: 'exit', code: ending.exitCode };
}

/** Closes the session that is there and begins another. Null when it is begun; what went wrong kills zkCli. */
function* connectTo(start: StartOptions, connectString: string): Part<Ending | null> {
  yield* closeIfAlive();
  const timeout = parseInteger(start.timeout);
  if (!timeout.ok) return thrown(timeout.thrown.exception, timeout.thrown.message);
  const timeoutMs = timeout.value;
  const opened = yield { ask: 'open', connectString, timeoutMs };
  if (opened.kind === 'thrown') return thrown(opened.thrown.exception, opened.thrown.message);
  if (!start.waitForConnection) return null;
  const connected = yield { ask: 'awaitConnected', timeoutMs };
  if (connected.kind !== 'timeout') return null;
  yield* closeIfAlive();
  return thrown(
    'java.io.IOException',
    'org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss',
  );
}

function* alive(): Part<boolean> {
  const answer = yield { ask: 'states' };
  return answer.kind === 'states' && answer.states !== null && isAlive(answer.states);
}

function* closeIfAlive(): Part<void> {
  if (yield* alive()) yield { ask: 'close' };
}

/** One line, broken into words. */
export function* runWords(view: ShellView, words: readonly string[], out: Out): Program {
  const [name] = words;
  const usage = (): void => {
    for (const line of usageLines(view.extras)) out.error(line);
  };
  if (name === undefined) {
    // Differs: a line without a word runs the command before it once more, in the real zkCli and in ours, but not on the page.
    if (!view.extras) return yield* runWordsBefore(view, out);
    usage();
    return failed('No command entered');
  }
  const command = findCommand(name, view.extras);
  if (command === undefined && !isShellCommand(name)) {
    usage();
    return failed(`Command not found: Command not found ${name}`, 127);
  }
  const ending = yield* runShellCommand(view, words, out);
  if (ending !== null) return ending;
  // Every line ends here, whatever the shell has done with it already.
  if (!(yield* alive())) {
    out.line('Not connected');
    return ok;
  }
  return command === undefined ? ok : yield* runCommand(view, command, words, out);
}

/** The words that the line before left behind: those of a redo are those of the line it ran. */
function* runWordsBefore(view: ShellView, out: Out): Program {
  for (let number = view.commandCount - 1; number >= 0; number -= 1) {
    const words = tokenize(view.history.get(number) ?? '');
    if (words.length > 0) return yield* runWords(view, words, out);
  }
  return thrown(
    'java.lang.NullPointerException',
    'Cannot invoke "java.util.List.toArray(Object[])" because "this.cmdArgs" is null',
  );
}

/** Null when the line goes on as any other. */
function* runShellCommand(
  view: ShellView,
  words: readonly string[],
  out: Out,
): Part<Ending | null> {
  const [name, argument] = words;
  switch (name) {
    case 'quit':
      yield* closeIfAlive();
      return { kind: 'exit' };
    case 'redo':
      return argument === undefined ? null : yield* redo(view, argument, out);
    case 'history':
      printHistory(view, out);
      return null;
    case 'printwatches':
      if (argument === undefined) out.line(`printwatches is ${view.printWatches ? 'on' : 'off'}`);
      else yield { ask: 'printWatches', on: argument === 'on' };
      return null;
    case 'connect':
      return yield* connectTo(view.start, argument ?? view.host);
    default:
      return null;
  }
}

function printHistory({ history, commandCount }: ShellView, out: Out): void {
  for (let i = Math.max(0, commandCount - HISTORY_SHOWN); i <= commandCount; i += 1)
    out.line(`${i} - ${history.get(i) ?? 'null'}`);
}

function* redo(view: ShellView, argument: string, out: Out): Part<Ending | null> {
  const number = decodeInteger(argument);
  if (!number.ok) return thrown(number.thrown.exception, number.thrown.message);
  if (number.value < 0 || number.value >= view.commandCount)
    return failed('Command index out of range');
  const line = view.history.get(number.value) ?? '';
  const words = tokenize(line);
  // A line without words leaves the words of the redo itself in place.
  if (words.length === 0 || words[0] === 'redo') return failed('No redoing redos');
  yield { ask: 'rewriteHistory', line };
  const ending = yield* runWords(view, words, out);
  if (ending.kind === 'exit' || ending.kind === 'thrown') return ending;
  if (ending.kind === 'failed') out.error(ending.message);
  return null;
}

const noFlags: Omit<CommandLine, 'args'> = { ok: true, has: () => false, value: () => null };

function* runCommand(
  view: ShellView,
  command: Command,
  tokens: readonly string[],
  out: Out,
): Program {
  const { options } = command;
  const line = options === null ? { ...noFlags, args: tokens } : parseOptions(options, tokens);
  if (!line.ok)
    return 'thrown' in line
      ? thrown(line.thrown.exception, line.thrown.message)
      : failed(line.message);
  const { addWatchMode } = view;
  const run = command.run({ line, tokens, out, addWatchMode });
  return 'kind' in run ? run : yield* run;
}
