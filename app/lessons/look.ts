// Where a step wants one to look: the region comes to the front where they share a place, and is outlined, its node too.
// Called by LessonKeeper.svelte and LookAt.svelte.
import type { Pane } from '../../worker/lessons/lesson.ts';
import type { Messages } from '../messages/en.ts';
import type { TabName, View } from '../state/view.svelte.ts';

const tabs: Readonly<Record<Pane, TabName>> = {
  stage: 'stage',
  log: 'log',
  tree: 'tree',
  terminal: 'client',
  timeline: 'stage',
  story: 'story',
};

export function bringToFront(view: View, pane: Pane): void {
  if (pane === 'log') view.records = 'log';
  view.tab = tabs[pane];
}

/** Outlines the region and the node until the returned function is called. The attribute is nobody else's. */
export function outline(
  show: { readonly pane: Pane; readonly node?: number },
  regions: Messages['regions'],
): () => void {
  const names: Readonly<Record<Pane, string>> = { ...regions, stage: regions.ensemble };
  const region =
    show.pane === 'stage' && show.node !== undefined
      ? null
      : document.querySelector<HTMLElement>(
          `section[aria-label="${CSS.escape(names[show.pane])}"]`,
        );
  const node =
    show.node === undefined
      ? null
      : document.querySelector<HTMLElement>(`[data-server="${show.node}"]`);
  for (const element of [region, node]) element?.setAttribute('data-looked', '');
  return () => {
    for (const element of [region, node]) element?.removeAttribute('data-looked');
  };
}
