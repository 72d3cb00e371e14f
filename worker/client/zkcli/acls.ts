// `getAcl` and `setAcl`. Source: cli/GetAclCommand, SetAclCommand.
import { permsText } from '../../data/acl.ts';
import { keeperMessage } from '../connection/keeper-exception.ts';
import { idText, parseAcl } from './acl-words.ts';
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ask, failure, isFailure, ok, thrown, type Ending } from './program.ts';
import { printStat } from './stat-printer.ts';
import { visitSubTree } from './walk.ts';
import { versionOf } from './writes.ts';

export const getAcl: Command = {
  name: 'getAcl',
  usage: '[-s] path',
  options: options('s stats'),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(getAcl);
    const read = yield* ask({ op: { type: 'getACL', path } }, 'acl');
    if (isFailure(read)) return failure(read);
    for (const entry of read.acl) out.line(`${idText(entry)}: ${permsText(entry.perms)}`);
    if (line.has('s')) printStat(out, read.stat);
    return ok;
  },
};

export const setAcl: Command = {
  name: 'setAcl',
  usage: '[-s] [-v version] [-R] path acl',
  options: options('s stats', 'v: version', 'R recursive'),
  *run({ line, out }) {
    const [, path, text] = line.args;
    if (path === undefined || text === undefined) return usageFailure(setAcl);
    const acl = parseAcl(text, out);
    const version = versionOf(line);
    if (!version.ok) return thrown(version.thrown.exception, version.thrown.message);
    const op = { type: 'setACL', acl, version: version.value } as const;
    if (!line.has('R')) {
      const written = yield* ask({ op: { ...op, path } }, 'stat');
      if (isFailure(written)) return failure(written);
      if (line.has('s')) printStat(out, written.stat);
      return ok;
    }
    // A node that cannot be changed is told, without a line's end, and the walk goes on.
    const stopped = yield* visitSubTree<Ending>(path, false, function* (node) {
      const written = yield* ask({ op: { ...op, path: node } }, 'stat');
      if (!isFailure(written)) return null;
      if (written.kind === 'illegal') return failure(written);
      out.write(keeperMessage(written));
      return null;
    });
    if (stopped === null) return ok;
    return isFailure(stopped) ? failure(stopped) : stopped;
  },
};
