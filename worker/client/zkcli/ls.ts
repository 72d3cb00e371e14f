// `ls`. Source: cli/LsCommand; the help is what commons-cli's HelpFormatter makes of its four flags.
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ask, failure, isFailure, ok } from './program.ts';
import { oldWatchForm } from './reads.ts';
import { printStat } from './stat-printer.ts';
import { visitSubTree } from './walk.ts';

const lsOptions = options('? help', 's stat', 'w watch', 'R recurse');
const HELP = [
  'usage: ls [options] path',
  ' -?   help',
  ' -R   recurse',
  ' -s   stat',
  ' -w   watch',
];

export const ls: Command = {
  name: 'ls',
  usage: '[-s] [-w] [-R] path',
  options: lsOptions,
  *run({ line: first, tokens, out }) {
    if (first.has('?')) for (const each of HELP) out.line(each);
    const notice = "'ls path [watch]' has been deprecated. Please use 'ls [-w] path' instead.";
    const line = oldWatchForm(first, tokens, lsOptions, out, notice) ?? first;
    if ('kind' in line) return line;
    const path = line.args[1];
    if (path === undefined) return usageFailure(ls);
    const watch = line.has('w');
    if (line.has('R')) {
      const stopped = yield* visitSubTree<never>(path, watch, (node) => {
        out.line(node);
        return null;
      });
      return stopped === null ? ok : failure(stopped);
    }
    const read = yield* ask({ op: { type: 'getChildren2', path, watch } }, 'children');
    if (isFailure(read)) return failure(read);
    out.line(`[${[...read.children].sort().join(', ')}]`);
    if (line.has('s') && read.stat !== undefined) printStat(out, read.stat);
    return ok;
  },
};
