// Folds what clients announce into the World. Called by fold.ts. Source of the facts: worker/client/facts.ts.
import { unreachable } from '../base/assert.ts';
import type { Micros, Participant } from '../base/units.ts';
import type { ClientFact } from '../client/facts.ts';
import type { ClientView, DoneOp, TerminalLine } from './client-view.ts';
import type { Draft, Mutable } from './draft.ts';

const LINES_KEPT = 500;
const OPS_KEPT = 20;
const TYPED_KEPT = 200;

export function foldClient(draft: Draft, at: Micros, who: Participant, fact: ClientFact): void {
  const client = draft.client(who);
  switch (fact.type) {
    case 'typed':
      client.busy = true;
      say(draft, client, [{ kind: 'typed', text: fact.line, at, noeol: false }]);
      if (fact.line === '') return;
      client.typed = withTyped(draft, client, fact.line);
      return;
    case 'printed':
      say(draft, client, printed(at, fact));
      return;
    case 'prompt':
      client.busy = false;
      say(draft, client, [{ kind: 'prompt', text: fact.text, at, noeol: true }]);
      return;
    case 'clientState':
      onState(draft, at, client, fact);
      return;
    case 'invoked': {
      const pending = draft.ownList(client.pending);
      pending.push({ xid: fact.xid, op: fact.op, since: at });
      client.pending = pending;
      return;
    }
    case 'returned':
      end(draft, at, client, fact.xid, {
        outcome: fact.err === 0 ? 'ok' : 'error',
        err: fact.err,
        zxid: fact.zxid,
        body: fact.body,
      });
      return;
    case 'unknown':
      end(draft, at, client, fact.xid, { outcome: 'unknown', err: null, zxid: 0, body: null });
      return;
    case 'notified': {
      const notices = draft.ownList(client.notices);
      notices.push({ at, event: fact.event, zxid: fact.zxid });
      client.notices = keep(notices, OPS_KEPT);
      return;
    }
    case 'clientExited':
      onExit(draft, at, client, fact);
      return;
    default:
      unreachable(fact);
  }
}

function withTyped(draft: Draft, client: Mutable<ClientView>, line: string): string[] {
  const typed = draft.ownList(client.typed);
  typed.push(line);
  return keep(typed, TYPED_KEPT);
}

function onExit(
  draft: Draft,
  at: Micros,
  client: Mutable<ClientView>,
  { status, exception }: Extract<ClientFact, { type: 'clientExited' }>,
): void {
  client.exited = { status, exception: exception ?? null };
  client.busy = false;
  const kind = exception === undefined ? 'quit' : 'died';
  say(draft, client, [{ kind, text: exception ?? String(status), at, noeol: false }]);
}

function printed(at: Micros, fact: Extract<ClientFact, { type: 'printed' }>): TerminalLine[] {
  const last = fact.lines.length - 1;
  return fact.lines.map((text, index) => ({
    kind: fact.err?.includes(index) === true ? 'err' : 'out',
    text,
    at,
    noeol: fact.noeol === true && index === last,
  }));
}

function say(draft: Draft, client: Mutable<ClientView>, lines: readonly TerminalLine[]): void {
  const all = draft.ownList(client.lines);
  for (const line of lines) all.push(line);
  client.lines = keep(all, LINES_KEPT);
  client.linesTotal += lines.length;
}

/** The newest `many`, cut in place; an eighth more is let go at once so that a long list is not cut for every line. */
function keep<T>(list: T[], many: number): T[] {
  if (list.length > many) list.splice(0, list.length - many + Math.floor(many / 8));
  return list;
}

function onState(
  draft: Draft,
  at: Micros,
  client: Mutable<ClientView>,
  fact: Extract<ClientFact, { type: 'clientState' }>,
): void {
  client.state = fact.state;
  client.since = at;
  client.server = fact.server;
  client.sessionId = fact.sessionId;
  client.timeoutMs = fact.timeoutMs;
  client.exited = null;
  if (fact.state === 'CONNECTED') nameSession(draft, client.name, fact.sessionId);
}

/** A server knows sessions by id only; the client's own fact says whose it is. */
function nameSession(draft: Draft, name: string, sessionId: string): void {
  for (const { sid, sessions } of draft.view.nodes)
    if (sessions.some((session) => session.sessionId === sessionId && session.client !== name))
      draft.node(sid).sessions = sessions.map((session) =>
        session.sessionId === sessionId ? { ...session, client: name } : session,
      );
}

function end(
  draft: Draft,
  at: Micros,
  client: Mutable<ClientView>,
  xid: number,
  outcome: Pick<DoneOp, 'outcome' | 'err' | 'zxid' | 'body'>,
): void {
  const pending = draft.ownList(client.pending);
  const index = pending.findIndex((op) => op.xid === xid);
  const op = pending[index];
  if (op === undefined) return;
  pending.splice(index, 1);
  client.pending = pending;
  const done = draft.ownList(client.done);
  done.push({ ...op, at, ...outcome });
  client.done = keep(done, OPS_KEPT);
}
