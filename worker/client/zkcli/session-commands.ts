// `close` and `version`. Source: cli/CloseCommand, VersionCommand, Version.getFullVersion.
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ok } from './program.ts';

/** The release whose behaviour this is, as Debian's package 3.8.0-11+deb12u2 words it. */
export const FULL_VERSION = '3.8.0-${mvngit.commit.id}, built on 2024-12-29 17:54 UTC';

export const close: Command = {
  name: 'close',
  usage: '',
  options: null,
  *run() {
    yield { ask: 'close' };
    return ok;
  },
};

export const version: Command = {
  name: 'version',
  usage: '',
  options: options(),
  run({ line, out }) {
    if (line.args.length > 1) return usageFailure(version);
    out.line(`ZooKeeper CLI version: ${FULL_VERSION}`);
    return ok;
  },
};
