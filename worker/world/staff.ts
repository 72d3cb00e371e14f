// The director's workers: one record for each that runs, the orders to start new ones, and those that may go
// (determinism.md 17, 18). Called by director.ts.
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { Cast } from './cast.ts';
import type { HostState } from './host-state.ts';
import type { Order, StationSetup } from './order.ts';
import { StationRecord } from './station-record.ts';

export type StartOrder = Extract<Order, { kind: 'start' }>;

export class Staff {
  private readonly cast: Cast;
  private readonly told: boolean;
  /** Ascending by sid. */
  private records: StationRecord[] = [];
  private starting: StartOrder[] = [];
  /** Their end is not told yet; and told, but not by everyone confirmed. */
  private doomed: Order[] = [];
  private leaving: Order[] = [];

  /** `told`: whether servers send their facts, or tapes of them. */
  constructor(cast: Cast, told: boolean) {
    this.cast = cast;
    this.told = told;
  }

  get(sid: ServerId): StationRecord | undefined {
    return this.records.find((record) => record.sid === sid);
  }

  /** Ascending by sid. */
  all(): readonly StationRecord[] {
    return this.records;
  }

  /** A new worker for the present incarnation of `sid`. `skipped`: how many deeds of the list it knows by its setup. */
  start(sid: ServerId, at: Micros, skipped: number, state: HostState | null): void {
    const { cast } = this;
    const identity = cast.identityOf(sid);
    const setup: StationSetup = {
      identity,
      config: cast.serverConfigOf(sid),
      disk: cast.mirrorOf(sid).image(),
      view: cast.view.capture(),
      at,
      state,
      told: this.told,
    };
    const record = new StationRecord(sid, identity.incarnation, at, skipped);
    if (state !== null) record.resume(state);
    this.records = [...this.records, record].sort((a, b) => a.sid - b.sid);
    this.starting.push({ kind: 'start', sid, incarnation: identity.incarnation, setup });
  }

  /** The process is gone. One that was never started needs not come; another may go when all have heard of its end. */
  remove(who: Participant): void {
    const record = this.get(who);
    if (record === undefined) return;
    this.records = this.records.filter((other) => other !== record);
    const { sid, incarnation } = record;
    if (this.starting.some((order) => order.sid === sid))
      this.starting = this.starting.filter((order) => order.sid !== sid);
    else this.doomed.push({ kind: 'terminate', sid, incarnation });
  }

  takeStarting(): StartOrder[] {
    return this.starting.splice(0);
  }

  /** A round begins that tells everyone of the ends so far. */
  onEndsTold(): void {
    this.leaving.push(...this.doomed.splice(0));
  }

  /** That round is finished: everyone has received what they sent. */
  takeLeaving(): Order[] {
    return this.leaving.splice(0);
  }
}
