import { describe, expect, test } from 'vitest';
import {
  addIdentities,
  authenticate,
  checkAcl,
  clientInfos,
  fixupAcl,
  openAclUnsafe,
  parsePerms,
  perms,
  permsText,
} from './acl.ts';
import { generateDigest } from './digest.ts';
import type { Acl, Id } from './model.ts';

const local: Id = { scheme: 'ip', id: '127.0.0.1' };
const bob: Id = { scheme: 'digest', id: generateDigest('bob:secret') };
const on = { skipAcl: false };

function acl(scheme: string, id: string, bits: number = perms.ALL): Acl {
  return { scheme, id, perms: bits };
}

describe('permissions', () => {
  test('are read in any order and written as cdrwa', () => {
    expect(parsePerms('awdrc')).toEqual({ perms: 31, unknown: [] });
    expect(permsText(31)).toBe('cdrwa');
    expect(permsText(perms.READ | perms.ADMIN)).toBe('ra');
  });

  test('hand back the letters that mean nothing', () => {
    expect(parsePerms('rrcxdwya')).toEqual({ perms: 31, unknown: ['x', 'y'] });
    expect(parsePerms('z')).toEqual({ perms: 0, unknown: ['z'] });
  });
});

describe('a digest', () => {
  test('is what the real server stores', () => {
    // As recorded from ZooKeeper 3.8.0.
    expect(generateDigest('o:p')).toBe('o:Zefm/0MLHFA/9zMW2yC71yJ7zJg=');
  });

  test('hashes all of it but keeps only the user, at the first colon', () => {
    expect(generateDigest('a:b:c')).toMatch(/^a:[^:]+$/);
    expect(generateDigest('a:b:c')).not.toBe(generateDigest('a:b'));
    expect(generateDigest('alone')).toMatch(/^alone:/);
  });
});

describe('checkAcl', () => {
  test('lets anyone do what world:anyone may, and nothing else', () => {
    const read = [acl('world', 'anyone', perms.READ)];
    expect(checkAcl(read, perms.READ, [], on)).toBe(true);
    expect(checkAcl(read, perms.WRITE, [local, bob], on)).toBe(false);
    expect(checkAcl(read, perms.READ | perms.ADMIN, [], on)).toBe(true);
  });

  test('knows a digest by the whole id', () => {
    expect(checkAcl([acl('digest', bob.id)], perms.WRITE, [local, bob], on)).toBe(true);
    expect(checkAcl([acl('digest', 'bob:x')], perms.WRITE, [bob], on)).toBe(false);
  });

  test('lets the super user do all, and everybody where ACLs are skipped or empty', () => {
    const nobody = [acl('digest', 'x:y', perms.READ)];
    expect(checkAcl(nobody, perms.ADMIN, [{ scheme: 'super', id: '' }], on)).toBe(true);
    expect(checkAcl(nobody, perms.ADMIN, [], { skipAcl: true })).toBe(true);
    expect(checkAcl([], perms.ADMIN, [], on)).toBe(true);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.0.0.0/8', true],
    ['127.1.0.0/9', true],
    ['127.128.0.0/9', false],
    ['0.0.0.0/0', true],
    ['127.0.0.2', false],
    ['127.0.0.2/31', false],
    ['127.0.0.0/31', true],
  ])('matches the address 127.0.0.1 with ip:%s: %s', (id, matches) => {
    expect(checkAcl([acl('ip', id)], perms.READ, [local], on)).toBe(matches);
  });

  test('gives nothing to a scheme without a provider', () => {
    expect(checkAcl([acl('sasl', 'x')], perms.READ, [{ scheme: 'sasl', id: 'x' }], on)).toBe(false);
  });
});

describe('fixupAcl', () => {
  test('refuses an empty list, unknown schemes and malformed ids', () => {
    const bad = [
      [],
      [acl('world', 'someone')],
      [acl('sasl', 'a')],
      [acl('x509', 'CN=a')],
      [acl('super', '')],
      [acl('digest', 'nocolon')],
      [acl('digest', 'a:')],
      [acl('digest', 'a:b:c')],
      [acl('ip', '999.1.1.1')],
      [acl('ip', '1.2.3')],
      [acl('ip', '1.2.3.4/33')],
      [acl('ip', '::1')],
      [acl('world', 'anyone'), acl('ip', 'x')],
    ];
    for (const list of bad) expect(fixupAcl([local, bob], list)).toBeNull();
  });

  test('takes an ip with leading zeros or a plus, as Integer.parseInt does', () => {
    expect(fixupAcl([], [acl('ip', '01.+2.3.4/08')])).not.toBeNull();
  });

  test('puts every identity that authenticates in the place of auth', () => {
    expect(fixupAcl([local, bob], [acl('auth', '', perms.READ)])).toEqual([{ ...bob, perms: 1 }]);
    expect(fixupAcl([local], [acl('auth', '')])).toBeNull();
  });

  test('drops an entry that comes twice, and keeps it with other permissions', () => {
    const twice = [...openAclUnsafe, ...openAclUnsafe, acl('world', 'anyone', perms.READ)];
    expect(fixupAcl([], twice)).toEqual([...openAclUnsafe, acl('world', 'anyone', perms.READ)]);
  });
});

describe('authenticate', () => {
  const superDigest = generateDigest('super:secret');

  test('gives digest clients their digest, and the super user both', () => {
    expect(authenticate('digest', 'bob:secret', '127.0.0.1', { superDigest })).toEqual([bob]);
    const ids = authenticate('digest', 'super:secret', '127.0.0.1', { superDigest });
    expect(ids?.map((id) => id.scheme)).toEqual(['super', 'digest']);
  });

  test('refuses unknown schemes and a digest without a secret', () => {
    expect(authenticate('nope', 'x', '127.0.0.1', { superDigest })).toBeNull();
    expect(authenticate('digest', null, '127.0.0.1', { superDigest })).toBeNull();
  });

  test('takes ip for what the connection is', () => {
    expect(authenticate('ip', 'whatever', '10.0.0.7', { superDigest: null })).toEqual([
      { scheme: 'ip', id: '10.0.0.7' },
    ]);
  });

  test('adds no identity twice, and whoAmI shows users without secrets', () => {
    const ids = addIdentities(addIdentities([local], [bob]), [bob, local]);
    expect(ids).toEqual([local, bob]);
    expect(clientInfos(ids)).toEqual([
      { authScheme: 'ip', user: '127.0.0.1' },
      { authScheme: 'digest', user: 'bob' },
    ]);
  });
});
