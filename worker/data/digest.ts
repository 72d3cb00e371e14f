// The `digest` scheme's secret: user:base64(sha1(user:password)), as it stands in ACLs and in the super user's setting.
// Source: DigestAuthenticationProvider.generateDigest.
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToBase64, utf8Bytes } from './base64.ts';

/** `idPassword` is `user:password`; what stands before the first colon is kept, the whole is hashed. */
export function generateDigest(idPassword: string): string {
  const colon = idPassword.indexOf(':');
  const user = colon === -1 ? idPassword : idPassword.slice(0, colon);
  return `${user}:${bytesToBase64(sha1(utf8Bytes(idPassword)))}`;
}
