// The autopilot: writes all the time, and breaks something every quarter of a minute, one thing at once, which it heals
// before it breaks the next. Its course follows from seed, moment of beginning, and facts. Made by worker/host/session.ts.
import { drawInteger } from '../base/draw.ts';
import { MS, SECOND, type Micros, type ServerId } from '../base/units.ts';
import type { Pilot } from './pilot.ts';
import type { ActionDraft } from './recording.ts';
import type { Situation } from './situation.ts';

/** A recording holds no more actions than can be opened again. */
const ACTS_MAX = 12_000;
const CLIENTS = 2;
const KEYS = 6;

export class Autopilot implements Pilot {
  readonly name = 'autopilot';
  private readonly situation: Situation;
  private readonly seed: number;
  private readonly begun: Micros;
  private acts = 0;
  private draws = 0;
  private writeAt: Micros;
  private faultAt: Micros;
  /** What heals that which it broke. */
  private cure: readonly ActionDraft[] = [];

  constructor(situation: Situation, seed: number, now: Micros) {
    this.situation = situation;
    this.seed = seed;
    this.begun = now;
    this.writeAt = now + 200 * MS;
    this.faultAt = now + 4 * SECOND;
  }

  get at(): Micros {
    return Math.min(this.writeAt, this.faultAt);
  }

  get doing(): string {
    if (this.acts >= ACTS_MAX) return 'done';
    return this.cure.length > 0 ? 'broken' : 'writing';
  }

  act(now: Micros): readonly ActionDraft[] {
    const drafts: ActionDraft[] = [];
    if (now >= this.faultAt) drafts.push(...this.breakOrHeal(now));
    if (now >= this.writeAt) {
      drafts.push(...this.write());
      this.writeAt = now + this.draw(900, 2600) * MS;
    }
    this.acts += drafts.length;
    return drafts;
  }

  private breakOrHeal(now: Micros): readonly ActionDraft[] {
    if (this.cure.length > 0) {
      const healing = this.cure;
      this.cure = [];
      this.faultAt = now + this.draw(7000, 12_000) * MS;
      return healing;
    }
    const fault = this.pickFault();
    // Nobody leads: it waits until somebody does, so that what breaks next can be told from what broke before.
    this.faultAt = now + (fault === null ? 2 * SECOND : this.draw(14_000, 20_000) * MS);
    this.cure = fault?.cure ?? [];
    return fault?.harm ?? [];
  }

  private pickFault(): { harm: readonly ActionDraft[]; cure: readonly ActionDraft[] } | null {
    const { situation } = this;
    const { leader } = situation;
    const followers = [...situation.up].filter((sid) => sid !== leader).sort((a, b) => a - b);
    if (leader === null || followers.length === 0) return null;
    const follower = this.pick(followers, leader);
    const node = this.draw(0, 99) < 55 ? leader : follower;
    const kind = this.draw(0, 99);
    if (kind < 34) return fault({ do: 'partition', node }, { do: 'heal', node });
    if (kind < 62) return fault({ do: 'kill', node }, { do: 'restart', node });
    if (kind < 72) return fault({ do: 'pause', node }, { do: 'resume', node });
    const from = node;
    const to = node === leader ? follower : leader;
    if (kind < 84) return fault({ do: 'cut', from, to }, { do: 'join', from, to });
    if (kind < 94)
      return fault({ do: 'slow', from, to, value: 10 }, { do: 'slow', from, to, value: 1 });
    return fault({ do: 'disk', node, value: 40 }, { do: 'disk', node, value: 1 });
  }

  private write(): readonly ActionDraft[] {
    const running = this.situation.clients.filter((client) => client.running);
    const idle = running.filter((client) => client.server !== null && !client.busy);
    const spare = this.situation.clients.find((client) => !client.running);
    if (running.length < CLIENTS && spare !== undefined) {
      const node = this.pick(
        [...this.situation.up].sort((a, b) => a - b),
        1,
      );
      return [{ do: 'connect', client: spare.name, node, value: 'all' }];
    }
    const client = idle[this.draw(0, Math.max(0, idle.length - 1))];
    if (client === undefined) return [];
    return [{ do: 'command', client: client.name, line: this.line() }];
  }

  private line(): string {
    if (this.acts < CLIENTS + 1) return 'create /auto autopilot';
    const path = `/auto/k${this.draw(1, KEYS)}`;
    const kind = this.draw(0, 99);
    if (kind < 40) return `create ${path} ${this.acts}`;
    if (kind < 70) return `set ${path} ${this.acts}`;
    if (kind < 80) return `delete ${path}`;
    return kind < 90 ? 'create -e -s /auto/e-' : `get -w ${path}`;
  }

  private pick(sids: readonly ServerId[], otherwise: ServerId): ServerId {
    return sids[this.draw(0, Math.max(0, sids.length - 1))] ?? otherwise;
  }

  private draw(low: number, high: number): number {
    this.draws += 1;
    return drawInteger(low, high, this.seed, 'autopilot', this.begun, this.draws);
  }
}

function fault(
  harm: ActionDraft,
  cure: ActionDraft,
): { harm: readonly ActionDraft[]; cure: readonly ActionDraft[] } {
  return { harm: [harm], cure: [cure] };
}
