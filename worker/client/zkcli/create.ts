// `create`. Source: cli/CreateCommand.
import { openAclUnsafe } from '../../data/acl.ts';
import { encodeText } from '../../data/base64.ts';
import { errorCodes } from '../../data/errors.ts';
import type { CreateMode } from '../../data/model.ts';
import { ttlFault } from '../connection/call.ts';
import { keeperMessage } from '../connection/keeper-exception.ts';
import { parseLong } from '../../data/java-integers.ts';
import { parseAcl } from './acl-words.ts';
import { usageFailure, type Command } from './command.ts';
import { options, type CommandLine } from './options.ts';
import { ask, failed, failure, isFailure, ok, type Ending } from './program.ts';

/** The CreateMode that the flags -e, -s, -c and -t mean together. */
export function modeOf(line: CommandLine): CreateMode {
  if (line.has('e')) return line.has('s') ? 'EPHEMERAL_SEQUENTIAL' : 'EPHEMERAL';
  if (line.has('s'))
    return line.has('t') ? 'PERSISTENT_SEQUENTIAL_WITH_TTL' : 'PERSISTENT_SEQUENTIAL';
  if (line.has('c')) return 'CONTAINER';
  return line.has('t') ? 'PERSISTENT_WITH_TTL' : 'PERSISTENT';
}

/** The TTL in milliseconds, undefined without `-t`, or what is wrong with the flags. */
function ttlOf(line: CommandLine): number | undefined | Ending {
  if (line.has('c') && (line.has('e') || line.has('s')))
    return failed(
      '-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.',
    );
  const text = line.value('t');
  if (text === null) return undefined;
  const ttl = parseLong(text);
  if (!ttl.ok) return failed('-t argument must be a long value');
  if (line.has('e')) return failed('TTLs cannot be used with Ephemeral znodes');
  if (line.has('c')) return failed('TTLs cannot be used with Container znodes');
  const fault = ttlFault(Number(ttl.value));
  return fault === null ? Number(ttl.value) : failed(fault);
}

export const create: Command = {
  name: 'create',
  usage: '[-s] [-e] [-c] [-t ttl] path [data] [acl]',
  options: options('e ephemeral', 's sequential', 'c container', 't: ttl'),
  *run({ line, out }) {
    const [, path, data, acl] = line.args;
    if (path === undefined) return usageFailure(create);
    const ttl = ttlOf(line);
    if (typeof ttl === 'object') return ttl;
    const op = {
      type: ttl === undefined ? ('create' as const) : ('create2' as const),
      path,
      data: data === undefined ? null : encodeText(data),
      acl: acl === undefined ? openAclUnsafe : parseAcl(acl, out),
      mode: modeOf(line),
      ...(ttl === undefined ? {} : { ttl }),
    };
    const created = yield* ask({ op }, 'create');
    if (isFailure(created)) {
      if (created.kind === 'keeper' && created.err === errorCodes.EPHEMERALONLOCALSESSION)
        out.error('Unable to create ephemeral node on a local session');
      if (created.kind === 'keeper' && created.err === errorCodes.INVALIDACL)
        out.error(keeperMessage(created));
      return failure(created);
    }
    out.error(`Created ${created.path}`);
    return ok;
  },
};
