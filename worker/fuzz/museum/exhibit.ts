// What an exhibit of the museum is, and the stage its script is played on: an ensemble in the fuzz profile, driven fact
// by fact, with a client at a node of one's choice. Called by the exhibits beside this file and by build.ts.
import { assert } from '../../base/assert.ts';
import type { Participant, ServerId } from '../../base/units.ts';
import { CLIENT_BASE, MS } from '../../base/units.ts';
import type { Zxid } from '../../base/zxid.ts';
import type { BugId } from '../../zab/bugs.ts';
import type { Settings } from '../../zab/settings.ts';
import type { WorldEvent } from '../../world/facts.ts';
import type { Machines } from '../../world/machines.ts';
import { ensembleOf } from '../../world/profiles.ts';
import type { Recording } from '../../world/recording.ts';
import { Driver, fact, sends } from '../driver.ts';

export interface Exhibit {
  readonly id: BugId;
  readonly servers: number;
  readonly settings?: Partial<Settings>;
  /** The clients, in order; the first is `A`. */
  readonly clients: readonly string[];
  /** Plays the steps of zab.md 11.2. Throws where this seed's latencies do not let a step happen: then another seed is tried. */
  readonly play: (stage: Stage) => void;
}

/** A script could not be followed with this seed's latencies. */
export class OffScript extends Error {
  override readonly name = 'OffScript';
}

/** A tick of the fuzz profile. */
export const TICK = 200 * MS;
/** A role that hears nothing is over by then: initLimit ticks and what its shutdown takes. */
export const SILENCE = 14 * TICK;

export class Stage extends Driver {
  private readonly history: WorldEvent[];
  private readonly names: readonly string[];

  constructor(exhibit: Exhibit, seed: number, machines: Machines) {
    const { servers, settings, clients, id } = exhibit;
    const history: WorldEvent[] = [];
    const recording: Recording = {
      zabRecording: 1,
      seed,
      ensemble: {
        ...ensembleOf('fuzz', { servers, observers: 0 }),
        ...(settings === undefined ? {} : { settings }),
        switches: [id],
      },
      clients: clients.map((name) => ({ name })),
      actions: [],
      until: 0,
    };
    super(recording, machines, (event) => history.push(event));
    this.history = history;
    this.names = clients;
  }

  /** Starts the nodes together; the largest of them leads. */
  boot(...nodes: readonly ServerId[]): void {
    for (const node of nodes) this.act({ do: 'start', node });
    const leader = Math.max(...nodes);
    this.led(leader);
    for (const node of nodes) if (node !== leader) this.followed(node, leader);
  }

  /** Until `node` leads in BROADCAST, unless it does already. */
  led(node: ServerId): void {
    if (this.standing(node) === `LEADING ${node}`) return;
    this.until(
      `Node ${node} leading`,
      fact(node, 'state', ({ state, zabState }) => state === 'LEADING' && zabState === 'BROADCAST'),
    );
  }

  /** Until `node` serves as a follower of `leader`, unless it does already. */
  followed(node: ServerId, leader: ServerId): void {
    if (this.standing(node) === `FOLLOWING ${leader}`) return;
    this.until(
      `Node ${node} following ${leader}`,
      fact(
        node,
        'state',
        ({ state, zabState, leader: whom }) =>
          state === 'FOLLOWING' && zabState === 'BROADCAST' && whom === leader,
      ),
    );
  }

  /** Until `node` looks for a leader. */
  looking(node: ServerId): void {
    if (this.standing(node) === 'LOOKING') return;
    this.until(
      `Node ${node} looking`,
      fact(node, 'state', ({ state }) => state === 'LOOKING'),
      2 * SILENCE,
    );
  }

  /** A new client process that knows one node only, until it has its session there. */
  connect(client: string, node: ServerId): void {
    this.act({ do: 'connect', client, node });
    this.until(
      `${client} connected`,
      fact(this.participant(client), 'clientState', ({ state }) => state === 'CONNECTED'),
    );
  }

  /** Types a line and waits for its end. */
  type(client: string, line: string): void {
    this.act({ do: 'command', client, line });
    this.until(`${line} done`, fact(this.participant(client), 'prompt'));
  }

  /** Types a line and waits until its write is proposed; returns the zxid. */
  propose(client: string, line: string): Zxid {
    this.act({ do: 'command', client, line });
    const { fact: proposed } = this.until(`${line} proposed`, fact(null, 'proposed'));
    return proposed.type === 'proposed' ? proposed.txn.zxid : 0;
  }

  /** Until the txn is durable on the disk of `node`. */
  synced(node: ServerId, zxid: Zxid): void {
    this.until(
      `The txn on node ${node}’s disk`,
      fact(node, 'synced', (synced) => synced.zxid === zxid),
    );
  }

  /** Everybody who runs goes on for a while: pings, elections, retries. */
  rest(ticks: number): void {
    this.run(ticks * TICK);
  }

  /** The script asks that something has not happened yet: a packet still under way, a sync not done. */
  expect(condition: boolean, sentence: string): void {
    if (!condition) throw new OffScript(sentence);
  }

  /** Whether an event like this has been announced since `start`. */
  has(wanted: (event: WorldEvent) => boolean, start = 0): boolean {
    return this.history.some((event) => event.at >= start && wanted(event));
  }

  /** Whether the last packet of this type from `from` has come to `to`. */
  arrived(from: ServerId, to: ServerId, packet: string): boolean {
    const sent = this.history.findLast(sends(from, to, packet));
    if (sent?.fact.type !== 'sent') return false;
    const { link, n } = sent.fact;
    return this.has(
      fact(to, 'received', (item) => item.link === link && item.n === n),
      sent.at,
    );
  }

  participant(client: string): Participant {
    const index = this.names.indexOf(client);
    assert(index >= 0, `Nobody is called ${client}`);
    return CLIENT_BASE + 1 + index;
  }

  /** The last state that `node` announced since its process started: `LEADING 3`, `FOLLOWING 3`, `LOOKING` or others. */
  private standing(node: ServerId): string {
    const last = this.history.findLast(
      ({ who, fact: { type } }) => who === node && (type === 'state' || type === 'booted'),
    );
    if (last?.fact.type !== 'state') return '';
    const { state, zabState, leader } = last.fact;
    if (state === 'LOOKING') return 'LOOKING';
    return zabState === 'BROADCAST' ? `${state} ${leader}` : '';
  }
}
