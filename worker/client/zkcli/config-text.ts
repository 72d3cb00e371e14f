// What `config -c` makes of the configuration: its version and the client addresses, in the order of Java's Properties.
// Source: server/util/ConfigUtils.getClientConfigStr, QuorumPeer.QuorumServer, java.util.Properties.
import { placeOf } from '../../data/java-hash.ts';
import { trimText } from '../../data/java-text.ts';

/** Properties is a ConcurrentHashMap made for 8 entries: 16 buckets, twice as many when three quarters are full. */
function bucketCount(entries: number): number {
  let buckets = 16;
  while (entries >= (buckets / 4) * 3) buckets *= 2;
  return buckets;
}

/**
 * Keys in the order a Properties object lists them; within a bucket as they were put in.
 * Differs: beyond 23 keys Java's table has grown, and growing turns some buckets around.
 */
export function propertiesOrder(keys: readonly string[]): string[] {
  const buckets = bucketCount(keys.length);
  const placed = keys.map((key, at) => ({ key, at, bucket: placeOf(key, buckets) }));
  return placed.sort((a, b) => a.bucket - b.bucket || a.at - b.at).map(({ key }) => key);
}

/** `key=value` lines; a later one takes the place of an earlier with the same key. */
function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = trimText(line);
    const equals = trimmed.indexOf('=');
    if (trimmed === '' || trimmed.startsWith('#') || equals < 0) continue;
    properties.set(trimText(trimmed.slice(0, equals)), trimText(trimmed.slice(equals + 1)));
  }
  return properties;
}

/** `100000000 127.0.0.1:2182,127.0.0.1:2181`. A server without a client address leaves an empty place. */
export function clientConfigText(text: string): string {
  const properties = parseProperties(text);
  const servers = propertiesOrder([...properties.keys()])
    .filter((key) => key.startsWith('server.'))
    .map((key) => {
      const value = properties.get(key) ?? '';
      const semicolon = value.indexOf(';');
      return semicolon < 0 ? '' : value.slice(semicolon + 1);
    });
  return `${properties.get('version') ?? ''} ${servers.join(',')}`;
}
