// sheets.html: question sheets, teacher's notes and lesson plans, to print. Runs no ensemble. Both languages.
import { mount } from 'svelte';
import '../../tokens.css';
import '../../ui/base.css';
import { loadPreferences } from '../../state/preferences.svelte.ts';
import { readParameters } from '../../state/url.ts';
import './paper.css';
import Sheets from './Sheets.svelte';

const preferences = await loadPreferences(readParameters(location.search));
// Where the page cannot run, still.js has put a notice in its place.
const target = document.getElementById('app');
if (target !== null) {
  mount(Sheets, { target, props: { preferences } });
}
