// The text of a configuration, as it stands in /zookeeper/config and as reconfig takes it. Called by the server when it
// starts to serve, by Prep for reconfig, by zkCli's config command.
// Source: QuorumMaj and QuorumHierarchical (toString, constructor of Properties), QuorumPeerConfig.parseDynamicConfig,
// QuorumPeer.QuorumServer.initializeWithAddressString, ConfigUtils.getHostAndPort.
import type { ServerId } from '../base/units.ts';
import { capacityFor } from './java-hash.ts';
import { parseInt32, parseInt64 } from './java-integers.ts';
import { splitText, trimText } from './java-text.ts';
import type { MemberEntry, Membership } from './membership.ts';

/** `fault` CONFIG is ZooKeeper's ConfigException, NUMBER any other exception of its parsers. */
export interface ConfigFault {
  readonly fault: 'CONFIG' | 'NUMBER';
  readonly message: string;
}

export function isFault<T extends object>(value: T | ConfigFault): value is ConfigFault {
  return 'fault' in value;
}

/**
 * One `server.N=` line per member as Java's table of ids with so many `places` lists them, then groups and weights, then
 * `version=` in hexadecimal; no newline at the end. Differs: what the leader itself says of a configuration (`conf`, the
 * answer to its own clients) comes from the table that the reconfig made, in Java; here from one that was read anew.
 */
export function configText(
  config: Membership,
  places = capacityFor(config.members.length),
): string {
  const lines = [...config.members]
    .sort((a, b) => (a.sid % places) - (b.sid % places) || a.sid - b.sid)
    .map((member) => `server.${member.sid}=${memberText(member)}`);
  for (const { gid, members } of config.groups ?? [])
    lines.push(`group.${gid}=${members.join(':')}`);
  for (const { sid, weight } of config.weights ?? []) lines.push(`weight.${sid}=${weight}`);
  lines.push(`version=${config.version.toString(16)}`);
  return lines.join('\n');
}

/** `host:port:port:type;clientHost:clientPort`. */
export function memberText({ address, type, clientAddress }: MemberEntry): string {
  return `${address}:${type}${clientAddress === '' ? '' : `;${clientAddress}`}`;
}

/** Reads the lines of a configuration; those that say nothing of members are a fault. Without `version` it is 0. */
export function parseConfig(text: string, standaloneEnabled: boolean): Membership | ConfigFault {
  const entries = properties(text);
  for (const key of entries.keys())
    if (!/^(group|weight|server\.)/.test(key) && key !== 'version')
      return config(`Unrecognised parameter: ${key}`);
  const members: MemberEntry[] = [];
  for (const [key, value] of entries) {
    if (!key.startsWith('server.')) continue;
    const sid = parseSid(key.slice('server.'.length));
    if (sid === null) return notANumber(key);
    const member = parseMember(sid, value);
    if (isFault(member)) return member;
    members.push(member);
  }
  members.sort((a, b) => a.sid - b.sid);
  const version = parseInt(entries.get('version') ?? '0', 16);
  if (!Number.isSafeInteger(version)) return notANumber('version');
  const base: Membership = { version, members };
  const whole = /^(group|weight)/m.test([...entries.keys()].join('\n'))
    ? withGroups(base, entries)
    : base;
  if (isFault(whole)) return whole;
  // Java sums the weights of each group, and ends where one is missing: that of an observer or of an id which is no member.
  const weighed = new Set(whole.weights?.map(({ sid }) => sid));
  if (whole.groups?.some(({ members: grouped }) => grouped.some((sid) => !weighed.has(sid))))
    return notANumber('group');
  return impossible(whole, standaloneEnabled) ?? whole;
}

/** A member from what stands behind `server.N=`. Unlike ZooKeeper no name is looked up; several addresses are refused as by default there. */
export function parseMember(sid: ServerId, text: string): MemberEntry | ConfigFault {
  const [server = '', client, ...rest] = splitText(text, ';');
  let clientAddress = '';
  if (client !== undefined && rest.length === 0) {
    const parts = hostAndPort(client);
    if (isFault(parts)) return parts;
    const port = parts.at(-1) ?? '';
    if (parts.length > 2) return wrongFormat(text);
    const number = parsePort(port, 'null');
    if (typeof number !== 'number') return number;
    clientAddress = `${bracketed(parts.length === 2 ? (parts[0] ?? '') : '0.0.0.0')}:${number}`;
  }
  if (server.includes('|'))
    return config(
      `Multiple address feature is disabled, but multiple addresses were specified for sid ${sid}`,
    );
  const parts = hostAndPort(server);
  if (isFault(parts)) return parts;
  if (rest.length > 0 || parts.length < 3 || parts.length > 4) return wrongFormat(text);
  const [host = '', quorum = '', election = '', role] = parts;
  const quorumPort = parsePort(quorum, host);
  if (typeof quorumPort !== 'number') return quorumPort;
  const electionPort = parsePort(election, host);
  if (typeof electionPort !== 'number') return electionPort;
  if (quorumPort === electionPort)
    return config(
      `Client and election port must be different! Please update the configuration file on server.${sid}`,
    );
  const type = role === undefined ? 'participant' : trimText(role).toLowerCase();
  if (type !== 'participant' && type !== 'observer')
    return config(`Unrecognised peertype: ${role ?? ''}`);
  return { sid, type, address: `${bracketed(host)}:${quorumPort}:${electionPort}`, clientAddress };
}

