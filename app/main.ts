// The page's start: reads the address, makes the engine, shows the shell at once, then opens the run.
import { mount } from 'svelte';
import { lateEngine } from '../worker/host/late-engine.ts';
import App from './App.svelte';
import './tokens.css';
import './ui/base.css';
import { openFirst, openKept, openLink } from './state/first-run.ts';
import { Keeper } from './state/keeper.ts';
import { lastRun } from './state/kept.ts';
import { findPicture } from './embed/opening.ts';
import { Lessons } from './lessons/lessons.svelte.ts';
import { openingRecording, USUAL_SEED } from './state/opening.ts';
import { Playground } from './state/playground.svelte.ts';
import { loadPreferences } from './state/preferences.svelte.ts';
import { readParameters } from './state/url.ts';
import { View } from './state/view.svelte.ts';

const parameters = readParameters(location.search);
const preferences = await loadPreferences(parameters);
const { servers, observers } = parameters;
const opening = openingRecording({ servers, observers, seed: parameters.seed ?? USUAL_SEED });
const playground = new Playground(lateEngine(), opening);
playground.pace = parameters.speed;
const view = new View();
const lessons = new Lessons(playground, preferences, view);

const target = document.getElementById('app');
// Where the page cannot run, still.js has put a picture in its place.
if (target !== null) await start(target);

async function start(target: Element): Promise<void> {
  mount(App, {
    target,
    props: { playground, preferences, view, lessons, parameters, last: lastRun() },
  });
  const kept = await openKept(playground);
  if (parameters.lesson !== null) await lessons.openFirst(parameters, opening, location.hash, kept);
  else if (!kept) await openMain();
  new Keeper(playground);
  const { keepOffline } = await import('./offline/offline.ts');
  await keepOffline(preferences);
}

/** The run in the link, else one that is drawn at once where the build made a picture of it, and plays when its workers are there. */
async function openMain(): Promise<void> {
  if (await openLink(playground, location.hash)) return;
  const { scenario } = parameters;
  if (await playground.show(scenario, opening, findPicture)) await playground.play();
  else await openFirst(playground, opening, '', true, scenario);
}

// A link put into the address of a page that is open loads nothing: it is opened here.
addEventListener('hashchange', () => void openLink(playground, location.hash));

// A page put aside by the browser keeps its workers; one that is left for good ends them.
addEventListener('pagehide', (event) => {
  if (!event.persisted) playground.dispose();
});
