// The eleven lines of a Stat. Called by every command with `-s`, and by `stat`. Source: cli/StatPrinter.
import { formatZxid } from '../../base/zxid.ts';
import type { Stat } from '../../data/model.ts';
import { trimHex } from '../integers.ts';
import { formatDate } from './date.ts';
import type { Out } from './program.ts';

export function printStat(out: Out, stat: Stat): void {
  out.line(`cZxid = ${formatZxid(stat.czxid)}`);
  out.line(`ctime = ${formatDate(stat.ctime)}`);
  out.line(`mZxid = ${formatZxid(stat.mzxid)}`);
  out.line(`mtime = ${formatDate(stat.mtime)}`);
  out.line(`pZxid = ${formatZxid(stat.pzxid)}`);
  out.line(`cversion = ${stat.cversion}`);
  out.line(`dataVersion = ${stat.version}`);
  out.line(`aclVersion = ${stat.aversion}`);
  out.line(`ephemeralOwner = 0x${trimHex(stat.ephemeralOwner)}`);
  out.line(`dataLength = ${stat.dataLength}`);
  out.line(`numChildren = ${stat.numChildren}`);
}
