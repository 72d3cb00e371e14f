// What the page says went wrong is told to the page around it too, in the same words. Called by main.ts.
import type { Playground } from '../state/playground.svelte.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import { scenarioIds } from '../state/scenario-ids.ts';

export function tellNotices(
  playground: Playground,
  preferences: Preferences,
  tell: (sentence: string) => void,
): void {
  $effect.root(() => {
    $effect(() => {
      const { notice } = playground;
      if (notice === null) return;
      const { problems } = preferences.t;
      if ('why' in notice) {
        const why = preferences.refusal(notice.why);
        if (why !== null) tell(why);
      } else if (notice.kind === 'link') tell(problems[notice.which]);
      else if (notice.kind === 'scenario')
        tell(problems.scenario(notice.name, scenarioIds.join(', ')));
      else if (notice.kind === 'hash' || notice.kind === 'file') tell(problems[notice.kind]);
    });
  });
}
