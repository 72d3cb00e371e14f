// Presets that need an exact moment, on whatever run is under way: the leader dies between PROPOSAL and COMMIT; a proposal
// that only a cut-off leader has, and that disappears by TRUNC or by SNAP. Each is a list of steps that wait for facts.
// Made by worker/host/session.ts. Source of the stories: lessons.md 8 and 9.
import { epochOf } from '../base/zxid.ts';
import { SECOND, type Micros, type ServerId } from '../base/units.ts';
import type { Pilot, PilotName } from './pilot.ts';
import type { ActionDraft } from './recording.ts';
import type { ClientNow, Situation } from './situation.ts';

type PresetName = Exclude<PilotName, 'autopilot'>;

/** What a preset remembers between its steps. */
interface Memory {
  readonly situation: Situation;
  /** The leader it is about, and its epoch. */
  leader: ServerId;
  epoch: number;
  client: string;
}

interface Step {
  readonly doing: string;
  /** null: it cannot be done, and the preset gives up. */
  readonly act: (memory: Memory) => readonly ActionDraft[] | null;
  readonly until: (memory: Memory) => boolean;
}

/** Virtual time that a step may take: elections included. */
const PATIENCE = 90 * SECOND;

export class PresetPilot implements Pilot {
  readonly name: PresetName;
  readonly at = Infinity;
  doing = 'begins';
  private readonly memory: Memory;
  private readonly steps: readonly Step[];
  private step = -1;
  private since: Micros = 0;

  constructor(name: PresetName, situation: Situation) {
    this.name = name;
    this.steps = presets[name];
    this.memory = { situation, leader: 0, epoch: 0, client: '' };
  }

  act(now: Micros): readonly ActionDraft[] {
    if (this.step >= 0) {
      const { until } = this.steps[this.step] ?? last;
      if (!until(this.memory)) {
        if (now - this.since > PATIENCE) this.doing = 'gaveUp';
        return [];
      }
    }
    this.step += 1;
    this.since = now;
    const next = this.steps[this.step];
    const drafts = next === undefined ? [] : next.act(this.memory);
    this.doing = next === undefined ? 'done' : drafts === null ? 'gaveUp' : next.doing;
    return drafts ?? [];
  }
}

const last: Step = { doing: 'done', act: () => [], until: () => true };

const isConnected = ({ situation, client }: Memory) => {
  const found = clientOf(situation, client);
  return found?.server !== null && found?.busy === false;
};

/** A client at the leader where `atLeader`, else at anybody else: one that is there already, or a new one. */
function connect(atLeader: boolean): Step {
  return {
    doing: 'connects',
    act: (memory) => {
      const { situation } = memory;
      const { leader } = situation;
      if (leader === null || situation.voters < 3) return null;
      memory.leader = leader;
      memory.epoch = situation.leading.get(leader) ?? 0;
      const isThere = (client: ClientNow) =>
        client.server !== null && !client.busy && (client.server === leader) === atLeader;
      const there = situation.clients.find(isThere);
      const free = there ?? situation.clients.find((client) => !client.running);
      if (free === undefined) return null;
      memory.client = free.name;
      if (there !== undefined) return [];
      const other = [...situation.up].filter((sid) => sid !== leader).sort((a, b) => a - b)[0];
      const node = atLeader ? leader : other;
      if (node === undefined) return null;
      return [{ do: 'connect', client: free.name, node, value: 'all' }];
    },
    until: isConnected,
  };
}

const writes = (line: string): Step['act'] => {
  return ({ client, situation }) => {
    situation.proposal = null;
    return [{ do: 'command', client, line }];
  };
};

const isNewLeader = ({ situation, epoch }: Memory) =>
  situation.leader !== null && (situation.leading.get(situation.leader) ?? 0) > epoch;

const orphan: readonly Step[] = [
  connect(true),
  {
    doing: 'cutsOff',
    act: ({ leader }) => [{ do: 'partition', node: leader }],
    until: () => true,
  },
  {
    doing: 'waitsForOrphan',
    act: writes('create -s /orphan- lost'),
    until: ({ situation, leader }) =>
      situation.proposal?.by === leader &&
      (situation.durable.get(leader) ?? 0) >= situation.proposal.zxid,
  },
  { doing: 'waitsForLeader', act: () => [], until: isNewLeader },
];

const heals: Step = {
  doing: 'waitsForSync',
  act: (memory) => {
    memory.situation.sync = null;
    return [{ do: 'heal', node: memory.leader }];
  },
  until: ({ situation, leader }) => situation.sync?.sid === leader,
};

const presets: Readonly<Record<PresetName, readonly Step[]>> = {
  leaderDies: [
    connect(false),
    {
      doing: 'waitsForProposal',
      act: writes('create -s /survivor- kept'),
      until: ({ situation, leader }) => situation.proposal?.by === leader,
    },
    {
      doing: 'waitsForLeader',
      act: ({ leader }) => [{ do: 'kill', node: leader }],
      until: isNewLeader,
    },
  ],
  orphanTrunc: [...orphan, heals],
  // A session that opens is a transaction: with it epoch N+1 has one, and no log is cut across an epoch.
  orphanSnap: [
    ...orphan,
    {
      doing: 'waitsForCommit',
      act: ({ situation }) => {
        const free = situation.clients.find((client) => !client.running);
        const { leader } = situation;
        if (free === undefined || leader === null) return null;
        return [{ do: 'connect', client: free.name, node: leader, value: 'all' }];
      },
      until: ({ situation, epoch }) => epochOf(situation.committed) > epoch,
    },
    heals,
  ],
};

function clientOf(situation: Situation, name: string): ClientNow | undefined {
  return situation.clients.find((client) => client.name === name);
}
