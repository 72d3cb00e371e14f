// The configuration in the data of /zookeeper/config and of a reconfig txn. The text itself is written and read in one
// place, worker/data/config-text.ts: what the leader's Prep wrote is what every learner reads.
// Source: QuorumVerifier.toString, QuorumPeer.configFromString.
import type { Base64 } from '../base/units.ts';
import { decodeText, encodeText } from '../data/base64.ts';
import { configText, isFault, parseConfig } from '../data/config-text.ts';
import type { QuorumConfig } from './quorum-config.ts';

/** The configuration as the data of /zookeeper/config. */
export function configData(config: QuorumConfig): Base64 {
  return encodeText(configText(config));
}

/** The configuration in such data; null if it holds none. What was committed is not judged again by who may stand alone. */
export function configOfData(data: Base64): QuorumConfig | null {
  const config = parseConfig(decodeText(data), false);
  return isFault(config) ? null : config;
}
