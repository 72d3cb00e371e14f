// `reconfig`. Source: cli/ReconfigCommand, admin/ZooKeeperAdmin.reconfigure.
// Differs: there are no files here, so `-file` always answers as for one that does not exist.
import { decodeText } from '../../data/base64.ts';
import { parseLong } from '../../data/java-integers.ts';
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { ask, failed, failure, isFailure, ok } from './program.ts';
import { printStat } from './stat-printer.ts';

/** A version that no configuration can have stands for those beyond what a zxid can hold here. */
function asZxid(version: bigint): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(version > most || version < -most ? most : version);
}

export const reconfig: Command = {
  name: 'reconfig',
  usage:
    '[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] | ' +
    '[-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  options: options(
    's stats',
    'v: required current config version',
    'file: path of config file to parse for membership',
    'members: comma-separated list of config strings for non-incremental reconfig',
    'add: comma-separated list of config strings for new servers',
    'remove: comma-separated list of server IDs to remove',
  ),
  *run({ line, out }) {
    const whole = line.has('file') || line.has('members');
    const incremental = line.has('add') || line.has('remove');
    if (!whole && !incremental) return usageFailure(reconfig);
    const version = parseLong(line.value('v') ?? '-1', 16);
    if (!version.ok) return failed('-v must be followed by a long (configuration version)');
    if (whole && incremental)
      return failed(
        "Can't use -file or -members together with -add or -remove (mixing incremental" +
          ' and non-incremental modes is not allowed)',
      );
    if (line.has('file') && line.has('members'))
      return failed("Can't use -file and -members together (conflicting non-incremental modes)");
    const file = line.value('file');
    if (file !== null) return failed(`Error processing ${file}${file} (No such file or directory)`);
    const op = {
      type: 'reconfig',
      joiningServers: line.value('add')?.toLowerCase() ?? null,
      leavingServers: line.value('remove')?.toLowerCase() ?? null,
      newMembers: line.value('members')?.toLowerCase() ?? null,
      fromConfig: asZxid(version.value),
    } as const;
    const changed = yield* ask({ op }, 'data');
    if (isFailure(changed)) return failure(changed);
    out.line(`Committed new configuration:\n${decodeText(changed.data)}`);
    if (line.has('s')) printStat(out, changed.stat);
    return ok;
  },
};
