// One end of channels that are opened and used at once, by the product's own wire: hears, or speaks when the other end says
// that it hears. Started twice by channels.ts.
import { expose } from 'comlink';
import { openBroadcastChannel, Wire } from '../../host/wire.ts';

/** What was not heard by then is lost; milliseconds. */
const PATIENCE_MS = 500;

export class ChannelEnd {
  private readonly speaking = new Map<string, Wire>();
  private other: MessagePort | null = null;

  /** A port from worker to worker: what it says overtakes what the browser has yet to register. */
  meet(port: MessagePort): void {
    this.other = port;
    port.onmessage = ({ data }: MessageEvent<string>) => {
      this.speaking.get(data)?.post({ from: 1, incarnation: 1, to: 2, number: 1, items: [] });
    };
  }

  /** Opens the link of this run from 1 to 2 and is ready to post. */
  async speak(run: string): Promise<void> {
    const wire = wireOf(run, 1, 2, () => undefined);
    await wire.join();
    this.speaking.set(run, wire);
  }

  hush(run: string): void {
    this.speaking.get(run)?.close();
    this.speaking.delete(run);
  }

  /** Opens the same link, says so (`joined`: once it has heard its own echo), and whether the first post arrived. */
  async hear(run: string, joined: boolean): Promise<boolean> {
    let deliver = (): void => undefined;
    const heard = new Promise<boolean>((resolve) => {
      deliver = () => {
        resolve(true);
      };
    });
    const wire = wireOf(run, 2, 1, () => {
      deliver();
    });
    const ready = wire.join();
    if (joined) await ready;
    this.other?.postMessage(run);
    const late = new Promise<boolean>((resolve) => {
      setTimeout(() => {
        resolve(false);
      }, PATIENCE_MS);
    });
    const arrived = await Promise.race([heard, late]);
    await ready;
    wire.close();
    return arrived;
  }
}

function wireOf(run: string, self: number, peer: number, deliver: () => void): Wire {
  return new Wire({ run, self, peers: [peer], open: openBroadcastChannel, deliver });
}

expose(new ChannelEnd());
