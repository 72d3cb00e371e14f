// The two sides of the line between the pipeline and the client plane, as each sees the other. Types only: it keeps
// serving.ts, client-side.ts, opening.ts and four-letter-word.ts from importing each other in a circle.
import type { LinkId, SessionId } from '../base/units.ts';
import type { Request } from '../data/model.ts';
import type { BufferSizes } from '../data/server-report.ts';
import type { SessionTracker } from '../data/session-tracker.ts';
import type { WatchManager } from '../data/watches.ts';
import type { LeaderPort, LearnerPort } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { Connection, Connections, Latency } from './connections.ts';
import type { ServerDatabase } from './database.ts';
import type { Process } from './process.ts';

/** A server that looks for a leader and serves reads meanwhile. Source: ReadOnlyZooKeeperServer. */
export interface ReadOnlyPort {
  readonly kind: 'readonly';
}
export type ServingRole = LeaderPort | LearnerPort | ReadOnlyPort;

/** What four-letter words tell of the pipeline. Buckets are on the server's own clock, in milliseconds. */
export interface ServingFigures {
  /** How often this process has begun to serve. */
  readonly starts: number;
  /** Of the leader; empty elsewhere. */
  readonly sessionBuckets: ReturnType<SessionTracker['buckets']>;
  /** null where there are no local sessions. */
  readonly localSessionBuckets: ReturnType<SessionTracker['buckets']> | null;
  readonly proposalSizes: BufferSizes;
}

/** What the client plane asks of the pipeline. */
export interface ServingPort {
  isRunning(): boolean;
  /** Read-only servers refuse what changes anything, and clients that did not ask for one. */
  isReadOnly(): boolean;
  currentRole(): ServingRole | null;
  quorumVerifier(): QuorumConfig;
  /** `following - broadcast`. */
  peerState(): string;
  figures(): ServingFigures;
  resetProposalSizes(): void;
  waiting(): number;
  submit(request: Request, link: LinkId): void;
  submitSpecial(
    kind: 'ping' | 'setWatches',
    sessionId: SessionId,
    request: Request | null,
    link: LinkId,
  ): void;
  touch(sessionId: SessionId, timeoutMs: number): void;
  reopen(sessionId: SessionId, timeoutMs: number, link: LinkId): void;
  openLocal(sessionId: SessionId, timeoutMs: number): boolean;
}

export interface ClientSideState {
  /** The last session id this server gave; null before the first. */
  lastSessionId: SessionId | null;
  received: number;
  sent: number;
  latency: Latency;
  /** Bytes that the replies would have in jute; -1 before the first. */
  responseSizes: { last: number; min: number; max: number };
}

/** The client plane, as the opening of sessions and the four-letter words see it. */
export interface ClientPlane {
  readonly process: Process;
  readonly database: ServerDatabase;
  readonly serving: ServingPort;
  readonly connections: Connections;
  readonly watches: WatchManager;
  readonly state: ClientSideState;
  /** Ends the connection from this side. */
  drop(connection: Connection): void;
  finishSession(link: LinkId, valid: boolean, renewed: boolean): void;
  resetStats(): void;
}
