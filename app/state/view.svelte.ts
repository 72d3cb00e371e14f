// What a person is looking at: the node, message, client and transaction chosen, the dialog and the tab open.
// Regions talk to each other through this alone (no region imports another). Never part of a recording.
import { createContext } from 'svelte';
import type { ServerId } from '../../worker/base/units.ts';
import type { Zxid } from '../../worker/base/zxid.ts';
import type { Message } from '../../worker/trace/link-view.ts';
import type { Playground } from './playground.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { ControlName, PaneName } from './url.ts';
import type { Verdicts } from './verdicts.svelte.ts';

export type DialogName =
  | 'settings'
  | 'shortcuts'
  | 'share'
  | 'ensemble'
  | 'reset'
  | 'faults'
  | 'palette'
  | 'node'
  | 'words'
  | 'scenarios'
  | 'picture'
  | 'lessons'
  | 'compare';
export type TabName = 'stage' | 'log' | 'tree' | 'client' | 'story' | 'lesson';

export class View {
  node = $state<ServerId | null>(null);
  message = $state.raw<Message | null>(null);
  client = $state('A');
  zxid = $state<Zxid | null>(null);
  /** The message pointed at in one view, lit in the others: `link/from/n`. */
  marked = $state<string | null>(null);
  /** Two ends of a link, chosen by a click on it. */
  link = $state.raw<readonly [ServerId, ServerId] | null>(null);
  /** The node whose first button is pointed at. */
  pointed = $state<ServerId | null>(null);
  /** Where the step of a lesson wants one to look. */
  look = $state.raw<{ readonly pane: PaneName; readonly node?: ServerId } | null>(null);
  dialog = $state<DialogName | null>(null);
  tab = $state<TabName>('stage');
  /** Which view of the records is in front. */
  records = $state<'log' | 'diagram' | 'invariants' | 'counters'>('log');
  /** Cards show no buttons of their own here: they come after choosing the node. */
  compact = $state(false);
  /** Cards show no buttons of their own, but a strip beside them has those of every node. */
  strip = $state(false);
  /** The way from this page's address to the playground itself. */
  home = './';
  /** What whoever embeds the page leaves to its readers; null: everything. */
  controls = $state.raw<readonly ControlName[] | null>(null);

  allows(control: ControlName): boolean {
    return this.controls === null || this.controls.includes(control);
  }
}

export const [playgroundOf, setPlayground] = createContext<Playground>();
export const [preferencesOf, setPreferences] = createContext<Preferences>();
export const [verdictsOf, setVerdicts] = createContext<Verdicts>();
export const [viewOf, setView] = createContext<View>();
