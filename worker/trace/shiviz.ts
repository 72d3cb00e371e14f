// The trace in the format of ShiViz (vector clocks), for its space-time diagrams. Two lines for each event: host and clock,
// then the text. To be read there with the expression `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`.
// Pings and timers are left out, and so is what only a host tells of its disk.
import { WORLD, type Participant } from '../base/units.ts';
import type { Fact, TraceEvent } from './event.ts';
import { factText } from './fact-text.ts';
import { participantText } from './text.ts';

/** A vector clock: how many events of each participant it knows. */
type Clock = Map<Participant, number>;

/** `names` are the clients', in the recording's order. */
export function shivizLog(events: readonly TraceEvent[], names: readonly string[]): string {
  const host = (who: Participant): string => participantText(who, names).replace(' ', '');
  const clocks = new Map<Participant, Clock>();
  const onTheWay = new Map<string, Clock>();
  const lines: string[] = [];
  for (const { who, fact } of events) {
    if (who === WORLD || isNoise(fact)) continue;
    const clock = clocks.get(who) ?? new Map<Participant, number>();
    clocks.set(who, clock);
    if (fact.type === 'received') {
      const key = `${fact.link}/${fact.from}/${fact.n}`;
      const sent = onTheWay.get(key);
      // What was left out when it was sent is left out when it arrives.
      if (sent === undefined) continue;
      onTheWay.delete(key);
      for (const [other, count] of sent) clock.set(other, Math.max(clock.get(other) ?? 0, count));
    }
    clock.set(who, (clock.get(who) ?? 0) + 1);
    if (fact.type === 'sent') onTheWay.set(`${fact.link}/${who}/${fact.n}`, new Map(clock));
    const known = [...clock]
      .sort(([a], [b]) => a - b)
      .map(([other, count]) => `"${host(other)}":${count}`);
    lines.push(`${host(who)} {${known.join(', ')}}`);
    lines.push(
      factText(fact, (other) => participantText(other, names)).replace(/\s*\n\s*/g, ' / '),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function isNoise(fact: Fact): boolean {
  switch (fact.type) {
    case 'sent':
      return fact.packet.type === 'PING' || fact.packet.type === 'PONG';
    case 'timer':
    case 'wrote':
    case 'durable':
    case 'dialed':
    case 'opened':
    case 'closing':
    case 'closed':
    case 'refused':
      return true;
    default:
      return false;
  }
}
