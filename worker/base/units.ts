// Numbers and names that cross every room.

/** Virtual time: an integer number of microseconds since the start of the run. */
export type Micros = number;
/** Milliseconds since 1970 on a server's own (possibly skewed) wall clock; only for ctime, mtime and session ids. */
export type WallMillis = number;

/** A ZooKeeper server id (myid), 1 to 255. */
export type ServerId = number;
/** A session id: 16 hexadecimal digits without `0x` (determinism.md 6). `NO_SESSION` where there is none. */
export type SessionId = string;
export const NO_SESSION: SessionId = '0000000000000000';

/** A participant of a run: 0 is the world, 1 to 255 a server by its sid, 1001 and up a client by its number. */
export type Participant = number;
export const WORLD: Participant = 0;
/** Client number n takes part as CLIENT_BASE + n. */
export const CLIENT_BASE = 1000;

/** A connection: `opener.incarnation.counter`, unique in a run. */
export type LinkId = string;
/** The three kinds of connection: FLE notifications, leader with learner, client with server. */
export type Plane = 'election' | 'quorum' | 'client';

/** Bytes travel as base64 text; null is ZooKeeper's null data, '' is empty data. */
export type Base64 = string;

export const MS = 1000;
export const SECOND = 1_000_000;
