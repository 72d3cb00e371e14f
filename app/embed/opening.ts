// What an embedded page opens with, in this order: the run in its link, the scenario it names, else an ensemble that is
// up. A picture is drawn at once where the build made one; then nothing runs until somebody looks or asks.
import { openFirst, openLink } from '../state/first-run.ts';
import { USUAL_SEED, openingRecording } from '../state/opening.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { Parameters } from '../state/url.ts';
import type { Recording } from '../../worker/world/recording.ts';
import { pictures, type Picture } from './pictures.ts';

/** The ensemble that the address asks for. */
export function openingOf({ servers, observers, seed }: Parameters): Recording {
  return openingRecording({ servers, observers, seed: seed ?? USUAL_SEED });
}

/** True if the run is a link's, and stands at its moment. */
export async function openEmbedded(
  playground: Playground,
  parameters: Parameters,
  hash: string,
): Promise<boolean> {
  if (await openLink(playground, hash)) return true;
  const opening = openingOf(parameters);
  if (await playground.show(parameters.scenario, opening, findPicture)) return false;
  return openFirst(playground, opening, '', false, parameters.scenario);
}

/** The picture of a run that begins like one of those that were played. */
export async function findPicture(recording: Recording): Promise<Picture | null> {
  const load = pictures[String(recording.ensemble.servers)];
  if (load === undefined) return null;
  try {
    const { default: picture } = await load();
    return beginning(picture.recording, picture.until) === beginning(recording, picture.until)
      ? picture
      : null;
  } catch {
    return null;
  }
}

/** All that the facts before this time depend on. */
function beginning({ seed, ensemble, clients, actions }: Recording, until: number): string {
  const before = actions.filter((action) => action.at < until);
  return JSON.stringify([seed, ensemble, clients, before]);
}
