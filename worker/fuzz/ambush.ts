// Faults that wait for their moment: each trap is set at a drawn time, for a drawn kind of moment, and then kills, resets,
// cuts, pauses or slows who is there. A schedule drawn blindly would hardly ever hit between two packets.
// Called by trial.ts while a seed is played; what it did stands in the recording as ordinary actions.
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { WorldEvent } from '../world/facts.ts';
import { Draws } from '../world/draws.ts';
import type { ActionDraft } from '../world/recording.ts';
import type { Driver } from './driver.ts';
import { momentNames, momentsOf, type Moment } from './moments.ts';

const blows = [
  ...['kill', 'kill', 'kill', 'killBoth', 'killOther', 'killAll', 'killAll', 'bounce', 'bounce'],
  ...['reset', 'reset', 'cutIn', 'cutIn', 'cutOut', 'partition', 'pause', 'slowDisk', 'slowLink'],
] as const;

type Blow = (typeof blows)[number];

export interface Trap {
  /** It waits from then on. */
  readonly from: Micros;
  readonly moment: string;
  /** So many such moments are let pass. */
  readonly skip: number;
  readonly blow: Blow;
  /** Between the moment and the blow. */
  readonly delay: Micros;
  /** Another kind of moment, upon which the same trap strikes again at once: bugs come in pairs of crashes. */
  readonly then: Omit<Trap, 'then' | 'from'> | null;
}

export interface AmbushPlan {
  readonly seed: number;
  readonly traps: readonly Trap[];
  /** No blow falls from then on. */
  readonly end: Micros;
  /** The servers, and those among them that may be hurt. */
  readonly sids: readonly ServerId[];
  readonly victims: readonly ServerId[];
  readonly tick: Micros;
}

interface Due {
  readonly at: Micros;
  readonly drafts: readonly ActionDraft[];
}

export function drawTraps(draws: Draws, end: Micros, count: number): Trap[] {
  const traps = Array.from({ length: count }, (): Trap => {
    const first = drawTrap(draws);
    const then = draws.chance(60) ? drawTrap(draws) : null;
    return { from: draws.integer(0, end), ...first, then };
  });
  return traps.sort((a, b) => a.from - b.from);
}

function drawTrap(draws: Draws): Omit<Trap, 'then' | 'from'> {
  return {
    moment: draws.pick(momentNames),
    skip: draws.chance(60) ? 0 : draws.spread(1, 16),
    blow: draws.pick(blows),
    delay: draws.chance(60) ? 0 : draws.spread(1, 20 * MS),
  };
}

export class Ambush {
  private readonly plan: AmbushPlan;
  private readonly driver: Driver;
  private readonly draws: Draws;
  private readonly waiting: Trap[];
  private armed: { trap: Omit<Trap, 'from'>; left: number }[] = [];
  private due: Due[] = [];

  constructor(plan: AmbushPlan, driver: Driver) {
    this.plan = plan;
    this.driver = driver;
    this.draws = new Draws(plan.seed, 'ambush');
    this.waiting = [...plan.traps];
  }

  /** Plays on to the plan's end. */
  run(): void {
    const { driver, plan } = this;
    while (driver.now < plan.end) {
      this.arm();
      for (const { drafts } of this.takeDue()) driver.act(...drafts);
      const next = Math.min(
        plan.end,
        this.waiting[0]?.from ?? Infinity,
        this.due[0]?.at ?? Infinity,
      );
      driver.seek((event) => this.isStruck(event), Math.max(next, driver.now + 1));
    }
  }

  private arm(): void {
    while (this.waiting[0] !== undefined && this.waiting[0].from <= this.driver.now) {
      const trap = this.waiting.shift();
      if (trap !== undefined) this.armed.push({ trap, left: trap.skip });
    }
  }

  private takeDue(): readonly Due[] {
    const now = this.driver.now;
    const due = this.due.filter(({ at }) => at <= now);
    this.due = this.due.filter(({ at }) => at > now);
    return due;
  }

