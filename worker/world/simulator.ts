// The single-threaded simulator: every participant of a run in one queue, items handed over directly. It plays the same
// recording to the same trace hash as the windowed workers (determinism.md 3, 16), as fast as it can.
// Used by the fuzzer, the command line, key frames for scrubbing, and tests.
import { assert } from '../base/assert.ts';
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { DiskImage } from '../zab/disk.ts';
import { Cast, type Troupe } from './cast.ts';
import type { Deed } from './deed.ts';
import type { DiskMirror } from './disk-mirror.ts';
import type { WorldEvent } from './facts.ts';
import type { HostState } from './host-state.ts';
import type { Item } from './item.ts';
import { hostOf } from './hosting.ts';
import type { Machines } from './machines.ts';
import type { DiskNote, HostPort } from './host-port.ts';
import { nobody } from './next-input.ts';
import type { ParticipantHost } from './participant.ts';
import type { Action, ActionDraft, Recording } from './recording.ts';
import { WORDS } from './roster.ts';
import type { Crash, RunState } from './run-state.ts';

export interface SimulatorOptions {
  readonly machines: Machines;
  /** False saves the trace hash; without a listener then, facts are not even made. True by default. */
  readonly hash?: boolean;
  /** Hears every fact in trace order. */
  readonly listen?: (event: WorldEvent) => void;
  /** Hears why a process crashed: an error thrown inside step. */
  readonly crashed?: (who: Participant, error: unknown) => void;
  /** Starts from this key frame of the same recording. */
  readonly state?: RunState;
}

export class Simulator implements HostPort, Troupe {
  readonly tracing: boolean;
  /** How many inputs were processed. */
  steps = 0;
  private readonly cast: Cast;
  private readonly options: SimulatorOptions;
  private readonly hashing: boolean;
  /** Ascending by participant: at equal times the smaller goes first. */
  private hosts: ParticipantHost[] = [];
  private readonly byWho: (ParticipantHost | undefined)[] = [];
  private clock: Micros;

  constructor(recording: Recording, options: SimulatorOptions) {
    const { state } = options;
    this.options = options;
    this.hashing = options.hash ?? true;
    this.tracing = this.hashing || options.listen !== undefined;
    this.cast = new Cast(recording, state?.cast);
    this.clock = state?.at ?? 0;
    for (const host of state?.hosts ?? []) this.admit(host.who, this.clock, host);
    if (state === undefined) this.admit(WORDS, 0);
  }

  /** Every input before this time is processed (between two calls of `step`, perhaps some of this time too). */
  get now(): Micros {
    return this.clock;
  }

  /** The trace hash over the facts before `now`; of no meaning when hashing is off. */
  hash(): string {
    return this.cast.hash.hexBefore(this.clock);
  }

  /** Processes every action and input before `until`. */
  runTo(until: Micros): void {
    for (;;) {
      const host = this.first();
      const actionAt = this.cast.nextActionAt();
      const at = host === undefined ? actionAt : Math.min(host.due, actionAt);
      const strike = this.strikeBefore(host, at);
      if (strike !== undefined) this.cast.strike(strike, this);
      else if (at >= until) break;
      else if (actionAt <= at) this.enact(at);
      else if (host !== undefined) this.runOne(host);
    }
    if (until > this.clock) this.clock = until;
  }

  /** Processes one input, and the actions due before it; false when nothing is left before `until`. */
  step(until: Micros): boolean {
    for (;;) {
      const host = this.first();
      const actionAt = this.cast.nextActionAt();
      const at = host === undefined ? actionAt : Math.min(host.due, actionAt);
      const strike = this.strikeBefore(host, at);
      if (strike !== undefined) this.cast.strike(strike, this);
      else if (at >= until) return false;
      else if (actionAt <= at) this.enact(at);
      else if (host !== undefined) {
        this.runOne(host);
        return true;
      }
    }
  }

  /** When the next action or input is due; Infinity for never. */
  nextAt(): Micros {
    return Math.min(this.cast.nextActionAt(), this.first()?.due ?? Infinity);
  }

