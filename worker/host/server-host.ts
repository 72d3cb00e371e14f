// What runs in the worker of one server, in a browser and in Node alike: the station of worker/world behind a port for
// windows and behind its channels to the other servers. Entries: server-worker.ts, node-worker.ts.
import type { Machines } from '../world/machines.ts';
import type { Captured, Report, StationOrder, StationSetup } from '../world/order.ts';
import { Station } from '../world/station.ts';
import { Wire, type Channel, type Traffic } from './wire.ts';

/** All that a worker needs before it can run its server. */
export interface Booting {
  /** The random id of the run, for the names of channels. */
  readonly run: string;
  /** Every other server that may ever send to it. */
  readonly peers: readonly number[];
  readonly setup: StationSetup;
}

/** What comes back on the port for windows. */
export type Mail =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'captured'; readonly captured: Captured }
  /** The station itself broke: a fault of ours, never an event of the run. */
  | { readonly kind: 'died'; readonly message: string };

/** The worker's end of the port for windows. */
export interface WindowPort {
  post(mail: Mail): void;
  /** To be called once. The director alone holds the other end: what comes are its orders. */
  listen(hear: (order: StationOrder) => void): void;
}

export class ServerHost {
  private readonly machines: Machines;
  private readonly windows: WindowPort;
  private readonly openChannel: (name: string) => Channel;
  private station: Station | null = null;
  private wire: Wire | null = null;

  constructor(machines: Machines, windows: WindowPort, openChannel: (name: string) => Channel) {
    this.machines = machines;
    this.windows = windows;
    this.openChannel = openChannel;
  }

  /** To be called once, first. Resolves when nothing that others post from now on can be missed. */
  async boot({ run, peers, setup }: Booting): Promise<void> {
    const wire = new Wire({
      run,
      self: setup.identity.who,
      peers,
      open: this.openChannel,
      deliver: (envelope) => {
        this.attempt((station) => {
          station.onEnvelope(envelope);
        });
      },
    });
    this.wire = wire;
    this.station = new Station(setup, this.machines, {
      post: (envelope) => {
        wire.post(envelope);
      },
      report: (report) => {
        this.post({ kind: 'report', report });
      },
      captured: (captured) => {
        this.post({ kind: 'captured', captured });
      },
    });
    await wire.join();
    this.windows.listen((order) => {
      this.attempt((station) => {
        station.onOrder(order);
      });
    });
  }

  inspect(): unknown {
    return this.station?.inspect() ?? null;
  }

  traffic(): Traffic {
    return this.wire?.traffic ?? { posted: 0, heard: 0, ignored: 0 };
  }

  close(): void {
    this.wire?.close();
  }

  private attempt(work: (station: Station) => void): void {
    if (this.station === null) return;
    try {
      work(this.station);
    } catch (error) {
      console.error(error);
      this.post({ kind: 'died', message: error instanceof Error ? error.message : String(error) });
    }
  }

  private post(mail: Mail): void {
    this.windows.post(mail);
  }
}
