// Builds the host of a participant with its machine, new or from a captured state. Called by simulator.ts and director.ts.
import { CLIENT_BASE, type Micros, type Participant } from '../base/units.ts';
import type { Cast } from './cast.ts';
import { FourLetterWords } from './four-letter.ts';
import type { HostState } from './host-state.ts';
import type { AnyMachine, Machines } from './machines.ts';
import type { HostPort } from './host-port.ts';
import { ParticipantHost } from './participant.ts';
import { WORDS } from './roster.ts';

/** The host of the present incarnation of `who`, starting at `at` or, with `state`, going on. */
export function hostOf(
  cast: Cast,
  machines: Machines,
  who: Participant,
  port: HostPort,
  at: Micros,
  state?: HostState,
): ParticipantHost {
  const machine = machineOf(cast, machines, who, state);
  return new ParticipantHost(cast.identityOf(who), machine, cast.view, port, at, state);
}

function machineOf(
  cast: Cast,
  machines: Machines,
  who: Participant,
  state: HostState | undefined,
): AnyMachine {
  if (who === WORDS) return new FourLetterWords(cast.identityOf(who), state?.machine);
  if (who > CLIENT_BASE) {
    const config = cast.clientConfigOf(who);
    return state === undefined
      ? machines.client(config)
      : machines.restoreClient(config, state.machine);
  }
  const config = cast.serverConfigOf(who);
  return state === undefined
    ? machines.server(config, cast.mirrorOf(who).image())
    : machines.restoreServer(config, state.machine);
}
