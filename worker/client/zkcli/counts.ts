// `getEphemerals` and `getAllChildrenNumber`. Source: cli/GetEphemeralsCommand, GetAllChildrenNumberCommand.
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ask, failure, isFailure, ok } from './program.ts';

export const getEphemerals: Command = {
  name: 'getEphemerals',
  usage: 'path',
  options: options(),
  *run({ line, out }) {
    const op = { type: 'getEphemerals', prefixPath: line.args[1] ?? '/' } as const;
    const read = yield* ask({ op }, 'ephemerals');
    if (isFailure(read)) return failure(read);
    out.line(`[${read.ephemerals.join(', ')}]`);
    return ok;
  },
};

export const getAllChildrenNumber: Command = {
  name: 'getAllChildrenNumber',
  usage: 'path',
  options: options(),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(getAllChildrenNumber);
    const read = yield* ask({ op: { type: 'getAllChildrenNumber', path } }, 'number');
    if (isFailure(read)) return failure(read);
    out.line(`${read.totalNumber}`);
    return ok;
  },
};
