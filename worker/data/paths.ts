// Znode paths: which are legal, and how they are taken apart. Called by zkCli (which prints the messages) and by Prep.
// Source: org.apache.zookeeper.common.PathUtils.validatePath, DataTree.isSpecialPath; correctness.md 7.1.

export const ROOT = '/';
export const ZOOKEEPER = '/zookeeper';
export const QUOTA = '/zookeeper/quota';
export const CONFIG = '/zookeeper/config';

/**
 * Null for a legal path, else the message of ZooKeeper's IllegalArgumentException. With `isSequential` the rule is
 * asked of `path + '1'`, so that `/a/` is legal, and the message shows that longer path, as the real one does.
 */
export function validatePath(path: string | null, isSequential = false): string | null {
  if (path === null) return 'Path cannot be null';
  const whole = isSequential ? `${path}1` : path;
  if (whole.length === 0) return 'Path length must be > 0';
  if (!whole.startsWith('/')) return 'Path must start with / character';
  if (whole.length === 1) return null;
  if (whole.endsWith('/')) return 'Path must not end with / character';
  for (let at = 1; at < whole.length; at += 1) {
    const reason = faultAt(whole, at);
    if (reason !== null) return `Invalid path string "${whole}" caused by ${reason} @${at}`;
  }
  return null;
}

/** Walks UTF-16 units, so that every character beyond U+FFFF fails at its first surrogate. */
function faultAt(path: string, at: number): string | null {
  const code = path.charCodeAt(at);
  if (code === 0) return 'null character not allowed';
  if (code === SLASH) return path.charCodeAt(at - 1) === SLASH ? 'empty node name specified' : null;
  if (code === DOT) return isRelative(path, at) ? 'relative paths not allowed' : null;
  const invalid =
    code <= 0x1f ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    code >= 0xfff0;
  return invalid ? 'invalid character' : null;
}

const SLASH = 47;
const DOT = 46;

/** Whether the dot at `at` ends a component that is `.` or `..`. */
function isRelative(path: string, at: number): boolean {
  const ends = at + 1 === path.length || path.charCodeAt(at + 1) === SLASH;
  if (!ends) return false;
  const start = path.charCodeAt(at - 1) === DOT ? at - 2 : at - 1;
  return path.charCodeAt(start) === SLASH;
}

/** The parent's path, '/' for the children of the root. A path without a slash has none: null. */
export function parentPath(path: string): string | null {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return null;
  return slash === 0 ? ROOT : path.slice(0, slash);
}

/** The last component; '' for the root. */
export function nodeName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function childPath(parent: string, name: string): string {
  return parent === ROOT ? `/${name}` : `${parent}/${name}`;
}

/** The nodes that ZooKeeper owns and never deletes. */
export function isSpecialPath(path: string): boolean {
  return path === ROOT || path === ZOOKEEPER || path === QUOTA || path === CONFIG;
}

/** The order of a walk: parents before children, siblings by code units. Negative if `a` comes first, 0 for the same path. */
export function compareInTree(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === length) return a.length - b.length;
  return rankInTree(a.charCodeAt(at)) - rankInTree(b.charCodeAt(at));
}

/** What is below a node comes before every sibling whose name only begins like the node's. */
function rankInTree(unit: number): number {
  return unit === SLASH ? -1 : unit;
}

/** The path itself and then its ancestors up to the root. */
export function* upwards(path: string): Generator<string, void> {
  let at: string | null = path;
  while (at !== null) {
    yield at;
    at = at === ROOT ? null : parentPath(at);
  }
}
