import { expect, it } from 'vitest';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { Action } from '../../worker/world/recording.ts';
import type { FactListener } from '../state/showing.svelte.ts';
import { printedBy } from './printed.ts';

const A = 1001;
const printed = (at: number, line: string, who = A): TraceEvent => ({
  at,
  who,
  fact: { type: 'printed', lines: [line] },
});
const prompt = (at: number, who = A): TraceEvent =>
  ({ at, who, fact: { type: 'prompt' } }) as TraceEvent;

/** A run that tells `before` while the command is being given at `at`. */
function run(at: number, before: readonly TraceEvent[]) {
  let tell: FactListener = () => undefined;
  let replace: () => void = () => undefined;
  const playground = {
    hearFacts: (listener: FactListener) => {
      tell = listener;
      return () => (tell = () => undefined);
    },
    tryAct: async () => {
      tell(before);
      await Promise.resolve();
      return { at, do: 'command', client: 'A', line: 'ls /' } as Action;
    },
    replaced: () => new Promise<void>((resolve) => (replace = resolve)),
  };
  const answer = printedBy(playground, A, { do: 'command', client: 'A', line: 'ls /' });
  return { answer, tell: (events: TraceEvent[]) => tell(events), replace: () => replace() };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

it('a command in the past is answered by its own prompt, not by those that are told again on the way there', async () => {
  const { answer, tell } = run(100, [printed(10, 'old'), prompt(20)]);
  await settled();
  tell([printed(105, 'new'), prompt(106), printed(107, 'later')]);
  expect(await answer).toEqual(['new']);
});

it('what was printed before the recorded moment came back is not lost', async () => {
  const { answer } = run(100, [printed(10, 'old'), prompt(20), printed(101, 'new'), prompt(102)]);
  expect(await answer).toEqual(['new']);
});

it('other clients are not heard, and a run that is given up ends the wait', async () => {
  const { answer, tell, replace } = run(100, []);
  await settled();
  tell([printed(101, 'mine'), printed(102, 'theirs', A + 1), prompt(103, A + 1)]);
  replace();
  expect(await answer).toEqual(['mine']);
});
