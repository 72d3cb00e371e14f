// The shape of a command: its name, the usage that zkCli prints for it, its flags, and what it does. Written by the files
// of this folder, listed in commands.ts, run by the shell. Source: cli/CliCommand.
import type { AddWatchMode } from '../../data/model.ts';
import type { CommandLine, OptionList } from './options.ts';
import { failed, type Ending, type Out, type Program } from './program.ts';

export interface Invocation {
  readonly line: CommandLine;
  /** The command's name, its flags and its arguments, as they were typed. */
  readonly tokens: readonly string[];
  readonly out: Out;
  /** `addWatch` keeps the mode of its last `-m`. */
  readonly addWatchMode: AddWatchMode;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  /** null: the command looks at no flags at all. */
  readonly options: OptionList | null;
  /** What it does, or how it ends when it asks nobody anything. */
  run(invocation: Invocation): Program | Ending;
}

/** `create [-s] [-e] … path [data] [acl]`, with a space even behind a command that takes nothing. */
export function usageOf({ name, usage }: Command): string {
  return `${name} ${usage}`;
}

/** The ending of a command with too few words. */
export function usageFailure(command: Command): Ending {
  return failed(usageOf(command));
}
