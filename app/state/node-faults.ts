// The faults of one node beside Partition and Kill, as data: what each does now, and whether it is in force. Called by the
// inspector, the sheet of a node and the faults panel.
import type { NodeView } from '../../worker/trace/world-state.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import type { Messages } from '../messages/en.ts';

export interface NodeFault {
  readonly key: string;
  readonly text: string;
  /** The accessible name where it is more than the text. */
  readonly name?: string;
  readonly on: boolean;
  /** Why it cannot be done now; null where it can. */
  readonly blocked: string | null;
  readonly hint?: string;
  readonly draft: ActionDraft;
}

const HOUR_MS = 3_600_000;

export function nodeFaults(node: NodeView, t: Messages): readonly NodeFault[] {
  const { sid, clock, disk, paused } = node;
  const blocked = node.life === 'down' ? t.faults.downHint : null;
  const rate = (per: number): ActionDraft => ({
    do: 'clock',
    node: sid,
    value: { rate: clock.rate === per ? 1000 : per },
  });
  return [
    {
      key: 'freeze',
      text: paused ? t.stage.unfreeze : t.stage.freeze,
      name: paused ? t.stage.unfreezeNode(sid) : t.stage.freezeNode(sid),
      on: paused,
      blocked,
      draft: { do: paused ? 'resume' : 'pause', node: sid },
    },
    {
      key: 'slowDisk',
      text: t.faults.slowDisk,
      on: disk.slow !== 1,
      blocked: null,
      draft: { do: 'disk', node: sid, value: disk.slow === 1 ? 50 : 1 },
    },
    {
      key: 'failDisk',
      text: t.faults.failDisk,
      on: disk.failing,
      blocked: null,
      draft: { do: 'disk', node: sid, value: disk.failing ? 'ok' : 'fail' },
    },
    {
      key: 'fast',
      text: t.faults.clockFast,
      on: clock.rate > 1000,
      blocked: null,
      draft: rate(1500),
    },
    {
      key: 'late',
      text: t.faults.clockSlow,
      on: clock.rate < 1000,
      blocked: null,
      draft: rate(500),
    },
    {
      key: 'wall',
      text: t.faults.wallClock,
      on: clock.skewMs !== 0,
      blocked: null,
      draft: { do: 'clock', node: sid, value: { skewMs: clock.skewMs === 0 ? HOUR_MS : 0 } },
    },
    {
      key: 'prefix',
      text: t.faults.killPrefix,
      on: false,
      blocked,
      hint: t.faults.killPrefixHint,
      draft: { do: 'kill', node: sid, value: 'prefix' },
    },
  ];
}
