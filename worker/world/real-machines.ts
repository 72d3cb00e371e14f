// The machines of a real run: ZooKeeper servers and zkCli clients. Handed to the simulator, the director and the hosts in
// workers; tests of this room hand in toys instead.
import type { Packed } from '../base/pack.ts';
import { Client } from '../client/client.ts';
import {
  connectStringOf,
  type ClientConfig as ZkCliConfig,
  type ServerAddress,
} from '../client/config.ts';
import { Server } from '../server/server.ts';
import type { AnyMachine, ClientConfig, Machines } from './machines.ts';

/** `extras` are the commands that zkCli lacks (`multi`, `exists`, `check`): on for the page, off for what must be zkCli itself. */
export function realMachines(options: {
  readonly extras: boolean;
  readonly greeting?: ZkCliConfig['greeting'];
}): Machines {
  const { extras, greeting = 'none' } = options;
  return {
    server: (config, disk): AnyMachine => asAny(new Server(config, disk)),
    restoreServer: (config, captured): AnyMachine => asAny(Server.restore(config, captured)),
    client: (config): AnyMachine => asAny(new Client(zkCliConfig(config, extras, greeting))),
    restoreClient: (config, captured: Packed): AnyMachine =>
      asAny(new Client(zkCliConfig(config, extras, greeting), captured)),
  };
}

/**
 * A machine takes the packets of its own planes only. The world moves every kind over connections of every plane, and a
 * connection carries what its two ends are: this is where the one is taken for the other.
 */
function asAny(machine: Server | Client): AnyMachine {
  return machine;
}

/** What a zkCli process of the run is started with. */
export function zkCliConfig(
  config: ClientConfig,
  extras: boolean,
  greeting: ZkCliConfig['greeting'],
): ZkCliConfig {
  const { who, name, incarnation, seed, first, options } = config;
  const addresses = config.config.members.map(({ sid, clientAddress }): ServerAddress => ({
    sid,
    address: clientAddress,
  }));
  const connectString = connectStringOf(addresses, config.servers);
  const base = { who, name, incarnation, seed, addresses, connectString, first, options };
  return { ...base, greeting, extras };
}
