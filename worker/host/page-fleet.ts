// The fleet of a director that runs in a worker of a page: only the page may start and end workers (one Trusted Types
// policy, one list), so it is asked to, over a port of plain messages. The page's end is yard.ts.
import type { Fleet, Vessel, VesselListener } from './fleet.ts';
import type { Ports } from './server-ports.ts';
import { makeDeath, makeVessel } from './vessel.ts';

/** What the director's worker asks of its page. */
export type YardOrder =
  | { readonly kind: 'launch'; readonly id: number; readonly name: string }
  | { readonly kind: 'terminate'; readonly id: number };

/** What the page answers. */
export type YardNews =
  | { readonly kind: 'launched'; readonly id: number; readonly ports: Ports }
  | { readonly kind: 'died'; readonly id: number; readonly message: string };

interface Launch {
  readonly listener: VesselListener;
  readonly launched: (ports: Ports) => void;
  readonly die: (message: string) => void;
}

export class PageFleet implements Fleet {
  private readonly yard: MessagePort;
  private readonly launches = new Map<number, Launch>();
  private count = 0;

  constructor(yard: MessagePort) {
    this.yard = yard;
    yard.onmessage = ({ data }: MessageEvent<YardNews>) => {
      this.hear(data);
    };
  }

  async launch(name: string, listener: VesselListener): Promise<Vessel> {
    this.count += 1;
    const id = this.count;
    const { death, die } = makeDeath();
    const ports = new Promise<Ports>((launched) => {
      this.launches.set(id, { listener, launched, die });
    });
    this.order({ kind: 'launch', id, name });
    const terminate = () => {
      this.launches.delete(id);
      die('This worker was ended.');
      this.order({ kind: 'terminate', id });
    };
    return makeVessel({ ports: await Promise.race([ports, death]), listener, death, terminate });
  }

  dispose(): void {
    this.launches.clear();
    this.yard.close();
  }

  private hear(news: YardNews): void {
    const launch = this.launches.get(news.id);
    if (launch === undefined) return;
    if (news.kind === 'launched') {
      launch.launched(news.ports);
    } else {
      launch.die(news.message);
      launch.listener.died(news.message);
    }
  }

  private order(order: YardOrder): void {
    this.yard.postMessage(order);
  }
}
