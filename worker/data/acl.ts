// Who may do what: permission letters, the check of an ACL against a client's identities, and what Prep makes of a list
// that a client sends. Source: ZooDefs.Perms, ZooKeeperServer.checkACL, PrepRequestProcessor.fixupACL, ProviderRegistry
// with its two built-in providers, IPAuthenticationProvider and DigestAuthenticationProvider.
import { generateDigest } from './digest.ts';
import { parseInt32 } from './java-integers.ts';
import { splitText } from './java-text.ts';
import type { Acl, Id } from './model.ts';

export const perms = { READ: 1, WRITE: 2, CREATE: 4, DELETE: 8, ADMIN: 16, ALL: 31 } as const;

export const openAclUnsafe: readonly Acl[] = [{ scheme: 'world', id: 'anyone', perms: perms.ALL }];
export const readAclUnsafe: readonly Acl[] = [{ scheme: 'world', id: 'anyone', perms: perms.READ }];

const letters = [
  ['c', perms.CREATE],
  ['d', perms.DELETE],
  ['r', perms.READ],
  ['w', perms.WRITE],
  ['a', perms.ADMIN],
] as const;

/** Letters in the order getAcl prints them: `cdrwa`. Source: ZKUtil.getPermString. */
export function permsText(bits: number): string {
  return letters.map(([letter, bit]) => ((bits & bit) === 0 ? '' : letter)).join('');
}

/** The bits of `cdrwa` letters in any order; letters that mean nothing are handed back and give no bit. */
export function parsePerms(text: string): { readonly perms: number; readonly unknown: string[] } {
  let bits = 0;
  const unknown: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const found = letters.find(([known]) => known === letter);
    if (found === undefined) unknown.push(letter);
    else bits |= found[1];
  }
  return { perms: bits, unknown };
}

/** The settings that this file reads. */
export interface AclSettings {
  readonly skipAcl: boolean;
}

/** Whether one of `ids` may do one of the things in `perm` (bits). An empty ACL allows everything, and so does `super`. */
export function checkAcl(
  acl: readonly Acl[],
  perm: number,
  ids: readonly Id[],
  settings: AclSettings,
): boolean {
  if (settings.skipAcl || acl.length === 0) return true;
  if (ids.some((id) => id.scheme === 'super')) return true;
  return acl.some((entry) => (entry.perms & perm) !== 0 && isMeant(entry, ids));
}

function isMeant(entry: Acl, ids: readonly Id[]): boolean {
  if (isAnyone(entry)) return true;
  const provider = providers.get(entry.scheme);
  if (provider === undefined) return false;
  return ids.some((id) => id.scheme === entry.scheme && provider.matches(id.id, entry.id));
}

function isAnyone(id: Id): boolean {
  return id.scheme === 'world' && id.id === 'anyone';
}

/**
 * The list as it will be stored: without duplicates, `auth` replaced by the client's own identities of schemes that
 * authenticate (digest; ip does not). Null (InvalidACL) for an empty list, an unknown scheme, a malformed id, or `auth`
 * without such an identity.
 */
export function fixupAcl(authInfo: readonly Id[], acl: readonly Acl[]): readonly Acl[] | null {
  const unique = withoutDuplicates(acl);
  if (unique.length === 0) return null;
  const fixed: Acl[] = [];
  for (const entry of unique) {
    if (entry.scheme === 'auth') {
      const own = authInfo.filter((id) => providers.get(id.scheme)?.isAuthenticated === true);
      if (own.length === 0) return null;
      for (const { scheme, id } of own) fixed.push({ scheme, id, perms: entry.perms });
    } else if (isAnyone(entry) || providers.get(entry.scheme)?.isValid(entry.id) === true) {
      fixed.push(entry);
    } else return null;
  }
  return fixed;
}

function withoutDuplicates(acl: readonly Acl[]): readonly Acl[] {
  if (acl.length < 2) return acl;
  const same = (a: Acl, b: Acl): boolean =>
    a.scheme === b.scheme && a.id === b.id && a.perms === b.perms;
  return acl.filter((entry, at) => acl.findIndex((other) => same(other, entry)) === at);
}

/**
 * What an AUTH packet adds to a connection: its identities, the super user's included; null where the server answers
 * AuthFailed and closes the connection (unknown scheme, digest without a secret). `address` is the client's, without port.
 */
export function authenticate(
  scheme: string,
  auth: string | null,
  address: string,
  settings: { readonly superDigest: string | null },
): readonly Id[] | null {
  if (scheme === 'ip') return [{ scheme, id: address }];
  if (scheme !== 'digest' || auth === null) return null;
  const digest = generateDigest(auth);
  const own: Id = { scheme, id: digest };
  return digest === settings.superDigest ? [{ scheme: 'super', id: '' }, own] : [own];
}

/** A connection's identities with `added` behind them, none twice. Source: ServerCnxn.addAuthInfo. */
export function addIdentities(ids: readonly Id[], added: readonly Id[]): readonly Id[] {
  const fresh = added.filter(
    (id) => !ids.some((other) => other.scheme === id.scheme && other.id === id.id),
  );
  return fresh.length === 0 ? ids : [...ids, ...fresh];
}

/** What whoAmI answers: of a digest only the user. Source: AuthUtil.getClientInfos. */
export function clientInfos(
  ids: readonly Id[],
): readonly { readonly authScheme: string; readonly user: string }[] {
  return ids.map(({ scheme, id }) => ({
    authScheme: scheme,
    user: providers.get(scheme)?.userName(id) ?? '',
  }));
}

interface Provider {
  readonly isAuthenticated: boolean;
  isValid(id: string): boolean;
  matches(id: string, aclId: string): boolean;
  userName(id: string): string;
}

const digestProvider: Provider = {
  isAuthenticated: true,
  isValid: (id) => splitText(id, ':').length === 2,
  matches: (id, aclId) => id === aclId,
  userName: (id) => splitText(id, ':')[0] ?? '',
};

const ipProvider: Provider = {
  isAuthenticated: false,
  isValid: (id) => parseNetwork(id) !== null,
  matches: (id, aclId) => {
    const network = parseNetwork(aclId);
    const address = parseAddress(id);
    if (network === null || address === null) return false;
    const size = 2 ** (32 - network.bits);
    return Math.floor(network.address / size) === Math.floor(address / size);
  },
  userName: (id) => id,
};

const providers: ReadonlyMap<string, Provider> = new Map([
  ['digest', digestProvider],
  ['ip', ipProvider],
]);

/** `a.b.c.d` or `a.b.c.d/bits`. Only IPv4, as in ZooKeeper. */
function parseNetwork(text: string): { readonly address: number; readonly bits: number } | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  const bits = slash === -1 ? 32 : parseInt32(text.slice(slash + 1));
  if (address === null || bits === null || bits < 0 || bits > 32) return null;
  return { address, bits };
}

function parseAddress(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let address = 0;
  for (const part of parts) {
    const value = parseInt32(part);
    if (value === null || value < 0 || value > 255) return null;
    address = address * 256 + value;
  }
  return address;
}