  /** Springs the first trap that waits for this; its blow is laid down for its time. */
  private isStruck(event: WorldEvent): boolean {
    if (this.armed.length === 0) return false;
    for (const { name, moment } of momentsOf(event)) {
      const place = this.armed.findIndex((each) => each.trap.moment === name);
      const found = this.armed[place];
      if (found === undefined || !this.plan.victims.includes(moment.node)) continue;
      if (found.left > 0) {
        found.left -= 1;
        continue;
      }
      this.armed.splice(place, 1);
      const { then } = found.trap;
      if (then !== null) this.armed.push({ trap: { ...then, then: null }, left: then.skip });
      this.strike(found.trap, moment);
      return true;
    }
    return false;
  }

  private strike(trap: Omit<Trap, 'from'>, moment: Moment): void {
    const at = moment.at + trap.delay + this.draws.integer(0, 1);
    const { drafts, after } = this.deed(trap.blow, moment);
    this.lay(at, drafts);
    for (const undo of after) this.lay(at + this.lasting(), [undo]);
  }

  private lay(at: Micros, drafts: readonly ActionDraft[]): void {
    if (drafts.length === 0) return;
    this.due.push({ at, drafts });
    this.due.sort((a, b) => a.at - b.at);
  }

  /** Half a millisecond to twelve ticks. */
  private lasting(): Micros {
    return this.draws.spread(MS / 2, 12 * this.plan.tick);
  }

  private deed(
    blow: Blow,
    { node, peer }: Moment,
  ): { drafts: ActionDraft[]; after: ActionDraft[] } {
    const other =
      peer ?? this.draws.pick(this.plan.sids.filter((sid) => sid !== node).concat(node));
    switch (blow) {
      case 'kill':
        return this.killing([node]);
      case 'bounce':
        return { drafts: [this.kill(node), { do: 'restart', node }], after: [] };
      case 'killOther':
        return this.killing([other]);
      case 'killBoth':
        return this.killing([node, other]);
      case 'killAll':
        return this.killing(this.plan.sids);
      case 'reset':
        return {
          drafts: other === node ? [] : [{ do: 'reset', from: node, to: other }],
          after: [],
        };
      case 'cutIn':
        return cutting(other, node);
      case 'cutOut':
        return cutting(node, other);
      case 'partition':
        return { drafts: [{ do: 'partition', node }], after: [{ do: 'heal', node }] };
      case 'pause':
        return { drafts: [{ do: 'pause', node }], after: [{ do: 'resume', node }] };
      case 'slowDisk': {
        const value = this.draws.spread(10, 500);
        return {
          drafts: [{ do: 'disk', node, value }],
          after: [{ do: 'disk', node, value: 'ok' }],
        };
      }
      case 'slowLink': {
        if (other === node) return { drafts: [], after: [] };
        const value = this.draws.spread(10, 100);
        return {
          drafts: [{ do: 'slow', from: other, to: node, value }],
          after: [{ do: 'slow', from: other, to: node, value: 1 }],
        };
      }
    }
  }

  private killing(nodes: readonly ServerId[]): { drafts: ActionDraft[]; after: ActionDraft[] } {
    const hurt = [...new Set(nodes)].filter((node) => this.plan.victims.includes(node));
    return {
      drafts: hurt.map((node) => this.kill(node)),
      after: hurt.map((node) => ({ do: 'restart', node })),
    };
  }

  private kill(node: ServerId): ActionDraft {
    return this.draws.chance(40) ? { do: 'kill', node, value: 'prefix' } : { do: 'kill', node };
  }
}

function cutting(from: ServerId, to: ServerId): { drafts: ActionDraft[]; after: ActionDraft[] } {
  if (from === to) return { drafts: [], after: [] };
  return { drafts: [{ do: 'cut', from, to }], after: [{ do: 'join', from, to }] };
}
