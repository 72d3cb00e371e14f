// The participant that sends four-letter words to servers, as `echo ruok | nc node1 2181` would: each on a connection of
// its own. It announces what was asked and answered as a client does. Hosted by the simulator and the director.
// Source: ServerCnxn's command handling; determinism.md 24 (`command` with `node`).
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { Effect, Input, Machine } from '../base/ports.ts';
import type { LinkId } from '../base/units.ts';
import type { DiskOp } from '../zab/disk.ts';
import type { ClientCommand } from './deed.ts';
import type { AnyPacket, MachineFact } from './facts.ts';
import type { HostIdentity } from './host-port.ts';

interface WordState {
  links: number;
  asked: Map<LinkId, string>;
}

type WordEffect = Effect<AnyPacket, DiskOp, MachineFact>;

export class FourLetterWords implements Machine<AnyPacket, ClientCommand, DiskOp, MachineFact> {
  private readonly identity: HostIdentity;
  private readonly state: WordState;

  constructor(identity: HostIdentity, captured?: Packed) {
    this.identity = identity;
    this.state =
      captured === undefined ? { links: 0, asked: new Map() } : (unpack(captured) as WordState);
  }

  step(_now: number, _wallMs: number, input: Input<AnyPacket, ClientCommand>): WordEffect[] {
    switch (input.kind) {
      case 'command':
        return input.command.do === 'word' ? this.ask(input.command.node, input.command.word) : [];
      case 'opened':
        return [
          {
            kind: 'send',
            link: input.link,
            packet: { type: 'FOUR_LETTER_WORD', word: this.state.asked.get(input.link) ?? '' },
          },
        ];
      case 'received':
        return input.packet.type === 'TEXT' ? [printed(linesOf(input.packet.text))] : [];
      case 'refused':
        this.state.asked.delete(input.link);
        return [printed([`Node ${input.peer} refused the connection.`], [0])];
      case 'closed':
        this.state.asked.delete(input.link);
        return [];
      case 'boot':
      case 'synced':
      case 'diskFailed':
      case 'timer':
        return [];
    }
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return pack(this.state);
  }

  private ask(node: number, word: string): WordEffect[] {
    this.state.links += 1;
    const link = `${this.identity.who}.${this.identity.incarnation}.${this.state.links}`;
    this.state.asked.set(link, word);
    return [
      { kind: 'trace', fact: { type: 'typed', line: `echo ${word} | nc node${node} 2181` } },
      { kind: 'dial', link, plane: 'client', peer: node, address: `node${node}:2181` },
    ];
  }
}

/** Most answers end their last line, some do not: either way nothing stands behind it. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function printed(lines: readonly string[], err?: readonly number[]): WordEffect {
  return {
    kind: 'trace',
    fact: err === undefined ? { type: 'printed', lines } : { type: 'printed', lines, err },
  };
}
