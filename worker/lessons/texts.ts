// What the texts of a lesson are: a sentence for each step, choice and claim of its run, the same in every language. The
// compiler holds a language to the steps that the run has; the modules in words/en and words/zh-CN fill them in.
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

/** For the teacher, who prints it or looks it up: not shown to a learner. */
export interface TeacherText {
  /** The answer that most of those give who are wrong, and why they do; what in the run shows it. */
  readonly wrong: string;
  readonly why: string;
}

/** A question of the printable sheet. */
export interface SheetText {
  readonly ask: string;
  readonly answer: string;
}

/** All words of a lesson but its title, which stands in words/en.ts and words/zh-CN.ts. */
export interface LessonText {
  /** What a learner can say afterwards, in a sentence. */
  readonly goal: string;
  readonly steps: Readonly<Record<string, StepText>>;
  /** The idea to keep, in a few sentences. */
  readonly concept: string;
  readonly teacher: TeacherText;
  readonly sheet: readonly SheetText[];
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
