// Sessions: who may act in them, what goes with them, when the leader may end them, what a sync promises. H6, H12, H16.
// Source: correctness.md 3.3; zab.md 6.4, 7.6.
import type { LinkId, Micros, ServerId, SessionId } from '../base/units.ts';
import { NO_SESSION } from '../base/units.ts';
import { shortZxid as z, type Zxid } from '../base/zxid.ts';
import { errorCodes } from '../data/errors.ts';
import type { Txn, TxnBody } from '../data/model.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Answer, ClientTrack, PendingCall } from './client-state.ts';
import type { Docket } from './invariants.ts';
import type { LinkModel } from './model.ts';
import type { PathModel } from './path-model.ts';

interface SyncAnswer {
  readonly index: number;
  readonly lastCommitted: Zxid;
}

/** What packets on their way on one connection say of sessions, by their numbers. */
type Signs = Pick<LinkModel, 'signs'>;

export class SessionHistoryChecks {
  private readonly docket: Docket;
  private readonly paths: PathModel;
  /** What leaders told each learner when they answered its syncs, oldest first. */
  private readonly syncAnswers = new Map<ServerId, SyncAnswer[]>();
  /** When each leader last heard of a session; only signs of life that have reached it count. */
  private readonly heard = new Map<ServerId, Map<SessionId, Micros>>();
  private readonly sessionOf = new Map<LinkId, SessionId>();
  /** Sessions that live on one server alone, without a txn, until their first ephemeral (localSessionsEnabled). */
  private readonly local = new Set<SessionId>();
  /** Nodes whose clock was ever changed: their idea of a time-out is their own. */
  private readonly oddClocks = new Set<ServerId>();

  constructor(docket: Docket, paths: PathModel) {
    this.docket = docket;
    this.paths = paths;
  }

  /** Before the path model takes a committed txn. */
  beforeApply(txn: Txn): void {
    const { sessionId, body, zxid } = txn;
    if (sessionId === NO_SESSION) return;
    if (body.type === 'createSession') this.local.delete(sessionId);
    const alive = this.paths.isAlive(sessionId);
    if (isWork(body))
      this.docket.check(
        'H16',
        alive || this.local.has(sessionId),
        () => `${z(zxid)} is the work of session 0x${sessionId}, which is closed.`,
      );
    if (makesEphemeral(body))
      this.docket.check(
        'H12',
        alive,
        () => `${z(zxid)} makes an ephemeral node of session 0x${sessionId}, which is closed.`,
      );
    if (body.type !== 'closeSession' || !alive) return;
    const owned = this.paths.ownedBy(sessionId);
    const named = new Set(body.paths);
    this.docket.check(
      'H12',
      owned.every((path) => named.has(path)),
      () =>
        `${z(zxid)} closes session 0x${sessionId} and names ${body.paths.join(', ') || 'no node'}, but it owns ${owned.join(', ')}.`,
    );
  }

  onReturned(client: ClientTrack, call: PendingCall, answer: Answer): void {
    this.docket.check(
      'H16',
      answer.err !== errorCodes.OK || !client.expired.has(call.sessionId),
      () =>
        `Client ${client.name} was answered with OK in session 0x${call.sessionId}, which had expired.`,
    );
    if (call.op.type !== 'sync' || answer.err !== errorCodes.OK || client.server === null) return;
    const answers = this.syncAnswers.get(client.server) ?? [];
    const first = answers.find((one) => one.index > call.index);
    if (first === undefined) return;
    this.docket.check(
      'H6',
      answer.zxid >= first.lastCommitted,
      () =>
        `Client ${client.name} was answered its sync as of ${z(answer.zxid)}, the leader had committed ${z(first.lastCommitted)}.`,
    );
  }

  onSyncAnswered(learner: ServerId, index: number, lastCommitted: Zxid): void {
    const answers = this.syncAnswers.get(learner) ?? [];
    answers.push({ index, lastCommitted });
    if (answers.length > 200) answers.splice(0, 100);
    this.syncAnswers.set(learner, answers);
  }

