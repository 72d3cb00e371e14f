// Reads `host:port,host:port/chroot`, and hands out its servers one after the other. Called by the connection.
// Source: ConnectStringParser, NetUtils.getIPV6HostAndPort, StaticHostProvider.next and onConnected.
import { drawInteger } from '../../base/draw.ts';
import { splitTrimmed } from '../../data/java-text.ts';
import { validatePath } from '../../data/paths.ts';
import { parseInteger, type Parsed, type Thrown } from '../../data/java-integers.ts';

export interface ConnectString {
  /** `host:port`, port 2181 where none is written. */
  readonly addresses: readonly string[];
  /** null where there is none; a lone `/` is none. */
  readonly chroot: string | null;
}

const DEFAULT_PORT = 2181;

function illegal(message: string): { readonly ok: false; readonly thrown: Thrown } {
  return { ok: false, thrown: { exception: 'java.lang.IllegalArgumentException', message } };
}

/** `[::1]:2181` into its two parts; null for what is no IPv6 literal. */
function ipv6Parts(text: string): Parsed<readonly string[] | null> {
  if (!text.startsWith('[')) return { ok: true, value: null };
  const close = text.lastIndexOf(']');
  if (close < 0) return illegal(`${text} starts with '[' but has no matching ']'`);
  const host = text.slice(1, close);
  if (host === '') return illegal(`${host} is empty.`);
  if (text.length === close + 1) return { ok: true, value: [host] };
  if (text.charAt(close + 1) !== ':') return illegal(`${text} does not have : after ]`);
  if (text.length === close + 2) return illegal(`${text} doesn't have a port after colon.`);
  return { ok: true, value: [host, text.slice(close + 2)] };
}

function parseAddress(text: string): Parsed<string> {
  const ipv6 = ipv6Parts(text);
  if (!ipv6.ok) return ipv6;
  let [host, port] = [text, ''];
  if (ipv6.value !== null) [host = '', port = ''] = ipv6.value;
  else {
    const colon = text.lastIndexOf(':');
    if (colon >= 0) [host, port] = [text.slice(0, colon), text.slice(colon + 1)];
  }
  if (port === '') return { ok: true, value: `${host}:${DEFAULT_PORT}` };
  const number = parseInteger(port);
  if (!number.ok) return number;
  if (number.value < 0 || number.value > 65_535)
    return illegal(`port out of range:${number.value}`);
  return { ok: true, value: `${host}:${number.value}` };
}

/** A failure is what the constructor of ZooKeeper throws. */
export function parseConnectString(text: string): Parsed<ConnectString> {
  const slash = text.indexOf('/');
  const chroot = slash < 0 || slash === text.length - 1 ? null : text.slice(slash);
  const fault = chroot === null ? null : validatePath(chroot);
  if (fault !== null) return illegal(fault);
  const addresses: string[] = [];
  for (const each of splitTrimmed(slash < 0 ? text : text.slice(0, slash), ',')) {
    const address = parseAddress(each);
    if (!address.ok) return address;
    addresses.push(address.value);
  }
  if (addresses.length === 0) return illegal('A HostProvider may not be empty!');
  return { ok: true, value: { addresses, chroot } };
}

/** Part of a connection's state: the shuffled list and where it stands. */
export interface HostProvider {
  readonly addresses: readonly string[];
  index: number;
  lastIndex: number;
}

/** Shuffled by draws keyed by `key`: a client that starts again, or connects again, may take another server. */
export function makeHostProvider(
  addresses: readonly string[],
  ...key: readonly (number | string)[]
): HostProvider {
  const shuffled = [...addresses];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = drawInteger(0, i, ...key, i);
    const [a, b] = [shuffled[i], shuffled[j]];
    if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
  }
  return { addresses: shuffled, index: -1, lastIndex: -1 };
}

/** The next address, and whether the whole list was tried in vain since the last success: then the caller waits first. */
export function nextHost(provider: HostProvider): {
  readonly address: string;
  readonly wait: boolean;
} {
  provider.index = (provider.index + 1) % provider.addresses.length;
  const wait = provider.index === provider.lastIndex;
  // No wait before the first attempt ever.
  if (provider.lastIndex === -1) provider.lastIndex = 0;
  return { address: provider.addresses[provider.index] ?? '', wait };
}

export function hostConnected(provider: HostProvider): void {
  provider.lastIndex = provider.index;
}
