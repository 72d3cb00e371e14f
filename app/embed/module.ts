// The entry of the npm package: importing it defines <zab-playground>. Unbundled, the embedded page is the one in the
// package; a bundler moves this module away from it, so `src` must say where the site serves the folder `site/embed/`.
import { definePlayground } from './element.ts';

// In two steps: a bundler would take `new URL('…', import.meta.url)` for the address of a file.
const here = import.meta.url;
definePlayground(URL.canParse(here) ? new URL('site/embed/', here).href : null);

export type * from './types.ts';
