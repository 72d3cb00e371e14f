// A page without a picture: the engine of the playground and what it is measured against, for whoever drives the browser
// (the determinism tests, `npm run browsers`, `npm run bench`). Built beside the site by cli/bench-page.mjs, never part of it.
import { lostPosts } from './channels.ts';
import { floor } from './floor.ts';
import { LivePlay, play } from './play.ts';
import { WriteRun } from './write.ts';

const bench = { play, live: new LivePlay(), floor, writing: new WriteRun(), lostPosts };

export type BenchPage = typeof bench;

Object.assign(globalThis, { bench });