/** Positive integers that a sid may be; ZooKeeper takes any long. */
export function parseSid(text: string): ServerId | null {
  const value = parseInt64(text);
  return value === null || value < 0n || value > 255n ? null : Number(value);
}

/** Of two members, an address that both claim, or null. Addresses of one machine only (loopback, any) may repeat. */
export function sharedAddress(one: MemberEntry, other: MemberEntry): string | null {
  const claimed = new Set(addressesOf(other));
  return addressesOf(one).find((address) => claimed.has(address)) ?? null;
}

function addressesOf({ address, clientAddress }: MemberEntry): string[] {
  const parts = hostAndPort(address);
  const [host = '', quorum = '', election = ''] = isFault(parts) ? [] : parts;
  const own = [`${host}:${quorum}`, clientAddress, `${host}:${election}`];
  return own.filter((text) => text !== '' && !/^(localhost|127\.|0\.0\.0\.0:|\[?::)/.test(text));
}

function withGroups(
  base: Membership,
  entries: ReadonlyMap<string, string>,
): Membership | ConfigFault {
  const groups: { gid: number; members: number[] }[] = [];
  const weights = new Map<ServerId, number>();
  const grouped = new Set<ServerId>();
  for (const [key, value] of entries) {
    if (!key.startsWith('group') && !key.startsWith('weight')) continue;
    const id = parseInt32(key.slice(key.indexOf('.') + 1));
    if (id === null) return notANumber(key);
    if (key.startsWith('weight')) {
      const weight = parseInt32(value);
      if (weight === null) return notANumber(key);
      weights.set(id, weight);
      continue;
    }
    const members = splitText(value, ':').map(parseSid);
    const sids = members.filter((sid) => sid !== null);
    if (sids.length < members.length) return notANumber(key);
    for (const sid of sids) {
      if (grouped.has(sid)) return config(`Server ${sid}is in multiple groups`);
      grouped.add(sid);
    }
    groups.push({ gid: id, members: sids.sort((a, b) => a - b) });
  }
  for (const { sid, type } of base.members) {
    if (type === 'observer') continue;
    if (!grouped.has(sid)) return config(`Server ${sid}is not in a group`);
    if (!weights.has(sid)) weights.set(sid, 1);
  }
  return {
    ...base,
    groups: groups.sort((a, b) => a.gid - b.gid),
    weights: [...weights].map(([sid, weight]) => ({ sid, weight })).sort((a, b) => a.sid - b.sid),
  };
}

/** Source: the end of QuorumPeerConfig.parseDynamicConfig; its IllegalArgumentExceptions. */
function impossible(whole: Membership, standaloneEnabled: boolean): ConfigFault | null {
  const voters = whole.members.filter(({ type }) => type === 'participant').length;
  const observers = whole.members.length - voters;
  if (voters === 0 && !standaloneEnabled)
    return notANumber('standaloneEnabled = false then number of participants should be >0');
  if (voters === 0 && observers > 0)
    return notANumber('Observers w/o participants is an invalid configuration');
  if (voters === 1 && standaloneEnabled && observers > 0)
    return notANumber('Observers w/o quorum is an invalid configuration');
  return null;
}

/** Keys and values of a Properties text: one pair a line, at the first `=`, `:` or blank; later lines win. */
function properties(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const from = line.replace(/^[ \t\f]+/, '');
    if (from === '' || from.startsWith('#') || from.startsWith('!')) continue;
    const cut = /[ \t\f]*[=: \t\f][ \t\f]*/.exec(from);
    if (cut === null) entries.set(from, '');
    else entries.set(from.slice(0, cut.index), from.slice(cut.index + cut[0].length));
  }
  return entries;
}

function hostAndPort(text: string): string[] | ConfigFault {
  if (!text.startsWith('[')) return splitText(text, ':');
  const end = text.indexOf(']');
  if (end < 0) return config(`${text} starts with '[' but has no matching ']:'`);
  if (end + 2 === text.length) return config(`${text} doesn't have a port after colon`);
  if (end + 2 < text.length) return [text.slice(1, end), ...splitText(text.slice(end + 2), ':')];
  return [text.replace(/[[\]]/g, '')];
}

function parsePort(text: string, host: string): number | ConfigFault {
  const port = parseInt32(text);
  if (port === null) return config(`Address unresolved: ${host}:${text}`);
  return port < 0 || port > 65_535 ? notANumber(`port out of range:${port}`) : port;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function wrongFormat(text: string): ConfigFault {
  return config(
    `${text} does not have the form server_config or server_config;client_config` +
      ' where server_config is the pipe separated list of host:port:port or host:port:port:type' +
      ' and client_config is port or host:port',
  );
}

function config(message: string): ConfigFault {
  return { fault: 'CONFIG', message };
}

function notANumber(message: string): ConfigFault {
  return { fault: 'NUMBER', message };
}
