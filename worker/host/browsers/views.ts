// Every view of the playground, at the sizes it is made for: that it is there, fits, breaks nothing, and how it looks (a PNG
// each, for people). Called by checks.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Driver } from './driver.ts';
import { DrivenPage } from './page.ts';

interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly search: string;
  /** Buttons and tabs to press one after the other, by name. */
  readonly press: readonly string[];
  /** What must then be to be seen, as a selector. */
  readonly shows?: string;
}

const wide = { width: 1440, height: 900 };
/** Or as narrow as the browser's window gets. */
const phone = { width: 390, height: 844 };
const CHOSEN = '[role="tab"][aria-selected="true"]';
const LIGHT = 'theme=light';
const DARK = 'theme=dark';

const views: readonly View[] = [
  { name: 'desktop', ...wide, search: LIGHT, press: [] },
  { name: 'desktop-dark-chinese', ...wide, search: `${DARK}&lang=zh-CN`, press: [] },
  { name: 'nine-nodes', ...wide, search: `${LIGHT}&servers=7&observers=2`, press: [] },
  { name: 'present', width: 1280, height: 720, search: `${LIGHT}&view=present`, press: [] },
  { name: 'projector-dark', width: 1280, height: 720, search: DARK, press: [] },
  { name: 'embedded-size', width: 640, height: 400, search: LIGHT, press: [] },
  { name: 'phone', ...phone, search: LIGHT, press: [] },
  { name: 'phone-dark-chinese', ...phone, search: `${DARK}&lang=zh-CN`, press: [] },
  ...['Log', 'Tree', 'Client', 'Story'].map((tab) => ({
    ...{ name: `phone-${tab.toLowerCase()}`, ...phone, search: LIGHT },
    ...{ press: [tab], shows: CHOSEN },
  })),
  ...['Time diagram', 'Invariants ✓'].map((tab) => ({
    ...{ name: tab.replace(' ✓', '').toLowerCase().replace(' ', '-'), ...wide, search: LIGHT },
    ...{ press: [tab], shows: CHOSEN },
  })),
  ...['New ensemble', 'Faults', 'Share'].map((button) => dialogOf(button, [button])),
  ...['Scenarios', 'Settings', 'The words on this page', 'Keyboard shortcuts'].map((item) =>
    dialogOf(item, ['More', item]),
  ),
  { name: 'legend', ...wide, search: LIGHT, press: ['Legend'] },
  {
    ...{ name: 'inspector', ...wide, search: LIGHT, press: ['Inspect node 2'] },
    shows: 'section[aria-label="Inspector"]',
  },
];

function dialogOf(name: string, press: readonly string[]): View {
  const file = name.toLowerCase().replaceAll(' ', '-');
  return { name: file, ...wide, search: LIGHT, press, shows: 'dialog[open]' };
}

/** Remembers in the document what goes wrong in it from now on. */
const WATCH = `
  const note = (text) => { document.documentElement.dataset.trouble = text; };
  addEventListener('error', (event) => note(event.message));
  addEventListener('unhandledrejection', (event) => note(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective));`;

const LOOK = `
  const { scrollWidth, dataset } = document.documentElement;
  const isSeen = (one) => one.getClientRects().length > 0;
  const regions = [...document.querySelectorAll('section[aria-label]')];
  return {
    wide: scrollWidth - innerWidth,
    trouble: dataset.trouble ?? '',
    regions: regions.filter(isSeen).length,
    shown: [...document.querySelectorAll(args[0])].some(isSeen),
  };`;

/** Until nothing is on its way to another place or colour; what turns for ever may turn. */
const SETTLE = `
  const isDone = (one) => one.playState !== 'running'
    || one.effect?.getComputedTiming().iterations === Infinity;
  let calm = 0;
  for (let frames = 0; calm < 10 && frames < 300; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    calm = document.getAnimations().every(isDone) ? calm + 1 : 0;
  }`;

interface Look {
  readonly wide: number;
  readonly trouble: string;
  readonly regions: number;
  readonly shown: boolean;
}

export function viewChecks(playground: string, folder: string): Check[] {
  return views.map((view) => ({
    name: `the view ${view.name}`,
    run: async (driver) => {
      await show(driver, playground, view);
      const picture = join(folder, `${driver.name.toLowerCase()}-${view.name}.png`);
      writeFileSync(picture, await driver.screenshot());
      const { shows = 'main' } = view;
      const look = (await driver.run(LOOK, shows)) as Look;
      if (!look.shown) throw new Error(`Nothing like ${shows} is to be seen.`);
      if (look.trouble !== '') throw new Error(`The page complains: ${look.trouble}`);
      if (look.wide > 0) throw new Error(`It is ${look.wide} px wider than the window.`);
      if (look.regions === 0) throw new Error('No region of the page is to be seen.');
    },
  }));
}

async function show(driver: Driver, playground: string, view: View): Promise<void> {
  const page = new DrivenPage(driver);
  await driver.resize(view.width, view.height);
  const language = view.search.includes('lang=') ? '' : '&lang=en';
  await driver.open(`${playground}?seed=1&speed=1${language}&${view.search}`);
  await driver.run(WATCH);
  const leader = new RegExp(`${leaderOf(view)}.*epoch 1`);
  await page.status(leader);
  for (const name of view.press) await page.pressAny(name);
  await driver.run(SETTLE);
}

function leaderOf({ search }: View): number {
  return search.includes('servers=7') ? 4 : 2;
}
