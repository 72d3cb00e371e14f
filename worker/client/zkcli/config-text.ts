// What `config -c` makes of the configuration: its version and the client addresses, in the order of Java's Properties.
// Source: server/util/ConfigUtils.getClientConfigStr, QuorumPeer.QuorumServer, java.util.Properties.
import { concurrentOrder } from '../../data/java-hash.ts';
import { trimText } from '../../data/java-text.ts';

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
  const servers = concurrentOrder([...properties.keys()])
    .filter((key) => key.startsWith('server.'))
    .map((key) => {
      const value = properties.get(key) ?? '';
      const semicolon = value.indexOf(';');
      return semicolon < 0 ? '' : value.slice(semicolon + 1);
    });
  return `${properties.get('version') ?? ''} ${servers.join(',')}`;
}
