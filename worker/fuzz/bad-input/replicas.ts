// Whether the servers of a run hold the same data: after the same txn each must show the same digest. Used by rig.ts.
import type { ServerId } from '../../base/units.ts';
import type { Zxid } from '../../base/zxid.ts';

export class Replicas {
  private readonly digests = new Map<Zxid, string>();
  private readonly last = new Map<ServerId, Zxid>();

  /** What is wrong with a digest that a server shows after `zxid`, or null. */
  note(sid: ServerId, zxid: Zxid, digest: string): string | null {
    this.last.set(sid, zxid);
    const known = this.digests.get(zxid);
    if (known === undefined) this.digests.set(zxid, digest);
    return known === undefined || known === digest
      ? null
      : `Node ${sid} shows the digest ${digest} after ${zxid}, another showed ${known}`;
  }

  /** Once all is quiet: whether one server has fallen behind. */
  difference(): string | null {
    const zxids = [...this.last.values()];
    return zxids.every((zxid) => zxid === zxids[0])
      ? null
      : `The servers rest at different txns: ${zxids.join(', ')}`;
  }
}
