// The director's hold on one server's worker: two ports and the news of its death. Built by page-fleet.ts and node-fleet.ts.
import { wrap } from 'comlink';
import type { Vessel, VesselListener } from './fleet.ts';
import type { Mail, ServerHost } from './server-host.ts';
import type { Ports } from './server-ports.ts';

export interface VesselParts {
  /** The director's ends of the worker's ports. */
  readonly ports: Ports;
  readonly listener: VesselListener;
  /** Rejects when the worker dies: comlink alone would wait for ever. */
  readonly death: Promise<never>;
  readonly terminate: () => void;
}

export function makeVessel({ ports, listener, death, terminate }: VesselParts): Vessel {
  const { calls, windows } = ports;
  const host = wrap<ServerHost>(calls);
  windows.onmessage = ({ data }: MessageEvent<Mail>) => {
    listener.mail(data);
  };
  return {
    boot: (booting) => Promise.race([host.boot(booting), death]),
    inspect: () => Promise.race([host.inspect(), death]),
    traffic: () => Promise.race([host.traffic(), death]),
    send: (order) => {
      windows.postMessage(order);
    },
    terminate: () => {
      calls.close();
      windows.close();
      terminate();
    },
  };
}

/** A promise that only ever rejects, and what makes it; unheard, it is no error. */
export function makeDeath(): { death: Promise<never>; die: (message: string) => void } {
  let die: (message: string) => void = () => undefined;
  const death = new Promise<never>((_resolve, reject) => {
    die = (message) => {
      reject(new Error(message));
    };
  });
  death.catch(() => undefined);
  return { death, die };
}
