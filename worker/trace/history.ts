// The whole past of a run behind the page: time travel is a cursor into it. Facts are kept in chunks, each with the World
// before its first fact (a key frame). Old chunks are thinned to their key frames, so memory is bounded (W25).
import { present } from '../base/assert.ts';
import type { Micros } from '../base/units.ts';
import { decisive, type DecisiveClass } from './decisive.ts';
import type { TraceEvent } from './event.ts';
import { explain } from './explanation.ts';
import { Fold } from './fold.ts';
import type { RunShape } from './run-shape.ts';
import type { StoryEntry } from './story-entry.ts';
import { compactTrees } from './tree-reader.ts';
import type { World } from './world-state.ts';

interface Chunk {
  readonly first: number;
  readonly frame: World;
  /** Null when they have been let go: only the key frame is left. */
  events: TraceEvent[] | null;
}

export interface Mark {
  readonly index: number;
  readonly at: Micros;
  readonly kind: DecisiveClass;
}

export interface HistoryLimits {
  /** Facts kept whole. */
  readonly events: number;
  /** Key frames kept without their facts. */
  readonly frames: number;
  /** Facts between two key frames. */
  readonly chunk: number;
  /** Lines of the story. */
  readonly lines: number;
}

const usual: HistoryLimits = { events: 50_000, frames: 200, chunk: 1000, lines: 10_000 };

export class History {
  readonly shape: RunShape;
  private readonly limits: HistoryLimits;
  private readonly chunks: Chunk[] = [];
  private head: Fold;
  private count = 0;
  private marked: Mark[] = [];
  private readonly told: StoryEntry[] = [];
  /** The last World asked for, to go on from when the next one lies just behind it. */
  private cursor: Fold | null = null;

  constructor(shape: RunShape, limits: Partial<HistoryLimits> = {}) {
    this.shape = shape;
    this.limits = { ...usual, ...limits };
    this.head = new Fold(shape);
  }

  /** How many facts there have been: one more than the index of the newest. */
  get length(): number {
    return this.count;
  }

  /** Index of the oldest fact that is still kept whole; Worlds before it are shown at the nearest key frame. */
  get first(): number {
    return this.chunks.find((chunk) => chunk.events !== null)?.first ?? 0;
  }

  /** Both have the same nodes, clients and settings. */
  isLike(other: History): boolean {
    return JSON.stringify(this.shape) === JSON.stringify(other.shape);
  }

  /** After how many facts `branch` gives what a history of those facts alone would be, both bounds included. */
  get branchable(): { readonly from: number; readonly to: number } {
    const { first, count } = this;
    // One that long has let go of its own oldest facts as well.
    return { from: first === 0 ? 1 : Math.max(first + 1, this.limits.events), to: count };
  }

  /** The first `index` facts as a history of its own, for a run that goes on otherwise from there. */
  branch(index: number): History {
    const branch = new History(this.shape, this.limits);
    branch.head = Fold.from(this.worldAt(index));
    branch.count = index;
    for (const { first, frame, events } of this.chunks)
      if (first < index)
        branch.chunks.push({ first, frame, events: events?.slice(0, index - first) ?? null });
    branch.marked = this.marked.slice(0, firstAt(this.marked, index));
    branch.told.push(...this.storyUpTo(index));
    return branch;
  }

  /** The World now. */
  get world(): World {
    return this.head.world;
  }

  /** Every decisive event, oldest first; of long runs the oldest are thinned out. */
  get marks(): readonly Mark[] {
    return this.marked;
  }

  /** Facts in trace order, after all appended before. */
  append(events: readonly TraceEvent[]): void {
    for (const event of events) {
      let chunk = this.chunks.at(-1);
      if (chunk?.events == null || chunk.events.length >= this.limits.chunk) {
        chunk = { first: this.count, frame: this.head.world, events: [] };
        this.chunks.push(chunk);
        this.forget();
      }
      chunk.events?.push(event);
      this.note(event);
      this.head.push(event);
      this.count += 1;
    }
  }

  /** The lines of the story about facts before `index`, oldest first; of long runs only the newest `limits.lines`. */
  storyUpTo(index: number): readonly StoryEntry[] {
    return this.told.slice(0, firstAt(this.told, index));
  }

