// An event as a line of a golden conversation: who, and what in the words of worker/trace/fact-text.ts, without numbers
// that say nothing (connections, digests), and sessions by the order of their appearance. Called by conversation.ts.
import type { Participant } from '../../base/units.ts';
import { factText } from '../../trace/fact-text.ts';
import { packetText } from '../../trace/packet-text.ts';
import { participantText } from '../../trace/text.ts';
import type { WorldEvent } from '../../world/facts.ts';

export class Lines {
  private readonly names: readonly string[];
  private readonly sessions: string[] = [];

  constructor(clients: readonly string[]) {
    this.names = clients;
  }

  of({ who, fact }: WorldEvent): string {
    const me = this.name(who);
    if (fact.type === 'sent')
      return this.tidy(`${me} -> ${this.name(fact.to)}: ${packetText(fact.packet)}`);
    if (fact.type === 'printed') return `${me}| ${fact.lines.join(' / ')}`;
    const text = factText(fact, (other) => this.name(other)).replace(/\n\s*/g, ' ');
    return this.tidy(`${me}: ${text}`);
  }

  /** `node 2`, `A`. */
  name(who: Participant): string {
    return participantText(who, this.names).replace(/^client /, '');
  }

  private tidy(line: string): string {
    return line
      .replace(/ (on|as) \d+\.\d+\.\d+(#\d+)?$/, '')
      .replace(/ digest [0-9a-f]+$/, '')
      .replace(/\b(session )?0x([0-9a-f]{12,})\b/g, (_whole, _word, id: string) => this.session(id))
      .replace(/ session 0x0 0 ms$/, '');
  }

  private session(id: string): string {
    if (!this.sessions.includes(id)) this.sessions.push(id);
    return `session ${this.sessions.indexOf(id) + 1}`;
  }
}
