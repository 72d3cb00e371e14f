// What the browser keeps of a tab's runs, so that they survive a reload and a crash of the tab: the run under way with its
// moment and the branches in the tab's own storage, and the last run somebody worked on for a later visit. Storage may be
// refused, full, or hold what another version left: then there is nothing kept, and the caller says so. Called by keeper.ts.
import type { Micros } from '../../worker/base/units.ts';
import { isScenario, type ScenarioId } from './scenario-ids.ts';

const TAB = 'zab-playground/run';
const LAST = 'zab-playground/last-run';
/** Set while a kept run is being replayed: still there at the next start, that replay took the tab with it. */
const TRYING = 'zab-playground/opening';

export interface KeptBranch {
  readonly id: number;
  readonly from: Micros;
  readonly scenario: ScenarioId | null;
  /** Its recording as JSON, unchecked. */
  readonly text: string;
}

export interface KeptRun {
  /** The address of the page when it was kept: query and fragment. */
  readonly address: string;
  /** Somebody has done something in it. */
  readonly touched: boolean;
  readonly current: KeptBranch;
  readonly others: readonly KeptBranch[];
}

export interface LastRun {
  readonly until: Micros;
  readonly text: string;
}

/** False where storage is refused or full, even without the branches. */
export function keepRun(run: KeptRun): boolean {
  return write(sessionStore, TAB, run) || write(sessionStore, TAB, { ...run, others: [] });
}

/** The run of this tab; null where there is none. Throws nothing, whatever is stored. */
export function keptRun(): KeptRun | null {
  const value = read(sessionStore, TAB);
  if (!isRecord(value) || typeof value['address'] !== 'string') return null;
  const current = branchOf(value['current']);
  const others = Array.isArray(value['others']) ? value['others'] : [];
  if (current === null) return null;
  return {
    address: value['address'],
    touched: value['touched'] === true,
    current,
    others: others.flatMap((one) => branchOf(one) ?? []),
  };
}

export function keepLastRun(run: LastRun): boolean {
  return write(localStore, LAST, run);
}

export function lastRun(): LastRun | null {
  const value = read(localStore, LAST);
  if (!isRecord(value)) return null;
  const { until, text } = value;
  return typeof until === 'number' && typeof text === 'string' ? { until, text } : null;
}

/** To be said before a kept run is opened, and taken back once it stands. True if that was never taken back last time. */
export function beginTrying(): boolean {
  const failed = read(sessionStore, TRYING) !== null;
  write(sessionStore, TRYING, true);
  return failed;
}

export function endTrying(): void {
  try {
    sessionStore().removeItem(TRYING);
  } catch {
    // Nothing was kept either.
  }
}

// A sandboxed frame throws at the mere name of its storage.
const sessionStore = (): Storage => globalThis.sessionStorage;
const localStore = (): Storage => globalThis.localStorage;

function write(store: () => Storage, key: string, value: unknown): boolean {
  try {
    store().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function read(store: () => Storage, key: string): unknown {
  try {
    const text = store().getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function branchOf(value: unknown): KeptBranch | null {
  if (!isRecord(value)) return null;
  const { id, from, text, scenario: name } = value;
  if (typeof id !== 'number' || typeof from !== 'number' || typeof text !== 'string') return null;
  const scenario = typeof name === 'string' && isScenario(name) ? name : null;
  return Number.isSafeInteger(id) && id > 0 && from >= 0 ? { id, from, scenario, text } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
