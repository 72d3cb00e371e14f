// One line of the story as data: a key with its parameters, said by a language's words (words/en.ts, words/zh-CN.ts).
import type { Micros, ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { StoryKey, StoryParams, StoryWords } from './story-params.ts';

/** `decisive` lines tell the story by themselves; `detail` lines are for those who look closer. */
export type Weight = 'decisive' | 'detail';

interface Frame {
  readonly weight: Weight;
  /** The servers it is about, the actor first. */
  readonly nodes: readonly ServerId[];
  readonly zxid: Zxid | null;
}

/** A key with the parameters that belong to it. */
export type Said = {
  readonly [K in StoryKey]: { readonly key: K; readonly params: StoryParams[K] };
}[StoryKey];

export type Told = Said & Frame;

export type StoryEntry = Told & {
  readonly at: Micros;
  /** Index of the fact that it explains. */
  readonly index: number;
};

/** Puts a line together; `nodes` and `zxid` are what a view highlights with it. */
export function tell(
  weight: Weight,
  said: Said,
  nodes: readonly ServerId[],
  zxid: Zxid | null = null,
): Told {
  return { ...said, weight, nodes, zxid };
}

/** The sentence of an entry in one language. */
export function sentence(words: StoryWords, said: Said): string {
  return say(words, said.key, said.params);
}

/** The caller's union keeps key and parameters together; a compiler cannot see that through the lookup. */
function say<K extends StoryKey>(words: StoryWords, key: K, params: unknown): string {
  return words[key](params as StoryParams[K]);
}
