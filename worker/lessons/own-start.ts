// The beginning of a lesson of one's own: the run at hand with a step for each thing done in it, and places for texts. Also
// what such a step waits for if its author does not say. Called by Share (Export as lesson) and by own-lesson.ts.
import { SECOND, type Micros } from '../base/units.ts';
import type { Action, ActionDraft, Recording } from '../world/recording.ts';
import type { Match, Wait } from './lesson.ts';

/** What is done within this time of the thing before belongs to the same step. */
const TOGETHER: Micros = SECOND;
const THINK: Micros = SECOND / 2;

/** Sentences to be replaced by the author, in the language of the page. */
export interface StartWords {
  readonly title: string;
  readonly goal: string;
  readonly concept: string;
  readonly type: (line: string, client: string) => string;
  readonly act: string;
}

/** The file's content. The steps begin behind what the page did by itself: nodes start, clients connect, `/app` is made. */
export function startOf(whole: Recording, words: StartWords): unknown {
  const { hash: _hash, view: _view, ...recording } = whole;
  const { title, goal, concept } = words;
  const own = recording.actions.slice(openingLength(recording.actions));
  const groups: Action[][] = [];
  for (const action of own) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && action.at - before.at < TOGETHER) last.push(action);
    else groups.push([action]);
  }
  const steps = groups.map((group) => ({
    at: Math.max(0, (group[0]?.at ?? 0) - THINK) / SECOND,
    say: group.map((action) => sayingOf(action, words)).join(' '),
  }));
  return { zabLesson: 1, title, goal, concept, recording, steps };
}

function openingLength(actions: readonly Action[]): number {
  const first = actions.findIndex(({ do: kind }) => kind !== 'start' && kind !== 'connect');
  if (first < 0) return actions.length;
  const action = actions[first];
  return action?.do === 'command' && action.line === 'create /app hello' ? first + 1 : first;
}

function sayingOf(action: Action, words: StartWords): string {
  return isTyped(action) ? words.type(action.line, action.client) : words.act;
}

/** A four-letter word goes to a node, and no prompt waits for its answer. */
function isTyped<A extends ActionDraft>(action: A): action is A & Typed {
  return action.do === 'command' && 'client' in action;
}

type Typed = Extract<ActionDraft, { readonly do: 'command'; readonly client: string }>;

/** Everything that is done in the step has happened, and each prompt is back. Null where nothing is done. */
export function usualWait(actions: readonly Action[]): Wait | null {
  if (actions.length === 0) return null;
  const faults = actions.flatMap(({ at: _at, ...action }): readonly Match[] =>
    isTyped(action) ? [] : [{ fact: 'action', has: { action } }],
  );
  const clients = [...new Set(actions.filter((one) => isTyped(one)).map(({ client }) => client))];
  return {
    each: [
      ...(faults.length === 0 ? [] : [{ all: faults }]),
      ...clients.map((by): Wait => ({
        order: [
          { fact: 'typed', by },
          { fact: 'prompt', by },
        ],
      })),
    ],
  };
}
