// What the entry of a server's worker does with the two ports it is handed, the same in a browser and in Node.
import { expose } from 'comlink';
import type { Machines } from '../world/machines.ts';
import type { StationOrder } from '../world/order.ts';
import { ServerHost, type WindowPort } from './server-host.ts';
import { openBroadcastChannel } from './wire.ts';

/** The director holds the other ends. */
export interface Ports {
  /** Rare calls, through comlink: boot, inspect. */
  readonly calls: MessagePort;
  /** Orders in, reports out. */
  readonly windows: MessagePort;
}

export function serve(machines: Machines, { calls, windows }: Ports): void {
  const port: WindowPort = {
    post: (mail) => {
      windows.postMessage(mail);
    },
    listen: (hear) => {
      windows.onmessage = (event: MessageEvent<StationOrder>) => {
        hear(event.data);
      };
    },
  };
  expose(new ServerHost(machines, port, openBroadcastChannel), calls);
}
