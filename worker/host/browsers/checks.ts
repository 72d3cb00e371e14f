// What is claimed of every browser: the main job, each view, the frame of another page, and the seeded recordings.
// Called by cli/browsers.ts, in this order, in one window.
import type { Sample } from '../sample.ts';
import { until, type Check } from './driver.ts';
import { DrivenPage, LONG_MS } from './page.ts';
import { viewChecks } from './views.ts';

export interface Sites {
  /** The built site, and the page without a picture; each ends with a slash. */
  readonly playground: string;
  readonly bench: string;
  /** A page of another site that holds the embedded playground in a sandboxed frame. */
  readonly host: string;
}

export function allChecks(sites: Sites, samples: readonly Sample[], folder: string): Check[] {
  return [
    mainJob(sites.playground),
    killed(sites.playground),
    framed(sites.host),
    ...viewChecks(sites.playground, folder),
    ...recordings(sites.bench, samples),
  ];
}

function mainJob(playground: string): Check {
  return {
    name: 'the main job: a partitioned leader is replaced, writes go on, healed it follows',
    run: async (driver) => {
      const page = new DrivenPage(driver);
      await driver.resize(1440, 900);
      await driver.open(`${playground}?seed=1&speed=4&lang=en`);
      await page.status('Leader node 2, epoch 1');
      await page.status('Quorum 3 of 3');
      await page.command('create /greeting hello');
      await page.says('region', 'Terminal', /Created \/greeting/);
      await page.says('region', 'ZNode tree', /greeting/);
      await page.press('Partition node 2');
      await page.status('Leader node 3, epoch 2', LONG_MS);
      await page.status('Quorum 2 of 3');
      await page.says('group', 'Node 2', /LOOKING/);
      await page.press('Heal node 2');
      await page.says('group', 'Node 2', /FOLLOWING/, LONG_MS);
      await page.status('Quorum 3 of 3');
    },
  };
}

function killed(playground: string): Check {
  return {
    name: 'a killed leader is replaced and follows after its restart; a paused page steps',
    run: async (driver) => {
      const page = new DrivenPage(driver);
      await driver.open(`${playground}?seed=2&speed=4&lang=en`);
      await page.status('Leader node 2, epoch 1');
      await page.press('Kill node 2');
      await page.says('group', 'Node 2', /DOWN/);
      await page.status('Leader node 3, epoch 2', LONG_MS);
      await page.press('Restart node 2');
      await page.says('group', 'Node 2', /FOLLOWING/, LONG_MS);
      await page.press('Pause');
      await page.press('Step');
      await page.find('button', 'Play');
    },
  };
}

function framed(host: string): Check {
  return {
    name: 'the embedded playground runs in a sandboxed frame of another site',
    run: async (driver) => {
      await driver.open(host);
      const [frame] = await driver.elements('iframe');
      if (frame === undefined) throw new Error('The host page has no frame.');
      await driver.enter(frame);
      try {
        await new DrivenPage(driver).status('Leader node 2, epoch 1', LONG_MS);
      } finally {
        await driver.enter(null);
      }
    },
  };
}

function recordings(bench: string, samples: readonly Sample[]): Check[] {
  return samples.map(({ name, recording, windows, hash }) => ({
    name: `recording ${name}, ${windows}: workers give the simulator's trace hash`,
    run: async (driver) => {
      await driver.open(bench);
      const isThere = () => driver.run('return typeof bench');
      await until(isThere, (type) => type === 'object', 20_000);
      const play = 'const { hash } = await bench.play(args[0], args[1]); return hash;';
      const found = await driver.run(play, recording, windows);
      if (found !== hash) throw new Error(`${String(found)} instead of ${hash}`);
    },
  }));
}
