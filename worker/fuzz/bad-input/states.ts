// The state that bad input meets: nodes under ACLs and quotas, of every kind, with names that are hard on code. Typed at
// the start of every piece of the run. Used by lines.ts, operations.ts and rig.ts.
import { trapNames } from './texts.ts';

const secretHash = 'bob:+Y0rpNdIIPMMnMeUUs5VzwpRZvs=';

/** Paths of nodes that are there at the start; some are owned by nobody here, some will be deleted on the way. */
export const knownPaths: readonly string[] = [
  ...['/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config', '/zookeeper/quota/q'],
  ...['/a', '/a/b', '/a/b/c', '/e', '/box', '/ttl', '/seq', '/acl', '/acl/r', '/none', '/locked'],
  ...['/q', '/q/x', '/hard', '/hard/x', '/null', '/empty', '/missing', '/a/missing'],
  ...['/zookeeper/quota/q/zookeeper_limits', '/zookeeper/quota/hard/zookeeper_stats'],
  ...trapNames.slice(0, 20).map((name) => `/${name}`),
];

function inQuotes(path: string): string {
  return path.includes('"') ? `'${path}'` : `"${path}"`;
}

/** What is typed before the bad input, in order. */
export const stateLines: readonly string[] = [
  'addauth digest bob:secret',
  ...['create /a x', 'create /a/b y', 'create /a/b/c z', 'create -e /e mine', 'create -c /box'],
  ...['create -t 5000 /ttl t', 'create -s /seq one', 'create /seq', 'create -s /seq/n- two'],
  ...['create /null', 'create /empty ""', 'create /acl x auth::cdrwa', 'create /acl/r'],
  `create /locked x digest:${secretHash}:r`,
  'create /none x ip:10.0.0.1:cdrwa',
  ...['create /q', 'setquota -n 6 /q', 'create /q/x 12345', 'setquota -b 100 /q'],
  ...['create /hard', 'setquota -N 3 /hard', 'setquota -B 20 /hard', 'create /hard/x 12345'],
  ...trapNames.map((name) => `create ${inQuotes(`/${name}`)} ${inQuotes(name)}`),
  ...['get -w /a', 'ls -w /', 'stat -w /missing', 'addWatch -m PERSISTENT /q'],
];
