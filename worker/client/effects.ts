// What one step of a client asks for, collected in order: its packets, timers, facts and printed lines. The connection
// and the programs write into it. Used by client.ts.
import type { Effect } from '../base/ports.ts';
import type { LinkId, Micros, Participant } from '../base/units.ts';
import type { ClientPacket, ServerPacket } from '../data/wire.ts';
import type { ClientFact } from './facts.ts';
import { Output, type Tail } from './zkcli/output.ts';

export type ClientPlanePacket = ClientPacket | ServerPacket;
export type ClientEffect = Effect<ClientPlanePacket, never, ClientFact>;

export class Effects {
  /** The moment of this step. */
  now: Micros = 0;
  readonly out: Output;
  #collected: ClientEffect[] = [];

  constructor(tail: Tail | null) {
    this.out = new Output(tail, (fact) => {
      this.#collected.push({ kind: 'trace', fact });
    });
  }

  begin(now: Micros): void {
    this.now = now;
    this.#collected = [];
  }

  /** Everything since `begin`, the printed lines included. */
  end(): readonly ClientEffect[] {
    this.out.flush();
    return this.#collected;
  }

  dial(link: LinkId, peer: Participant, address: string): void {
    this.#collected.push({ kind: 'dial', link, plane: 'client', peer, address });
  }

  send(link: LinkId, packet: ClientPacket): void {
    this.#collected.push({ kind: 'send', link, packet });
  }

  hangUp(link: LinkId): void {
    this.#collected.push({ kind: 'close', link });
  }

  setTimer(id: string, at: Micros): void {
    this.#collected.push({ kind: 'setTimer', id, at });
  }

  clearTimer(id: string): void {
    this.#collected.push({ kind: 'clearTimer', id });
  }

  /** What was printed before comes before it. */
  tell(fact: ClientFact): void {
    this.out.flush();
    this.#collected.push({ kind: 'trace', fact });
  }

  exit(code: number, why: string): void {
    this.#collected.push({ kind: 'exit', code, why });
  }
}
