// dist/embed/zab-playground.js: one script tag, and <zab-playground> is there. The embedded page lies beside the script.
import { definePlayground } from './element.ts';

/** As a classic script it is being run now; as a module it has to be looked for. */
const script =
  document.currentScript ?? document.querySelector('script[src*="/zab-playground.js"]');
definePlayground(script instanceof HTMLScriptElement ? new URL('./', script.src).href : null);
