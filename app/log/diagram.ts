// The space-time diagram as data: a line for each node, a column for each sending or receiving that matters, in trace
// order. Waiting takes no room. Pure; called by Diagram.svelte.
import {
  CLIENT_BASE,
  type Micros,
  type Participant,
  type ServerId,
} from '../../worker/base/units.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import { labelOf, type PacketLabel } from '../state/packet-label.ts';

export interface Arrow {
  readonly key: string;
  readonly from: Participant;
  readonly to: Participant;
  readonly label: PacketLabel;
  readonly sentAt: Micros;
  /** Columns; `end` is null while it has not arrived, `lost` when it never will. */
  readonly start: number;
  readonly end: number | null;
  readonly lost: boolean;
}

export interface Moment {
  readonly column: number;
  readonly node: ServerId;
  readonly at: Micros;
  readonly text: string;
  readonly epoch: number;
}

export interface Picture {
  readonly arrows: readonly Arrow[];
  readonly moments: readonly Moment[];
  readonly columns: number;
  /** When each column was. */
  readonly times: readonly Micros[];
}

/** `events` in trace order. Pings and what clients say are left out unless asked for. */
export function pictureOf(events: readonly TraceEvent[], clients: boolean): Picture {
  const open = new Map<string, number>();
  const arrows: Arrow[] = [];
  const moments: Moment[] = [];
  const times: Micros[] = [];
  for (const { at, who, fact } of events) {
    if (fact.type === 'sent') {
      const label = labelOf({ kind: 'packet', packet: fact.packet });
      if (label.look === 'ping' || (!clients && (who > CLIENT_BASE || fact.to > CLIENT_BASE)))
        continue;
      const key = `${fact.link}/${who}/${fact.n}`;
      open.set(key, arrows.length);
      arrows.push({
        key,
        from: who,
        to: fact.to,
        label,
        sentAt: at,
        start: times.length,
        end: null,
        lost: false,
      });
      times.push(at);
    } else if (fact.type === 'received') {
      close(`${fact.link}/${fact.from}/${fact.n}`, false);
    } else if (fact.type === 'lost') {
      for (let n = fact.n; n <= fact.m; n += 1) close(`${fact.link}/${fact.from}/${n}`, true);
    } else if (fact.type === 'state') {
      moments.push({ column: times.length, node: who, at, text: fact.state, epoch: fact.epoch });
      times.push(at);
    }
    function close(key: string, lost: boolean): void {
      const index = open.get(key);
      const arrow = index === undefined ? undefined : arrows[index];
      if (index === undefined || arrow === undefined) return;
      open.delete(key);
      arrows[index] = { ...arrow, end: times.length, lost };
      times.push(at);
    }
  }
  return { arrows, moments, columns: times.length, times };
}
