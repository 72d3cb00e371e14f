// The embedded page: the same playground in a frame, opened paused and played once it is seen.
import { mount } from 'svelte';
import { createEngine } from '../../worker/host/engine.ts';
import '../tokens.css';
import '../ui/base.css';
import { openFirst } from '../state/first-run.ts';
import { freshSeed, openingRecording } from '../state/opening.ts';
import { Playground } from '../state/playground.svelte.ts';
import { Preferences } from '../state/preferences.svelte.ts';
import { readParameters } from '../state/url.ts';
import { FrameApi } from './api.ts';
import Embed from './Embed.svelte';

const parameters = readParameters(location.search);
const preferences = new Preferences(parameters);
const { servers, observers } = parameters;
const opening = openingRecording({ servers, observers, seed: parameters.seed ?? freshSeed() });
const playground = new Playground(createEngine(), opening);
playground.pace = parameters.speed;

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the playground.');
if (preferences.language !== 'en') await preferences.speak(preferences.language);
mount(Embed, { target, props: { playground, preferences, parameters } });
const shared = await openFirst(playground, opening, location.hash, false);
new FrameApi(playground, parameters.parent);
// A link opens at its moment and stands; anything else plays when it can be seen.
if (!shared) playWhenSeen(target);

function playWhenSeen(element: Element): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    void playground.play();
  });
  observer.observe(element);
}

addEventListener('pagehide', (event) => {
  if (!event.persisted) playground.dispose();
});
