// G20: of so many channels that were just opened, how many lost the first post, while the page is busy. Called on the bench
// page, by name.
import { transfer, wrap } from 'comlink';
import { randomHex } from '../../host/wire.ts';
import type { ChannelEnd } from './channels-worker.ts';
import channelsUrl from './channels-worker.ts?worker&url';

/** So many at a time; and of every so many milliseconds the page's thread is busy for so many. */
const AT_ONCE = 8;
const EVERY_MS = 20;
const BUSY_MS = 12;

/** How many of `rounds` first posts were lost. `joined`: the listener waits for its own echo first, as the product does. */
export async function lostPosts(rounds: number, joined: boolean): Promise<number> {
  const workers = [0, 1].map(() => new Worker(channelsUrl, { type: 'module' }));
  const [speaker, hearer] = workers.map((worker) => wrap<ChannelEnd>(worker));
  const busy = setInterval(() => {
    const began = performance.now();
    while (performance.now() - began < BUSY_MS);
  }, EVERY_MS);
  try {
    if (speaker === undefined || hearer === undefined) return NaN;
    const { port1, port2 } = new MessageChannel();
    await speaker.meet(transfer(port1, [port1]));
    await hearer.meet(transfer(port2, [port2]));
    const one = async (): Promise<number> => {
      const run = randomHex();
      await speaker.speak(run);
      const arrived = await hearer.hear(run, joined);
      await speaker.hush(run);
      return arrived ? 0 : 1;
    };
    let lost = 0;
    for (let done = 0; done < rounds; done += AT_ONCE) {
      const results = await Promise.all(Array.from({ length: AT_ONCE }, one));
      for (const result of results) lost += result;
    }
    return lost;
  } finally {
    clearInterval(busy);
    for (const worker of workers) worker.terminate();
  }
}
