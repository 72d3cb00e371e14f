// Facts that many lessons name, so that a lesson reads as what happens. Called by the runs beside this file.
import type { ServerId } from '../base/units.ts';
import type { Match } from './lesson.ts';

/** The node leads: a quorum has its history, it takes writes. */
export function leads(node: ServerId, epoch?: number): Match {
  const role = { state: 'LEADING', zabState: 'BROADCAST' } as const;
  return { fact: 'state', by: node, has: epoch === undefined ? role : { ...role, epoch } };
}

export function looks(node: ServerId): Match {
  return { fact: 'electionStarted', by: node };
}

export function serves(node: ServerId): Match {
  return { fact: 'upToDate', by: node };
}

/** The node proposes a write of this path; its zxid is `?z` from here on. */
export function proposes(node: ServerId, path: string): Match {
  return { fact: 'proposed', by: node, has: { txn: { zxid: '?z', body: { path } } } };
}

/** The leader has a quorum for `?z`. */
export function commits(node: ServerId): Match {
  return { fact: 'committed', by: node, has: { zxid: '?z' } };
}

/** The client has found a node that serves it. */
export function connected(client: string): Match {
  return { fact: 'clientState', by: client, has: { state: 'CONNECTED' } };
}

export function applies(node: ServerId, path: string): Match {
  return { fact: 'applied', by: node, has: { txn: { body: { path } } } };
}

/** A client prints a line in which this stands. */
export function prints(client: string, text: string): Match {
  return { fact: 'printed', by: client, has: { lines: { $includes: { $contains: text } } } };
}

export function partitioned(node: ServerId): Match {
  return { fact: 'action', has: { action: { do: 'partition', node } } };
}
