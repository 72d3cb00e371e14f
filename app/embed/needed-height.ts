// How high a frame would like to be at its width, in CSS pixels: what `resize` tells the page around it. Pure; the
// numbers are those of Embed.svelte and of the stage's layout.
import type { PaneName } from '../state/url.ts';

/** What is shown where the address names no panes. */
export const usualPanes: readonly PaneName[] = ['stage', 'timeline', 'story'];

/** And beside a lesson: all that it may point at. */
export const lessonPanes: readonly PaneName[] = ['stage', 'log', 'tree', 'terminal', 'timeline'];

/** From this width on, the other panes stand beside the stage. */
export const WIDE = 860;
/** Below this height the controls take one line. */
export const LOW = 560;
/** Below this height there is no room for a lesson under a stage. */
export const FOLDED = 760;
/** Below this width cards have no buttons of their own. */
export const NARROW = 560;

const HEADER = 41;
const STORY_LINE = 51;
const ONE_LINE_OF_TIME = 47;
const OTHERS = 260;

/** `wanted`: the panes that the address names; null where it names none. `lesson`: a lesson stands among them. */
export function neededHeight(
  width: number,
  wanted: readonly PaneName[] | null,
  lesson = false,
): number {
  const panes = wanted ?? (lesson ? lessonPanes : usualPanes);
  const stage = panes.includes('stage');
  const inTabs =
    lesson || panes.some((pane) => pane !== 'stage' && pane !== 'timeline' && pane !== 'story');
  const line = panes.includes('story') && stage && width < WIDE ? STORY_LINE : 0;
  const time = panes.includes('timeline') ? ONE_LINE_OF_TIME : 0;
  // A ring of cards: upright on a phone, flat on a wider page.
  const ring = width < 480 ? 300 : Math.round(Math.min(420, Math.max(260, width * 0.41)));
  const below = (inTabs && (width < WIDE || !stage)) || (!stage && panes.includes('story'));
  return HEADER + (stage ? ring : 0) + (below ? OTHERS : 0) + line + time;
}