  /** A leader has just been established: every session starts anew with its whole time-out. */
  onLeading(sid: ServerId): void {
    this.heard.set(sid, new Map());
  }

  /** A new session counts from its createSession (`onOwner`), not from when that is committed; a renewed one from here. */
  onSessionOpened(
    sid: ServerId,
    opened: { readonly sessionId: SessionId; readonly link: LinkId; readonly renewed: boolean },
    at: Micros,
  ): void {
    this.sessionOf.set(opened.link, opened.sessionId);
    if (opened.renewed) this.hear(sid, opened.sessionId, at);
    else if (!this.paths.isAlive(opened.sessionId)) this.local.add(opened.sessionId);
  }

  /** A leader began to track a session, or learned that it has moved. */
  onOwner(sid: ServerId, sessionId: SessionId, at: Micros): void {
    this.hear(sid, sessionId, at);
  }

  /** A packet goes out that tells of sessions: remembered with its connection. */
  onSent({ signs }: Signs, n: number, packet: PacketShown): void {
    const sessions = sessionsIn(packet);
    if (sessions.length > 0) signs.set(n, sessions);
  }

  /** `sid` has taken a packet: whatever it says of sessions is heard there. */
  onReceived(sid: ServerId, link: LinkId, packet: Signs | undefined, n: number, at: Micros): void {
    const own = this.sessionOf.get(link);
    if (own !== undefined) this.hear(sid, own, at);
    for (const session of packet?.signs.get(n) ?? []) this.hear(sid, session, at);
    packet?.signs.delete(n);
  }

  /** Of sessions that are no more nothing is heard that matters. One that is about to begin starts anew at its next sign. */
  forget(): void {
    for (const sessions of this.heard.values())
      for (const sessionId of sessions.keys())
        if (!this.paths.isAlive(sessionId)) sessions.delete(sessionId);
    for (const [link, sessionId] of this.sessionOf)
      if (!this.paths.isAlive(sessionId)) this.sessionOf.delete(link);
  }

  onClosed(link: LinkId): void {
    this.sessionOf.delete(link);
  }

  onClock(sid: ServerId): void {
    this.oddClocks.add(sid);
  }

  onExpiring(sid: ServerId, sessionId: SessionId, timeoutMs: number, at: Micros): void {
    const last = this.heard.get(sid)?.get(sessionId);
    if (last === undefined || this.oddClocks.has(sid)) return;
    this.docket.check(
      'H12',
      at - last >= timeoutMs * 1000,
      () =>
        `Node ${sid} expires session 0x${sessionId} (${timeoutMs} ms) after only ${Math.floor((at - last) / 1000)} ms of silence.`,
    );
  }

  private hear(sid: ServerId, sessionId: SessionId, at: Micros): void {
    const sessions = this.heard.get(sid) ?? new Map<SessionId, Micros>();
    this.heard.set(sid, sessions);
    sessions.set(sessionId, at);
  }
}

/** A forwarded REQUEST is no sign of life to the leader: only PING replies and REVALIDATE touch its table (LearnerHandler). */
function sessionsIn(packet: PacketShown): readonly SessionId[] {
  switch (packet.type) {
    case 'PING':
      return 'touched' in packet ? (packet.touched ?? []).map(([sessionId]) => sessionId) : [];
    case 'REVALIDATE':
      return [packet.sessionId];
    default:
      return [];
  }
}

/** What only a living session may do. Its end may be committed twice: asked for, and expired at the same time. */
function isWork(body: TxnBody): boolean {
  return body.type !== 'createSession' && body.type !== 'closeSession' && body.type !== 'error';
}

function makesEphemeral(body: TxnBody): boolean {
  if (body.type === 'create') return body.ephemeral;
  if (body.type !== 'multi' || body.txns.some((txn) => txn.type === 'error')) return false;
  return body.txns.some(makesEphemeral);
}
