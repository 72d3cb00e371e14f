// A source of draws for whoever makes up a schedule: a counter over keyed draws, so that one seed gives one schedule.
// Never used while a run is played. Called by seeds.ts and what it is made of.
import { drawInteger } from '../base/draw.ts';
import { present } from '../base/assert.ts';

export class Draws {
  private readonly seed: number;
  private readonly purpose: string;
  private count = 0;

  constructor(seed: number, purpose: string) {
    this.seed = seed;
    this.purpose = purpose;
  }

  /** Uniform in [low, high]. */
  integer(low: number, high: number): number {
    this.count += 1;
    return drawInteger(low, high, this.seed, this.purpose, this.count);
  }

  /** True in so many of a hundred draws. */
  chance(percent: number): boolean {
    return this.integer(0, 99) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return present(list[this.integer(0, list.length - 1)], 'Something to pick from');
  }

  /** `count` of the list, in a drawn order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0)
      taken.push(...rest.splice(this.integer(0, rest.length - 1), 1));
    return taken;
  }

  /** Between low and high, small values as likely as large ones: each doubling is equally likely. */
  spread(low: number, high: number): number {
    let top = low;
    let doublings = 0;
    while (top * 2 <= high) {
      top *= 2;
      doublings += 1;
    }
    const floor = low * 2 ** this.integer(0, doublings);
    return this.integer(floor, Math.min(high, floor * 2));
  }
}
