// Plays a golden conversation: commands act on an ensemble in the simulator, and what they bring about is printed as lines.
// Every check of worker/check watches. Called by the test beside the conversations, worker/world/golden.
import { assert } from '../../base/assert.ts';
import type { Participant, ServerId } from '../../base/units.ts';
import { CLIENT_BASE } from '../../base/units.ts';
import type { WorldEvent } from '../../world/facts.ts';
import type { Machines } from '../../world/machines.ts';
import type { Recording } from '../../world/recording.ts';
import { Driver } from '../driver.ts';
import { Judge, type Failure } from '../judge.ts';
import { shownBy, wordOf } from './groups.ts';
import { Lines } from './line.ts';
import { numberOf } from './setting.ts';

/** Where `until` gives up: longer than any time-out of the fuzz profile. */
const PATIENCE = 60_000_000;

export class Conversation {
  readonly driver: Driver;
  readonly judge: Judge;
  private readonly recording: Recording;
  private readonly lines: Lines;
  private shown: ReadonlySet<string> = new Set();
  /** Empty for everybody. */
  private only: readonly Participant[] = [];
  private clock = false;
  private readonly serving = new Set<Participant>();
  /** Lines of the block so far; null while nothing is shown. */
  private printed: string[] | null = null;

  constructor(recording: Recording, machines: Machines) {
    this.recording = recording;
    this.lines = new Lines(recording.clients.map(({ name }) => name));
    this.judge = new Judge(recording, null);
    this.driver = new Driver(recording, machines, (event) => this.hear(event), false);
  }

  /** Opens a block; what happens in it is shown or not. */
  begin(isShown: boolean): void {
    this.printed = isShown ? [] : null;
  }

  /** The lines of the block. */
  end(): readonly string[] {
    return this.printed ?? [];
  }

  /** What broke, of all that is checked. */
  failures(): readonly Failure[] {
    return this.judge.failures();
  }

  show(words: readonly string[]): void {
    this.shown = shownBy(words);
  }

  /** Only what these tell, send or are sent, and what is told of them. */
  showOnly(words: readonly string[]): void {
    this.only = words.map((word) => this.participant(word));
  }

  /** Whether lines begin with their time, in milliseconds since the start of the run. */
  showTimes(on: boolean): void {
    this.clock = on;
  }

  print(line: string): void {
    this.printed?.push(line);
  }

  /** What was done at this moment takes effect. */
  enact(): void {
    this.driver.run(1);
  }

  /** Goes on until a line like this is told, shown or not. */
  until(text: string): void {
    this.driver.until(`"${text}"`, (event) => this.lines.of(event).includes(text), PATIENCE);
  }

  /** Goes on until all these nodes serve clients. */
  settle(sids: readonly ServerId[]): void {
    this.enact();
    const settled = (): boolean => sids.every((sid) => this.serving.has(sid));
    if (!settled()) this.driver.until(`All of ${sids.join(', ')} serving`, settled, PATIENCE);
  }

  /** Goes on for a while, in which no line like this may be told. */
  never(text: string, micros: number): void {
    const event = this.driver.seek(
      (candidate) => this.lines.of(candidate).includes(text),
      this.driver.now + micros,
    );
    assert(event === null, `"${text}" happened`);
  }

  /** A client by its name, else a node by its number. */
  participant(word: string): Participant {
    const index = this.recording.clients.findIndex(({ name }) => name === word);
    return index < 0 ? numberOf(word) : CLIENT_BASE + 1 + index;
  }

  sids(): readonly ServerId[] {
    return this.judge.checker.model.nodes.map(({ sid }) => sid);
  }

  name(who: Participant): string {
    return this.lines.name(who);
  }

  private hear(event: WorldEvent): void {
    this.judge.push(event);
    const { who, fact } = event;
    if (fact.type === 'serving' && fact.on) this.serving.add(who);
    else if (fact.type === 'serving' || fact.type === 'booted') this.serving.delete(who);
    if (this.printed === null || !this.isShown(event)) return;
    const line = this.lines.of(event);
    this.printed.push(this.clock ? `${timeText(event.at)} ${line}` : line);
  }

  private isShown(event: WorldEvent): boolean {
    if (!this.shown.has(wordOf(event))) return false;
    if (this.only.length === 0 || this.only.includes(event.who)) return true;
    const { fact } = event;
    if (fact.type === 'sent') return this.only.includes(fact.to);
    if (fact.type === 'diskKept') return this.only.includes(fact.node);
    return 'sid' in fact && this.only.includes(fact.sid);
  }
}

/** Milliseconds with one digit behind the point. */
function timeText(at: number): string {
  return `${(Math.round(at / 100) / 10).toFixed(1).padStart(8)} ms`;
}
