// What a client prints for a command: from the moment at which it was given until the prompt is back. Called by api.ts.
import type { Participant } from '../../worker/base/units.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import type { Playground } from '../state/playground.svelte.ts';

type Asked = Pick<Playground, 'hearFacts' | 'tryAct' | 'replaced'>;

/** Gives the command; rejects with a sentence. Ends with what was printed so far where the run is given up for another. */
export async function printedBy(
  playground: Asked,
  who: Participant,
  command: ActionDraft,
): Promise<string[]> {
  const heard: TraceEvent[] = [];
  // The past is told once more where the command begins a branch: until it is known when it was given, all is kept.
  let since: number | null = null;
  let end: () => void = () => undefined;
  const back = new Promise<void>((resolve) => (end = resolve));
  const look = (): void => {
    const given = since;
    if (given !== null && heard.some(({ at, fact }) => at >= given && endsCommand(fact.type)))
      end();
  };
  const deaf = playground.hearFacts((events) => {
    heard.push(...events.filter((event) => event.who === who));
    look();
  });
  try {
    since = (await playground.tryAct(command)).at;
    look();
    await Promise.race([back, playground.replaced()]);
  } finally {
    deaf();
  }
  return printedSince(heard, since);
}

const endsCommand = (type: string): boolean => type === 'prompt' || type === 'clientExited';

function printedSince(heard: readonly TraceEvent[], since: number): string[] {
  const lines: string[] = [];
  for (const { at, fact } of heard) {
    if (at < since) continue;
    if (fact.type === 'printed') lines.push(...fact.lines);
    if (endsCommand(fact.type)) break;
  }
  return lines;
}
