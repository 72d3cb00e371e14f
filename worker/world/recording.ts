// A run is its recording: seed, ensemble, clients, actions with virtual times. Types of interface.md "Recording" and
// determinism.md 24; times in microseconds. Validation of foreign recordings is in decode.ts.
import type { Micros, ServerId } from '../base/units.ts';
import type { Switch } from '../zab/bugs.ts';
import type { Settings } from '../zab/settings.ts';

export type ProfileName = 'lan' | 'classroom' | 'fuzz';

export interface Ensemble {
  readonly profile: ProfileName;
  /** Voters, sids 1 to servers. */
  readonly servers: number;
  /** Observers, with the next sids. */
  readonly observers: number;
  /** Wall clock of virtual time 0, milliseconds since 1970. */
  readonly epochMs: number;
  /** Latency of a packet between servers, drawn uniformly, both bounds included. */
  readonly latencyMicros: readonly [number, number];
  /** The same between clients and servers. */
  readonly clientLatencyMicros: readonly [number, number];
  readonly syncMicros: readonly [number, number];
  /** What differs from the profile's settings, for all servers. */
  readonly settings?: Partial<Settings>;
  readonly switches?: readonly Switch[];
}

export interface ClientSpec {
  readonly name: string;
}

/** Fields by determinism.md 24. `node` 0 is not a server. */
export type Action =
  | { readonly at: Micros; readonly do: 'start'; readonly node: ServerId }
  /** A server's process dies; with `client` instead, a client's process dies without closing its session. `value` keeps a prefix of the unsynced layer: 'prefix'. */
  | { readonly at: Micros; readonly do: 'kill'; readonly node: ServerId; readonly value?: 'prefix' }
  | { readonly at: Micros; readonly do: 'kill'; readonly client: string }
  | { readonly at: Micros; readonly do: 'restart'; readonly node: ServerId }
  | { readonly at: Micros; readonly do: 'partition' | 'heal'; readonly node: ServerId }
  | { readonly at: Micros; readonly do: 'healAll' }
  /** One direction: what `from` sends to `to` is held. Either may be a client's name. */
  | {
      readonly at: Micros;
      readonly do: 'cut' | 'join';
      readonly from: ServerId | string;
      readonly to: ServerId | string;
    }
  /** Latency of one direction times `value` (at least 1; 1 is whole again). */
  | {
      readonly at: Micros;
      readonly do: 'slow';
      readonly from: ServerId | string;
      readonly to: ServerId | string;
      readonly value: number;
    }
  /** Every open connection between the two breaks: a suffix of each direction is lost. */
  | {
      readonly at: Micros;
      readonly do: 'reset';
      readonly from: ServerId | string;
      readonly to: ServerId | string;
    }
  | { readonly at: Micros; readonly do: 'pause' | 'resume'; readonly node: ServerId }
  /** Sync latency times `value`; 'fail' makes every sync fail, 'ok' ends that. */
  | {
      readonly at: Micros;
      readonly do: 'disk';
      readonly node: ServerId;
      readonly value: number | 'fail' | 'ok';
    }
  /** `value.rate` in per mille of real speed, `value.skewMs` of the wall clock. */
  | {
      readonly at: Micros;
      readonly do: 'clock';
      readonly node: ServerId;
      readonly value: { readonly rate?: number; readonly skewMs?: number };
    }
  /**
   * A client process starts: zkCli with the server list of `node` alone, or of all servers; with `node` and the value
   * 'all', of all servers, `node` tried first. `line` holds more options (`-timeout 5000`).
   */
  | {
      readonly at: Micros;
      readonly do: 'connect';
      readonly client: string;
      readonly node?: ServerId;
      readonly line?: string;
      readonly value?: 'all';
    }
  /** The client's session is closed properly from outside its terminal. */
  | { readonly at: Micros; readonly do: 'close'; readonly client: string }
  /** A line typed at a client; with `node` instead, a four-letter word sent to that node on a connection of its own. */
  | { readonly at: Micros; readonly do: 'command'; readonly client: string; readonly line: string }
  | { readonly at: Micros; readonly do: 'command'; readonly node: ServerId; readonly line: string }
  /** A worker that died or hung for the browser's reasons (determinism.md 20). */
  | {
      readonly at: Micros;
      readonly do: 'hostCrash';
      readonly node: ServerId;
      readonly after: number;
    };

export type ActionName = Action['do'];

/** An action without its time: whoever runs the recording stamps it. */
export type ActionDraft = Action extends infer A
  ? A extends Action
    ? Omit<A, 'at'>
    : never
  : never;

export interface Recording {
  readonly zabRecording: 1;
  readonly seed: number;
  readonly ensemble: Ensemble;
  readonly clients: readonly ClientSpec[];
  /** Ascending by time; equal times in list order. */
  readonly actions: readonly Action[];
  readonly until: Micros;
  readonly view?: { readonly at: Micros };
  /** The trace hash at `until`, 32 hexadecimal digits. */
  readonly hash?: string;
}
