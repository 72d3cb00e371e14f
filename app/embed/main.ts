// The embedded page: the same playground in a frame. Its first picture needs no worker; it plays once it is seen.
import { mount } from 'svelte';
import { lateEngine } from '../../worker/host/late-engine.ts';
import '../tokens.css';
import '../ui/base.css';
import { Playground } from '../state/playground.svelte.ts';
import { loadPreferences } from '../state/preferences.svelte.ts';
import { readParameters } from '../state/url.ts';
import { Attention } from './attention.ts';
import Embed from './Embed.svelte';
import { neededHeight } from './needed-height.ts';
import { tellNotices } from './notices.svelte.ts';
import { openEmbedded, openingOf } from './opening.ts';

const parameters = readParameters(location.search);
const preferences = await loadPreferences(parameters);
const playground = new Playground(lateEngine(), openingOf(parameters));
playground.pace = parameters.speed;

// Where the page cannot run, still.js has put a picture in its place.
const target = document.getElementById('app');
if (target !== null) await start(target);

async function start(target: Element): Promise<void> {
  mount(Embed, { target, props: { playground, preferences, parameters } });
  const lesson = parameters.lesson !== null;
  // A lesson opens its own run (EmbeddedLesson.svelte), and time stands still at its beginning.
  const stands = lesson || (await openEmbedded(playground, parameters, location.hash));
  new Attention(playground, target, !stands);
  // After the first picture: nobody can have asked before it.
  const { FrameApi } = await import('./api.ts');
  const api = new FrameApi(playground, parameters.parent, {
    heightAt: (width) => neededHeight(width, parameters.panes, lesson),
  });
  tellNotices(playground, preferences, (sentence) => api.tellError(sentence));
}

addEventListener('pagehide', (event) => {
  if (!event.persisted) playground.dispose();
});
