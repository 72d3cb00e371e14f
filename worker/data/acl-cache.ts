// Equal ACL lists are kept once, with their hash and how many znodes use them: most nodes of a large tree share one.
// Called by the tree. Source: ReferenceCountedACLCache.
import { assert } from '../base/assert.ts';
import type { Acl } from './model.ts';
import { hashText } from './state-hash.ts';
import type { Hash } from './state-hash.ts';

export interface SharedAcl {
  readonly acl: readonly Acl[];
  readonly key: string;
  readonly hash: Hash;
  uses: number;
}

export class AclCache {
  private readonly shared = new Map<string, SharedAcl>();

  /** The shared copy, with one more use. */
  use(acl: readonly Acl[]): SharedAcl {
    const key = keyOf(acl);
    const known = this.shared.get(key);
    if (known !== undefined) {
      known.uses += 1;
      return known;
    }
    const fresh: SharedAcl = { acl: [...acl], key, hash: hashText(key), uses: 1 };
    this.shared.set(key, fresh);
    return fresh;
  }

  release(shared: SharedAcl): void {
    assert(shared.uses > 0, 'An ACL is released as often as it is used');
    shared.uses -= 1;
    if (shared.uses === 0) this.shared.delete(shared.key);
  }

  size(): number {
    return this.shared.size;
  }
}

/** Lengths first, so that no scheme or id can look like two. */
function keyOf(acl: readonly Acl[]): string {
  return acl
    .map(({ perms, scheme, id }) => `${perms},${scheme.length},${scheme},${id.length},${id};`)
    .join('');
}
