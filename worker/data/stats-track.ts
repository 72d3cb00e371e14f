// The text in quota nodes: `count=4,bytes=20` with hard limits behind it, `count=4,bytes=20=;byteHardLimit=10`.
// Called by the tree for zookeeper_stats, by Prep for limits, by zkCli for listquota and setquota.
// Source: StatsTrack.
import { parseInt64 } from './java-integers.ts';
import { splitText } from './java-text.ts';

/** Numbers are Java longs, so bigint; -1 where a key is missing. */
export class StatsTrack {
  private readonly stats: Map<string, bigint>;

  /** Differs: a pair that is malformed is passed over, where ZooKeeper throws and the server's pipeline ends. */
  constructor(text = '') {
    this.stats = new Map();
    for (const pair of text.split(/[,;]+/)) {
      const [key = '', value] = pair.split('=');
      if (value === undefined) continue;
      const number = parseInt64(value === '' ? '-1' : value);
      if (number !== null) this.stats.set(key, number);
    }
  }

  /** Whether ZooKeeper can read the text at all; where it cannot, an exception ends what it was doing. */
  static isWellFormed(text: string): boolean {
    if (text === '') return true;
    const pairs = splitText(text.replace(/[,;]+/g, ','), ',');
    return pairs.every((pair) => {
      const value = splitText(pair, '=')[1];
      return value !== undefined && parseInt64(value === '' ? '-1' : value) !== null;
    });
  }

  get(key: StatsKey): bigint {
    return this.stats.get(key) ?? -1n;
  }

  set(key: StatsKey, value: bigint): void {
    this.stats.set(key, value);
  }

  /** count and bytes first, always; other keys sorted, behind an extra `=` that makes old parsers ignore them. */
  toText(): string {
    const head = `count=${this.get('count').toString()},bytes=${this.get('bytes').toString()}`;
    const others = [...this.stats.keys()].filter((key) => key !== 'count' && key !== 'bytes');
    if (others.length === 0) return head;
    const tail = others.sort().map((key) => `;${key}=${(this.stats.get(key) ?? -1n).toString()}`);
    return `${head}=${tail.join('')}`;
  }
}

export type StatsKey = 'count' | 'bytes' | 'countHardLimit' | 'byteHardLimit';
