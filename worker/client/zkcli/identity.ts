// `addauth` and `whoami`. Source: cli/AddAuthCommand, WhoAmICommand.
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ask, isFailure, ok } from './program.ts';

export const addauth: Command = {
  name: 'addauth',
  usage: 'scheme auth',
  options: options(),
  *run({ line }) {
    const [, scheme, auth] = line.args;
    if (scheme === undefined) return usageFailure(addauth);
    yield { ask: 'addAuth', scheme, auth: auth ?? null };
    return ok;
  },
};

export const whoami: Command = {
  name: 'whoami',
  usage: '',
  options: null,
  *run({ out }) {
    const read = yield* ask({ op: { type: 'whoAmI' } }, 'clientInfo');
    out.line('Auth scheme: User');
    // ZooKeeper.whoAmI does not look at the reply's error: without an answer there are no lines.
    if (isFailure(read)) return ok;
    for (const { authScheme, user } of read.clientInfo) out.line(`${authScheme}: ${user}`);
    return ok;
  },
};
