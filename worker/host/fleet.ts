// How a director gets workers for its servers. The page starts them for a director in a browser (page-fleet.ts), Node's
// threads serve in tests and headless runs (node-fleet.ts). Called by directed-runner.ts.
import type { StationOrder } from '../world/order.ts';
import type { Booting, Mail } from './server-host.ts';
import type { Traffic } from './wire.ts';

export interface Vessel {
  /** Resolves when its channels have heard their echo; rejects with a sentence where they cannot. */
  boot(booting: Booting): Promise<void>;
  send(order: StationOrder): void;
  inspect(): Promise<unknown>;
  traffic(): Promise<Traffic>;
  /** At once: what it has not yet posted never leaves. */
  terminate(): void;
}

export interface VesselListener {
  mail(mail: Mail): void;
  /** It threw outside of a step, or the browser ended it. */
  died(message: string): void;
}

export interface Fleet {
  launch(name: string, listener: VesselListener): Promise<Vessel>;
  dispose(): void;
}
