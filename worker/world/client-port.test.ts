import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_BASE, MS, SECOND } from '../base/units.ts';
import type { ClientView } from '../client/client.ts';
import { ensembleOf, switchedOn } from './profiles.ts';
import { realMachines } from './real-machines.ts';
import type { ActionDraft } from './recording.ts';
import { WORDS } from './roster.ts';
import { Simulator } from './simulator.ts';

/** What was printed, line by line, by whom. */
const printed: { who: number; line: string }[] = [];
const clientA = CLIENT_BASE + 1;
const clientB = CLIENT_BASE + 2;

const simulator = new Simulator(
  {
    ...{ zabRecording: 1, seed: 1, clients: [], actions: [], until: 0 },
    ensemble: { ...ensembleOf('lan', { servers: 3, observers: 0 }), settings: switchedOn },
  },
  {
    machines: realMachines({ extras: false }),
    hash: false,
    listen: ({ who, fact }) => {
      if (fact.type === 'printed') printed.push(...fact.lines.map((line) => ({ who, line })));
    },
  },
);

function act(...drafts: readonly ActionDraft[]): void {
  for (const draft of drafts) {
    simulator.act(draft);
    simulator.runTo(simulator.now + 3 * SECOND);
  }
}

function prompt(client: number): string {
  return (simulator.inspect(client) as ClientView).prompt;
}

function lines(who: number): string[] {
  return printed.filter((each) => each.who === who).map(({ line }) => line);
}

describe('a server whose client port a reconfiguration moved', () => {
  beforeAll(() => {
    act(
      { do: 'start', node: 3 },
      { do: 'start', node: 1 },
      { do: 'start', node: 2 },
      { do: 'connect', client: 'A', node: 1 },
      { do: 'connect', client: 'B', node: 2 },
      { do: 'command', client: 'B', line: 'addauth digest super:secret' },
      { do: 'command', client: 'B', line: 'reconfig -add 1=node1:2888:3888;node1:2190' },
    );
  });

  it('keeps the connections that it has', () => {
    act({ do: 'command', client: 'A', line: 'ls /' });
    expect(prompt(clientA)).toMatch(/node1:2181\(CONNECTED\)/);
    expect(lines(clientA).at(-1)).toBe('[zookeeper]');
  });

  it('refuses who comes to the old one', () => {
    act({ do: 'command', node: 1, line: 'ruok' });
    expect(lines(WORDS)).toEqual(['Node 1 refused the connection.']);
    act({ do: 'command', client: 'B', line: 'connect node1:2181' });
    expect(prompt(clientB)).toMatch(/node1:2181\(CONNECTING\)/);
  });

  it('serves who comes to the new one, also after a restart', () => {
    act({ do: 'command', client: 'B', line: 'connect node1:2190' });
    expect(prompt(clientB)).toMatch(/node1:2190\(CONNECTED\)/);
    act({ do: 'kill', node: 1 }, { do: 'restart', node: 1 });
    simulator.runTo(simulator.now + 500 * MS);
    expect(prompt(clientA)).toMatch(/node1:2181\(CONNECTING\)/);
    expect(prompt(clientB)).toMatch(/node1:2190\(CONNECTED\)/);
  });

  it('refuses at its own address once the configuration names an address of another host', () => {
    act(
      { do: 'command', client: 'B', line: 'addauth digest super:secret' },
      { do: 'command', client: 'B', line: 'reconfig -add 1=node1:2888:3888;elsewhere:2190' },
      { do: 'command', client: 'B', line: 'connect node1:2190' },
    );
    expect(prompt(clientB)).toMatch(/node1:2190\(CONNECTING\)/);
  });

  it('serves at any address of its host where the configuration says 0.0.0.0', () => {
    act(
      { do: 'command', client: 'B', line: 'connect node2:2181' },
      { do: 'command', client: 'B', line: 'addauth digest super:secret' },
      { do: 'command', client: 'B', line: 'reconfig -add 1=node1:2888:3888;2181' },
    );
    expect(prompt(clientA)).toMatch(/node1:2181\(CONNECTED\)/);
  });
});
