// The eleven lines of a Stat. Called by every command with `-s`, and by `stat`. Source: cli/StatPrinter.
import { formatZxid } from '../../base/zxid.ts';
import { javaDate } from '../../data/java-date.ts';
import type { Stat } from '../../data/model.ts';
import { trimHex } from '../../data/java-integers.ts';
import type { Out } from './program.ts';

export function printStat(out: Out, stat: Stat): void {
  out.line(`cZxid = ${formatZxid(stat.czxid)}`);
  out.line(`ctime = ${javaDate(stat.ctime)}`);
  out.line(`mZxid = ${formatZxid(stat.mzxid)}`);
  out.line(`mtime = ${javaDate(stat.mtime)}`);
  out.line(`pZxid = ${formatZxid(stat.pzxid)}`);
  out.line(`cversion = ${stat.cversion}`);
  out.line(`dataVersion = ${stat.version}`);
  out.line(`aclVersion = ${stat.aversion}`);
  out.line(`ephemeralOwner = 0x${trimHex(stat.ephemeralOwner)}`);
  out.line(`dataLength = ${stat.dataLength}`);
  out.line(`numChildren = ${stat.numChildren}`);
}
