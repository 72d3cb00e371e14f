// What a language must say beside the story: the invariants and the terms of the glossary. A missing one does not compile.
import type { InvariantId } from './invariant-ids.ts';

/** S24, determinism, compares runs; it has words though no single trace can decide it. */
export type InvariantName = InvariantId | 'S24';

/** A name of a few words, and what is promised. */
export type InvariantWords = {
  readonly [K in InvariantName]: readonly [name: string, promise: string];
};

/** Terms that stand on the screen as ZooKeeper writes them. */
export type Term =
  | ServerTerm
  | PhaseTerm
  | PacketTerm
  | DataTerm
  | 'quorum'
  | 'zxid'
  | 'epoch'
  | 'acceptedEpoch'
  | 'currentEpoch'
  | 'vote'
  | 'round'
  | 'tick'
  | 'initLimit'
  | 'syncLimit'
  | 'partition'
  | 'log'
  | 'txn'
  | 'snapshot'
  | 'committed'
  | 'synced'
  | 'observer'
  | 'invariant';
type ServerTerm = 'LOOKING' | 'LEADING' | 'FOLLOWING' | 'OBSERVING' | 'DOWN';
type PhaseTerm = 'ELECTION' | 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';
type PacketTerm =
  | 'NOTIFICATION'
  | 'FOLLOWERINFO'
  | 'OBSERVERINFO'
  | 'LEADERINFO'
  | 'ACKEPOCH'
  | 'DIFF'
  | 'TRUNC'
  | 'SNAP'
  | 'NEWLEADER'
  | 'UPTODATE'
  | 'PROPOSAL'
  | 'ACK'
  | 'COMMIT'
  | 'INFORM'
  | 'PING'
  | 'REQUEST'
  | 'REVALIDATE'
  | 'SYNC';
type DataTerm =
  | 'znode'
  | 'ephemeral'
  | 'sequential'
  | 'version'
  | 'ACL'
  | 'watch'
  | 'session'
  | 'sessionTimeout'
  | 'connectionLoss'
  | 'sync'
  | 'multi'
  | 'client';

/** How the term is written in this language, with ZooKeeper's own word beside it, and what it means in a sentence or two. */
export type Glossary = { readonly [K in Term]: readonly [term: string, meaning: string] };
