// The text of a configuration, as /zookeeper/config and the reconfig txn hold it (base64, as all znode data).
// Source: QuorumMaj.toString, QuorumHierarchical.toString, QuorumServer.toString, QuorumPeer.configFromString.
import type { Base64, ServerId } from '../base/units.ts';
import type { Member, QuorumConfig } from './quorum-config.ts';

/** One line a server, then groups and weights, then `version=` in hexadecimal without a newline. */
export function configText(config: QuorumConfig): string {
  const lines = config.members.map(memberLine);
  for (const { gid, members } of config.groups ?? [])
    lines.push(`group.${gid}=${members.join(':')}`);
  for (const { sid, weight } of config.weights ?? []) lines.push(`weight.${sid}=${weight}`);
  lines.push(`version=${config.version.toString(16)}`);
  return lines.join('\n');
}

function memberLine({ sid, address, type, clientAddress }: Member): string {
  return `server.${sid}=${address}:${type};${clientAddress}`;
}

/** The inverse of `configText`; null for a text that is no configuration. */
export function parseConfigText(text: string): QuorumConfig | null {
  const members: Member[] = [];
  const groups: { gid: number; members: ServerId[] }[] = [];
  const weights: { sid: ServerId; weight: number }[] = [];
  let version = 0;
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = line.slice(0, equals);
    const value = line.slice(equals + 1).trim();
    const number = Number(key.slice(key.indexOf('.') + 1));
    if (key.startsWith('server.')) {
      const member = parseMember(number, value);
      if (member === null) return null;
      members.push(member);
    } else if (key.startsWith('group.')) {
      groups.push({ gid: number, members: value.split(':').map(Number) });
    } else if (key.startsWith('weight.')) {
      weights.push({ sid: number, weight: Number(value) });
    } else if (key === 'version') version = Number.parseInt(value, 16);
  }
  if (members.length === 0 || !Number.isSafeInteger(version)) return null;
  members.sort((a, b) => a.sid - b.sid);
  return {
    version,
    members,
    ...(groups.length > 0 && { groups }),
    ...(weights.length > 0 && { weights }),
  };
}

function parseMember(sid: number, value: string): Member | null {
  const match = /^(.+):(participant|observer);(.*)$/.exec(value);
  const [, address, type, clientAddress] = match ?? [];
  if (!Number.isInteger(sid) || address === undefined || clientAddress === undefined) return null;
  return { sid, address, clientAddress, type: type === 'observer' ? 'observer' : 'participant' };
}

/** The configuration as the data of /zookeeper/config. */
export function configData(config: QuorumConfig): Base64 {
  return encodeAscii(configText(config));
}

/** The configuration in the data of a reconfig txn; null if it holds none. */
export function configOfData(data: Base64): QuorumConfig | null {
  const text = decodeAscii(data);
  return text === null ? null : parseConfigText(text);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// A configuration is ASCII, so its characters are its bytes.
function encodeAscii(text: string): Base64 {
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const left = text.length - i;
    const bits =
      (text.charCodeAt(i) << 16) |
      ((left > 1 ? text.charCodeAt(i + 1) : 0) << 8) |
      (left > 2 ? text.charCodeAt(i + 2) : 0);
    out += ALPHABET.charAt((bits >>> 18) & 63) + ALPHABET.charAt((bits >>> 12) & 63);
    out += left > 1 ? ALPHABET.charAt((bits >>> 6) & 63) : '=';
    out += left > 2 ? ALPHABET.charAt(bits & 63) : '=';
  }
  return out;
}

function decodeAscii(data: Base64): string | null {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const char of data.replace(/=+$/, '')) {
    const six = ALPHABET.indexOf(char);
    if (six < 0) return null;
    bits = ((bits << 6) | six) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += String.fromCharCode((bits >>> held) & 0xff);
  }
  return out;
}
