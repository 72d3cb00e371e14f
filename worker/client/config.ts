// What a client process is told at its start; everything else it learns from its inputs. Made by worker/world for every
// action `connect`, by the tests and by the command-line entries.
import type { Participant, ServerId } from '../base/units.ts';

/** A server of the world, and the `host:port` it listens on for clients. */
export interface ServerAddress {
  readonly sid: ServerId;
  readonly address: string;
}

export interface ClientConfig {
  readonly who: Participant;
  readonly name: string;
  /** Counts the starts of this client in the run, from 1. */
  readonly incarnation: number;
  /** The seed of the run; every draw is keyed by it (base/draw.ts). */
  readonly seed: number;
  /** Every server of the world; an address that is not among them answers no dial. */
  readonly addresses: readonly ServerAddress[];
  /** The value of `-server`: `host:port,host:port/chroot`. Options may name another. */
  readonly connectString: string;
  /** The server of the first connect string to try first; null for one drawn from it, as in ZooKeeper. */
  readonly first: ServerId | null;
  /** The rest of the command line, as typed: `-timeout 5000 -r`, or a command to run and end. */
  readonly options: string;
  /** The lines zkCli greets with behind `Connecting to …`: on a terminal, on a pipe, or none. */
  readonly greeting: 'terminal' | 'pipe' | 'none';
  /** Commands that zkCli lacks: `multi`, `exists`, `check`. */
  readonly extras: boolean;
}

/** The connect string that names these servers, in this order; those without an address are left out. */
export function connectStringOf(
  addresses: readonly ServerAddress[],
  servers: readonly ServerId[],
): string {
  return servers
    .flatMap((sid) => addresses.filter((each) => each.sid === sid))
    .map(({ address }) => address)
    .join(',');
}
