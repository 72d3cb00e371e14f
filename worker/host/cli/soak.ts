// `npm run soak [-- PART…] [--count N]`: the long counts that `npm test` samples, against the built site in Chromium. The parts are
// `links`, `files` and `messages`; N things of each, else the full count, which alone judges how long the page is held: a sample
// is a test, and a test asserts no time. Last line: `N passed, N failed`.
import { parseArgs } from 'node:util';
import type { Figures } from '../soak/figures.ts';
import { soakLinks } from '../soak/links.ts';
import { soakMessages } from '../soak/messages.ts';
import { Stage } from '../soak/stage.ts';
import { ensureBuilt } from './site.mjs';

/** Never a hang over this, in milliseconds. */
const HANG_MS = 500;

interface Part {
  readonly count: number;
  readonly run: (stage: Stage, count: number) => Promise<Figures>;
}

const parts: Readonly<Record<string, Part>> = {
  links: { count: 4000, run: (stage, count) => soakLinks(stage, 'link', count) },
  files: { count: 1000, run: (stage, count) => soakLinks(stage, 'file', count) },
  messages: { count: 5000, run: soakMessages },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' } },
});
const stranger = positionals.find((name) => !(name in parts));
const given = values.count === undefined ? null : Number(values.count);
if (stranger !== undefined || (given !== null && !(Number.isSafeInteger(given) && given > 0))) {
  console.error(`npm run soak [-- ${Object.keys(parts).join('|')}] [--count N]`);
  process.exit(2);
}

await ensureBuilt();
const stage = await Stage.open(given === null ? HANG_MS : Infinity);
let passed = 0;
let failed = 0;
try {
  for (const [name, { count, run }] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const began = performance.now();
    const figures = await run(stage, given ?? count);
    for (const line of figures.table()) console.log(line);
    console.log(`  in ${Math.round((performance.now() - began) / 1000)} s`);
    failed += figures.failures.length;
    passed += Math.max(0, figures.count - figures.failures.length);
  }
} finally {
  await stage.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