  /** The World after the first `index` facts: 0 is the start, `length` is now. Before `first`: at the nearest key frame. */
  worldAt(index: number): World {
    if (index >= this.count) return this.world;
    const chunk = this.chunkOf(index);
    if (chunk === null) return new Fold(this.shape).world;
    if (chunk.events === null || index <= chunk.first) return chunk.frame;
    const known = this.cursor?.world.index ?? -1;
    const fold =
      this.cursor !== null && known >= chunk.first && known <= index
        ? this.cursor
        : Fold.from(chunk.frame);
    for (let at = fold.world.index; at < index; at += 1)
      fold.push(present(chunk.events[at - chunk.first], 'A kept fact'));
    this.cursor = fold;
    return fold.world;
  }

  /** The World as of virtual time `at`: after every fact at or before it. */
  worldAtTime(at: Micros): World {
    return this.worldAt(this.indexAt(at));
  }

  /** The fact with this index; null when there is none or it was let go. */
  eventAt(index: number): TraceEvent | null {
    const chunk = this.chunkOf(index);
    return chunk?.events?.[index - chunk.first] ?? null;
  }

  /** The facts from `from` to before `to` that are still kept. */
  eventsBetween(from: number, to: number): readonly TraceEvent[] {
    const events: TraceEvent[] = [];
    for (let index = Math.max(from, this.first); index < Math.min(to, this.count); index += 1)
      events.push(present(this.eventAt(index), 'A kept fact'));
    return events;
  }

  /** How many facts are at or before virtual time `at`: the index for `worldAt`. */
  indexAt(at: Micros): number {
    const chunk = this.lastChunk((candidate) => candidate.frame.now <= at);
    if (chunk === null) return 0;
    const { events } = chunk;
    if (events === null) return chunk.first;
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (present(events[middle], 'A kept fact').at <= at) low = middle + 1;
      else high = middle;
    }
    return chunk.first + low;
  }

  /** The first decisive event whose index is at least `index`. */
  nextDecisive(index: number, kinds?: readonly DecisiveClass[]): Mark | null {
    for (let i = firstAt(this.marked, index); i < this.marked.length; i += 1) {
      const mark = this.marked[i];
      if (mark !== undefined && (kinds === undefined || kinds.includes(mark.kind))) return mark;
    }
    return null;
  }

  /** The last decisive event whose index is below `index`. */
  previousDecisive(index: number, kinds?: readonly DecisiveClass[]): Mark | null {
    for (let i = firstAt(this.marked, index) - 1; i >= 0; i -= 1) {
      const mark = this.marked[i];
      if (mark !== undefined && (kinds === undefined || kinds.includes(mark.kind))) return mark;
    }
    return null;
  }

  private note(event: TraceEvent): void {
    const kind = decisive(event);
    if (kind !== null) this.marked.push({ index: this.count, at: event.at, kind });
    const entry = explain(event, this.head.peek, this.count);
    if (entry === null) return;
    this.told.push(entry);
    const { lines } = this.limits;
    if (this.told.length > lines * 1.25) this.told.splice(0, this.told.length - lines);
  }

  private chunkOf(index: number): Chunk | null {
    return this.lastChunk((chunk) => chunk.first <= index);
  }

  /** The last chunk that passes a test which holds for all before it. */
  private lastChunk(passes: (chunk: Chunk) => boolean): Chunk | null {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (passes(present(this.chunks[middle], 'A chunk'))) low = middle + 1;
      else high = middle;
    }
    return this.chunks[low - 1] ?? null;
  }

  /** Lets the facts of the oldest chunks go, and of their key frames every second one when there are too many. */
  private forget(): void {
    const { events, frames, chunk: size } = this.limits;
    const whole = Math.max(2, Math.floor(events / size));
    const old = this.chunks.length - whole;
    if (old <= 0) return;
    const oldest = this.chunks[old - 1];
    if (oldest?.events != null) oldest.events = null;
    if (old <= frames) return;
    const kept = this.chunks.filter((_, index) => index >= old || index % 2 === 0);
    this.chunks.length = 0;
    this.chunks.push(...kept);
    const first = this.first;
    this.marked = this.marked.filter((mark, index) => mark.index >= first || index % 2 === 0);
    compactTrees(this.chunks.map((chunk) => chunk.frame));
  }
}

/** Index of the first entry whose fact's index is at least `index`. */
function firstAt(list: readonly { readonly index: number }[], index: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
