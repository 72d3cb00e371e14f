// What the texts of a lesson are: a sentence for each step, choice and claim of its run, the same in every language. The
// compiler holds a language to the steps that the run has; words/en.ts and words/zh-CN.ts fill them in.
import type { Lesson, Step } from './lesson.ts';

/** Commands and messages stand between backticks. */
export interface StepText {
  /** One idea, and what to do: one or two sentences. */
  readonly say: string;
  /** The question asked before it happens, its choices by name, and the reason given after it has happened. */
  readonly ask?: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly because?: string;
  /** What was to be seen, a sentence for each claim. */
  readonly see: Readonly<Record<string, string>>;
}

export interface LessonText {
  readonly title: string;
  /** What a learner can say afterwards, in a sentence. */
  readonly goal: string;
  readonly steps: Readonly<Record<string, StepText>>;
  /** The idea to keep, in a few sentences. */
  readonly concept: string;
}

type TextOfStep<S extends Step> = {
  readonly say: string;
  readonly see: { readonly [C in keyof S['claims']]: string };
} & (S extends { readonly predict: { readonly choices: readonly (infer C extends string)[] } }
  ? {
      readonly ask: string;
      readonly choices: { readonly [N in C]: string };
      readonly because: string;
    }
  : { readonly ask?: never; readonly choices?: never; readonly because?: never });

/** The texts of one lesson, by the type of its run. */
export type TextOf<L extends Lesson> = Omit<LessonText, 'steps'> & {
  readonly steps: {
    readonly [S in L['steps'][number] as S['id']]: TextOfStep<S>;
  };
};
