// embedding.html: how to embed the playground, shown by embedding it. Both languages; the same words as docs/embedding.md, fewer.
import { mount } from 'svelte';
import '../tokens.css';
import '../ui/base.css';
import { loadPreferences } from '../state/preferences.svelte.ts';
import { readParameters } from '../state/url.ts';
import { definePlayground } from './element.ts';
import Guide from './Guide.svelte';

definePlayground(new URL('./embed/', document.baseURI).href);
const preferences = await loadPreferences(readParameters(location.search));
// Where the page cannot run, still.js has put a picture in its place.
const target = document.getElementById('app');
if (target !== null) {
  mount(Guide, { target, props: { preferences } });
}
