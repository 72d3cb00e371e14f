// Where in a run a term of the glossary happens: the facts that show it, and the last of them. Called by the page's glossary.
import { WORLD, type Micros, type Participant } from '../base/units.ts';
import type { Fact, FactType } from './event.ts';
import type { History } from './history.ts';
import type { Term } from './word-types.ts';

/** A fact of this type that passes `is`, or any of the type. */
type Sign = {
  readonly [T in FactType]: {
    readonly fact: T;
    readonly is?: (fact: Extract<Fact, { readonly type: T }>) => boolean;
  };
}[FactType];

type Packet = Extract<Fact, { readonly type: 'sent' }>['packet']['type'];
type State = Extract<Fact, { readonly type: 'state' }>;

const state = (name: State['state']): Sign => ({ fact: 'state', is: (one) => one.state === name });
const phase = (name: State['zabState']): Sign => ({
  fact: 'state',
  is: (one) => one.zabState === name,
});
const packet = (name: Packet): Sign => ({ fact: 'sent', is: (one) => one.packet.type === name });
const epochFile = (name: 'acceptedEpoch' | 'currentEpoch'): Sign => ({
  fact: 'epochWritten',
  is: (one) => one.file === name,
});
const created = (letter: 'ephemeral' | 'sequential'): Sign => ({
  fact: 'invoked',
  is: ({ op }) =>
    (op.type === 'create' || op.type === 'create2') &&
    (op.mode?.includes(letter === 'ephemeral' ? 'EPHEMERAL' : 'SEQUENTIAL') ?? false),
});
const invoked = (...types: readonly string[]): Sign => ({
  fact: 'invoked',
  is: ({ op }) => types.includes(op.type),
});

/** Any of these is the term. None: it is no event, and stands in no one place. */
const signs: Readonly<Record<Term, readonly Sign[]>> = {
  LOOKING: [state('LOOKING')],
  LEADING: [state('LEADING')],
  FOLLOWING: [state('FOLLOWING')],
  OBSERVING: [state('OBSERVING')],
  DOWN: [{ fact: 'diskKept' }],
  ELECTION: [phase('ELECTION')],
  DISCOVERY: [phase('DISCOVERY')],
  SYNCHRONIZATION: [phase('SYNCHRONIZATION')],
  BROADCAST: [phase('BROADCAST')],
  NOTIFICATION: [packet('NOTIFICATION')],
  FOLLOWERINFO: [packet('FOLLOWERINFO')],
  OBSERVERINFO: [packet('OBSERVERINFO')],
  LEADERINFO: [packet('LEADERINFO')],
  ACKEPOCH: [packet('ACKEPOCH')],
  DIFF: [packet('DIFF')],
  TRUNC: [packet('TRUNC')],
  SNAP: [packet('SNAP')],
  NEWLEADER: [packet('NEWLEADER')],
  UPTODATE: [packet('UPTODATE')],
  PROPOSAL: [packet('PROPOSAL')],
  ACK: [packet('ACK')],
  COMMIT: [packet('COMMIT')],
  INFORM: [packet('INFORM')],
  PING: [packet('PING')],
  REQUEST: [packet('REQUEST')],
  REVALIDATE: [packet('REVALIDATE')],
  SYNC: [packet('SYNC')],
  znode: [
    { fact: 'applied', is: ({ txn }) => txn.body.type.startsWith('create') && 'path' in txn.body },
  ],
  ephemeral: [created('ephemeral')],
  sequential: [created('sequential')],
  version: [invoked('setData')],
  ACL: [invoked('getACL', 'setACL')],
  watch: [{ fact: 'watchFired' }, { fact: 'watchSet' }],
  session: [{ fact: 'sessionOpened' }],
  sessionTimeout: [{ fact: 'sessionExpiring' }],
  connectionLoss: [{ fact: 'unknown' }],
  sync: [invoked('sync')],
  multi: [invoked('multi')],
  client: [{ fact: 'clientState', is: (one) => one.state === 'CONNECTED' }],
  quorum: [{ fact: 'committed' }],
  zxid: [{ fact: 'proposed' }],
  epoch: [{ fact: 'barrier', is: (one) => one.barrier === 'epoch' && one.formed }],
  acceptedEpoch: [epochFile('acceptedEpoch')],
  currentEpoch: [epochFile('currentEpoch')],
  vote: [{ fact: 'voteCounted' }, { fact: 'voteChanged' }],
  round: [{ fact: 'electionStarted' }],
  tick: [],
  initLimit: [{ fact: 'stepDown', is: ({ why }) => why === 'epochTimeout' }],
  syncLimit: [
    { fact: 'stepDown', is: ({ why }) => why === 'noQuorum' || why === 'leaderSilent' },
    { fact: 'learnerTimedOut' },
  ],
  partition: [
    { fact: 'action', is: ({ action }) => action.do === 'partition' || action.do === 'cut' },
  ],
  log: [{ fact: 'appended' }],
  txn: [{ fact: 'proposed' }],
  snapshot: [{ fact: 'snapshot', is: (one) => one.phase === 'written' }],
  committed: [{ fact: 'committed' }],
  synced: [{ fact: 'synced' }],
  observer: [state('OBSERVING')],
  invariant: [],
};

/** Terms that no fact shows: a length of time, and a promise about every moment. */
export const placeless: readonly Term[] = terms().filter((term) => signs[term].length === 0);

/** The last fact that shows a term. */
export interface TermPlace {
  readonly at: Micros;
  /** Whose fact it is; null: the world's, such as a fault. */
  readonly who: Participant | null;
}

/** For each term that has happened in what is kept of the run: where it did last. */
export function lastPlaces(history: History): ReadonlyMap<Term, TermPlace> {
  const found = new Map<Term, TermPlace>();
  const open = new Map<FactType, (readonly [Term, Sign])[]>();
  for (const term of terms())
    for (const sign of signs[term])
      open.set(sign.fact, [...(open.get(sign.fact) ?? []), [term, sign]]);
  for (let index = history.length - 1; index >= history.first && open.size > 0; index -= 1) {
    const event = history.eventAt(index);
    const wanted = event === null ? undefined : open.get(event.fact.type);
    if (event === null || wanted === undefined) continue;
    for (const [term, sign] of wanted)
      if (!found.has(term) && shows(sign, event.fact))
        found.set(term, { at: event.at, who: event.who === WORLD ? null : event.who });
    const left = wanted.filter(([term]) => !found.has(term));
    if (left.length > 0) open.set(event.fact.type, left);
    else open.delete(event.fact.type);
  }
  return found;
}

function shows({ fact: type, is }: Sign, fact: Fact): boolean {
  // `is` takes the facts of `type`, which the compiler cannot see across the union.
  const test = is as ((fact: Fact) => boolean) | undefined;
  return fact.type === type && (test?.(fact) ?? true);
}

function terms(): readonly Term[] {
  return Object.keys(signs) as Term[];
}
