// An ensemble of one without time or network: every write is prepared, applied and answered at once, unless it is held
// back to be in flight. For the tests of this room.
import type { SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import { makeZxid } from '../base/zxid.ts';
import { checkAcl, perms } from './acl.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Membership } from './membership.ts';
import type { Id, Operation, ResponseBody, Txn } from './model.ts';
import { isWrite, Prep } from './prep.ts';
import type { PrepContext, PrepSettings } from './prep-context.ts';
import { read } from './reads.ts';
import { ReplicatedState } from './replicated-state.ts';
import type { Applied } from './replicated-state.ts';
import { SessionTracker } from './session-tracker.ts';
import { WatchManager } from './watches.ts';
import type { WatchNotice } from './watches.ts';
import { writeReply } from './write-reply.ts';

export const soloSettings: PrepSettings = {
  skipAcl: false,
  enforceQuota: false,
  extendedTypesEnabled: true,
  reconfigEnabled: true,
  standaloneEnabled: true,
};

export class Solo {
  readonly state = ReplicatedState.empty();
  readonly prep = new Prep();
  readonly watches = new WatchManager();
  readonly tracker = new SessionTracker(2000, new Map(), 0);
  readonly log: Txn[] = [];
  readonly notices: WatchNotice[] = [];
  readonly settings: PrepSettings;
  readonly authInfo = new Map<SessionId, readonly Id[]>();
  config: Membership;
  nowMs = 1_000_000;
  private counter = 0;
  private readonly inFlight: Txn[] = [];

  constructor(settings: Partial<PrepSettings> = {}, config?: Membership) {
    this.settings = { ...soloSettings, ...settings };
    this.config = config ?? { version: makeZxid(1, 0), members: [] };
  }

  /** A request, from the identities that `authInfo` has for its session. */
  do(sessionId: SessionId, op: Operation): { err: ErrorCode; body: ResponseBody | null } {
    const authInfo = this.ids(sessionId);
    if (!isWrite(op)) {
      const { tree } = this.state;
      const { watches, settings } = this;
      const answer = read(op, { tree, watches, sessionId, authInfo, settings });
      for (const event of answer.events) this.notices.push([sessionId, event]);
      return { err: answer.err, body: answer.body };
    }
    this.submit(sessionId, op);
    const applied = this.deliver().at(-1) ?? { err: errorCodes.OK, changes: [] };
    return writeReply(op, applied, this.config) ?? { err: errorCodes.SESSIONMOVED, body: null };
  }

  /** Prepares a write and leaves it in flight. */
  submit(sessionId: SessionId, op: Operation): Txn {
    this.counter += 1;
    this.nowMs += 7;
    const zxid: Zxid = makeZxid(1, this.counter);
    const request = { sessionId, cxid: this.counter, op, authInfo: this.ids(sessionId) };
    const { body, newConfig } = this.prep.prepare(request, this.context(zxid));
    if (body.type === 'createSession') {
      this.tracker.track(sessionId, body.timeoutMs, this.nowMs);
      this.tracker.setOwner(sessionId, 1);
    }
    if (body.type === 'closeSession') this.tracker.setClosing(sessionId);
    if (newConfig !== null) this.config = newConfig;
    const txn: Txn = { zxid, sessionId, cxid: this.counter, timeMs: this.nowMs, body };
    this.log.push(txn);
    this.inFlight.push(txn);
    return txn;
  }

  /** Applies the oldest writes in flight: all of them, or `count`. */
  deliver(count = this.inFlight.length): Applied[] {
    return this.inFlight.splice(0, count).map((txn) => {
      const applied = this.state.apply(txn);
      this.prep.onApplied(txn.zxid);
      if (txn.body.type === 'closeSession') this.tracker.remove(txn.sessionId);
      this.notices.push(
        ...this.watches.trigger(applied.changes, (sessionId, acl) =>
          checkAcl(acl, perms.READ, this.ids(sessionId), this.settings),
        ),
      );
      return applied;
    });
  }

  /** Opens a session and returns its id. */
  open(sessionId: SessionId, timeoutMs = 30_000): SessionId {
    this.do(sessionId, { type: 'createSession', timeoutMs });
    return sessionId;
  }

  private ids(sessionId: SessionId): readonly Id[] {
    return this.authInfo.get(sessionId) ?? [{ scheme: 'ip', id: '127.0.0.1' }];
  }

  private context(zxid: Zxid): PrepContext {
    const config = (): Membership => this.config;
    return {
      ...{ zxid, timeMs: this.nowMs, state: this.state, settings: this.settings },
      checkSession: (sessionId) => this.tracker.checkSession(sessionId, 1),
      checkGlobalSession: (sessionId) => this.tracker.checkSession(sessionId, 1),
      quorum: {
        quorumVerifier: config,
        lastSeenQuorumVerifier: config,
        isQuorumSynced: () => true,
      },
    };
  }
}
