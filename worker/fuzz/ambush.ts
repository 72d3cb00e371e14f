// Faults that wait for their moment: each trap is set at a drawn time, for a drawn kind of moment, and then strikes who is
// there. A schedule drawn blindly would hardly ever hit between two packets.
// Called by trial.ts while a seed is played; what it did stands in the recording as ordinary actions.
import { MS, type Micros, type ServerId } from '../base/units.ts';
import { Draws } from '../world/draws.ts';
import type { WorldEvent } from '../world/facts.ts';
import type { ActionDraft } from '../world/recording.ts';
import { blows, dreamLength, strokesOf, type Snare } from './blows.ts';
import type { Driver } from './driver.ts';
import { drawStory } from './stories.ts';
import { Lookout, momentNames, type Moment } from './moments.ts';

export interface Trap {
  /** It waits from then on. */
  readonly from: Micros;
  /** Each is set when the one before has sprung: bugs come in pairs of crashes. */
  readonly snares: readonly Snare[];
}

/** A trap for no moment but its own time: it strikes the leader there is. */
export function dreamAt(from: Micros): Trap {
  return {
    from,
    snares: [{ moment: NOW, skip: 0, blow: 'dream', delay: 0, sameNode: false }],
  };
}

const NOW = 'now';

export interface AmbushPlan {
  readonly seed: number;
  readonly traps: readonly Trap[];
  /** No blow falls from then on. */
  readonly end: Micros;
  /** The servers, and those among them that may be hurt. */
  readonly sids: readonly ServerId[];
  readonly victims: readonly ServerId[];
  readonly tick: Micros;
  /** Who may be made to type. */
  readonly clients: readonly string[];
}

interface Due {
  readonly at: Micros;
  readonly draft: ActionDraft;
}

/** Ascending by the time from which they wait. */
export function drawTraps(draws: Draws, end: Micros, count: number): Trap[] {
  const traps = Array.from({ length: count }, (): Trap => {
    const from = draws.integer(0, end);
    if (draws.chance(50)) return { from, snares: drawStory(draws) };
    const length = draws.pick([1, 1, 2, 2, 3]);
    return { from, snares: Array.from({ length }, () => drawSnare(draws)) };
  });
  return traps.sort((a, b) => a.from - b.from);
}

function drawSnare(draws: Draws): Snare {
  return {
    moment: draws.pick(momentNames),
    skip: draws.chance(70) ? 0 : draws.spread(1, 16),
    blow: draws.pick(blows),
    delay: draws.chance(60) ? 0 : draws.spread(1, 20 * MS),
    sameNode: draws.chance(30),
  };
}

interface Armed {
  readonly snares: readonly Snare[];
  /** Whom the snare before this one has caught. */
  readonly caught: ServerId | null;
  left: number;
}

export class Ambush {
  private readonly plan: AmbushPlan;
  private readonly driver: Driver;
  private readonly draws: Draws;
  private readonly lookout = new Lookout();
  private readonly waiting: Trap[];
  private armed: Armed[] = [];
  /** Ascending by time. */
  private due: Due[] = [];
  /** No trap springs while a leader dreams: its sleep is light. */
  private calmUntil: Micros = 0;

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
      this.setTraps();
      while (this.due[0] !== undefined && this.due[0].at <= driver.now) {
        const { draft } = this.due[0];
        this.due.shift();
        driver.act(draft);
      }
      const next = Math.min(
        plan.end,
        this.waiting[0]?.from ?? Infinity,
        this.due[0]?.at ?? Infinity,
      );
      driver.seek((event) => this.springs(event), next);
    }
  }

  private setTraps(): void {
    while (this.waiting[0] !== undefined && this.waiting[0].from <= this.driver.now) {
      const trap = this.waiting.shift();
      if (trap !== undefined) this.arm(trap.snares, null);
    }
  }

  private arm(snares: readonly Snare[], caught: ServerId | null): void {
    const [first] = snares;
    const leader = this.lookout.leader();
    if (first?.moment === NOW) {
      const moment = { at: this.driver.now, node: leader ?? 0, peer: null };
      if (leader !== null && this.plan.victims.includes(leader)) this.strike(first, moment);
    } else if (first !== undefined) this.armed.push({ snares, caught, left: first.skip });
  }

  /** Springs the oldest trap that waits for this; its blow is laid down for its time. */
  private springs(event: WorldEvent): boolean {
    const moments = this.lookout.momentsOf(event);
    if (this.armed.length === 0 || event.at < this.calmUntil) return false;
    for (const { name, moment } of moments) {
      if (!this.plan.victims.includes(moment.node)) continue;
      const place = this.armed.findIndex((armed) => waitsFor(armed, name, moment.node));
      const found = this.armed[place];
      const snare = found?.snares[0];
      if (found === undefined || snare === undefined) continue;
      if (found.left > 0) {
        found.left -= 1;
        continue;
      }
      this.armed.splice(place, 1);
      this.arm(found.snares.slice(1), moment.node);
      this.strike(snare, moment);
      return true;
    }
    return false;
  }

  private strike(snare: Snare, moment: Moment): void {
    const at = moment.at + snare.delay + this.draws.integer(0, 1);
    const { plan, draws, lookout } = this;
    const isAt = (client: number): boolean => lookout.isAt(client, moment.node);
    const near = plan.clients.filter((_, client) => isAt(client));
    const far = plan.clients.filter((_, client) => !isAt(client));
    const ground = { ...plan, draws, near, far };
    if (snare.blow === 'dream') this.calmUntil = at + dreamLength(plan.tick);
    for (const { after, draft } of strokesOf(snare.blow, moment, ground))
      this.due.push({ at: at + after, draft });
    this.due.sort((a, b) => a.at - b.at);
  }
}

function waitsFor({ snares, caught }: Armed, moment: string, node: ServerId): boolean {
  const snare = snares[0];
  if (snare?.moment !== moment) return false;
  return !snare.sameNode || caught === null || caught === node;
}