  /** Stamps an action with the present moment and puts it into the recording; it is applied when time goes on. */
  act(draft: ActionDraft): Action {
    return this.cast.add(draft, this.clock);
  }

  /** The run so far, with its hash unless that is off. */
  recording(): Recording {
    const { hash, ...recording } = this.cast.recording(this.clock);
    return this.hashing && hash !== undefined ? { ...recording, hash } : recording;
  }

  /** What the machine of a participant shows; null when it is not running. */
  inspect(who: Participant): unknown {
    const host = this.byWho[who];
    return host === undefined || host.hasEnded ? null : host.inspect();
  }

  /** Both layers of a server's disk: what a crash now would leave, and what the server reads. */
  diskOf(sid: ServerId): { readonly synced: DiskImage; readonly written: DiskImage } {
    const mirror = this.settled(sid);
    return { synced: mirror.image(), written: mirror.writtenImage() };
  }

  /** A key frame at `now`, as plain data. */
  captureState(): RunState {
    for (const host of this.hosts) if (host.who < WORDS) this.settled(host.who);
    return {
      at: this.clock,
      cast: this.cast.capture(),
      hosts: this.hosts.map((host) => host.capture()),
    };
  }

  // What hosts ask for (HostPort).

  post(from: Participant, to: Participant, item: Item): void {
    this.byWho[to]?.absorb(from, item);
  }

  tell(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    if (this.hashing) this.cast.hash.fold(at, who, fact);
    this.options.listen?.({ at, who, fact });
  }

  disk(who: Participant, note: DiskNote): void {
    const mirror = this.cast.mirrorOf(who);
    mirror.note(note);
    if (note.kind === 'sync') mirror.settle(this.clock - 1);
  }

  ended(who: Participant, at: Micros, error?: unknown): void {
    this.cast.onEnded(who, at);
    if (error !== undefined) this.options.crashed?.(who, error);
  }

  // What actions ask for (Troupe).

  hasEnded(who: Participant): boolean {
    return this.byWho[who]?.hasEnded ?? false;
  }

  onDeed(deed: Deed): void {
    if (deed.do === 'kill') {
      this.byWho[deed.who] = undefined;
      this.hosts = this.hosts.filter((host) => host.who !== deed.who);
    }
    for (const host of this.hosts) host.react(deed);
    if (deed.do === 'start') this.admit(deed.who, deed.at).boot(deed.at);
  }

  /** The host with the smallest (time, participant). */
  private first(): ParticipantHost | undefined {
    let first: ParticipantHost | undefined;
    let due = Infinity;
    for (const host of this.hosts) {
      if (host.due < due) {
        due = host.due;
        first = host;
      }
    }
    return first;
  }

  private runOne(host: ParticipantHost): void {
    this.steps += 1;
    this.clock = host.due;
    host.runOne();
  }

  private enact(at: Micros): void {
    this.clock = at;
    this.cast.enact(at, this);
  }

  /** A crash strikes when its node has had `after` inputs at its time, or has no more then (determinism.md 20). */
  private strikeBefore(host: ParticipantHost | undefined, at: Micros): Crash | undefined {
    if (this.cast.crashes.length === 0) return undefined;
    const due = host !== undefined && host.due < this.cast.nextActionAt();
    return this.cast.strikeBefore(due ? { who: host.who, at, last: host.last } : { at, ...nobody });
  }

  private admit(who: Participant, at: Micros, state?: HostState): ParticipantHost {
    assert(this.byWho[who] === undefined, `Participant ${who} runs already`);
    const host = hostOf(this.cast, this.options.machines, who, this, at, state);
    this.byWho[who] = host;
    this.hosts.push(host);
    this.hosts.sort((a, b) => a.who - b.who);
    return host;
  }

  private settled(sid: ServerId): DiskMirror {
    const mirror = this.cast.mirrorOf(sid);
    mirror.settle(this.clock - 1);
    return mirror;
  }
}
