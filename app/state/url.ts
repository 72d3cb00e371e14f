// What the address may say (interface.md, "The page"): parameters read once at the start, each checked, each with
// its own sentence when it is wrong. A wrong parameter never stops the page: its default is taken and said.
// Callers: main.ts, embed/main.ts, state/playground. The link's recording (#r=) is in state/link.ts.

export type Problem =
  | {
      readonly kind: 'range';
      readonly name: string;
      readonly value: string;
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly value: string;
      readonly choices: string;
    }
  | { readonly kind: 'together'; readonly servers: number; readonly observers: number };

export const paneNames = ['stage', 'log', 'tree', 'terminal', 'timeline', 'story'] as const;
export type PaneName = (typeof paneNames)[number];

/** What an embedded page may offer: transport, tape, speed, heal all with undo and reset, a node's two buttons, everything else that breaks, the way out. */
export const controlNames = [
  ...(['play', 'tape', 'speed', 'more', 'partition', 'kill', 'faults', 'full'] as const),
] as const;
export type ControlName = (typeof controlNames)[number];

export interface Parameters {
  readonly servers: number;
  readonly observers: number;
  /** null: a fresh one is drawn. */
  readonly seed: number | null;
  readonly scenario: string | null;
  readonly lesson: string | null;
  readonly step: number;
  /** What was predicted in the lesson, as app/lessons/address.ts reads it. */
  readonly answers: string | null;
  readonly speed: number | 'max' | 'auto';
  readonly language: 'en' | 'zh-CN' | null;
  readonly theme: 'light' | 'dark' | 'auto' | null;
  readonly present: boolean;
  readonly panes: readonly PaneName[] | null;
  /** null: all of them. */
  readonly controls: readonly ControlName[] | null;
  readonly parent: string | null;
  readonly problems: readonly Problem[];
}

/** Voters and observers together at most. */
export const NODES_MAX = 9;
export const SPEED_MIN = 0.01;
export const SPEED_MAX = 1000;

/** Reads `?…`; an unknown parameter is left alone, a bad value is a problem and its default. */
export function readParameters(search: string): Parameters {
  const given = new URLSearchParams(search);
  const problems: Problem[] = [];
  const whole = (name: string, low: number, high: number): number | null =>
    readWhole(given.get(name), name, low, high, problems);
  const servers = whole('servers', 1, NODES_MAX) ?? 3;
  const observers = fitObservers(servers, whole('observers', 0, NODES_MAX - 1) ?? 0, problems);
  return {
    servers,
    observers,
    seed: whole('seed', 0, 2 ** 32 - 1),
    scenario: readName(given.get('scenario'), 'scenario', problems),
    lesson: readName(given.get('lesson'), 'lesson', problems),
    step: whole('step', 1, 99) ?? 1,
    answers: given.get('answers')?.slice(0, 1000) ?? null,
    speed: readSpeed(given.get('speed'), problems),
    language: readLanguage(given.get('lang'), problems),
    theme: readChoice(given.get('theme'), 'theme', ['light', 'dark', 'auto'] as const, problems),
    present: readChoice(given.get('view'), 'view', ['present'] as const, problems) === 'present',
    panes: readPanes(given.get('panes'), problems),
    controls: readControls(given.get('controls'), problems),
    parent: given.get('parent'),
    problems,
  };
}

function fitObservers(servers: number, observers: number, problems: Problem[]): number {
  if (servers + observers <= NODES_MAX) return observers;
  problems.push({ kind: 'together', servers, observers });
  return NODES_MAX - servers;
}

function readWhole(
  text: string | null,
  name: string,
  low: number,
  high: number,
  problems: Problem[],
): number | null {
  if (text === null) return null;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= low && value <= high) return value;
  problems.push({ kind: 'range', name, value: clip(text), low, high });
  return null;
}

function readSpeed(text: string | null, problems: Problem[]): number | 'max' | 'auto' {
  if (text === null || text === 'auto') return 'auto';
  if (text === 'max') return 'max';
  const value = /^\d{1,4}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
  if (value >= SPEED_MIN && value <= SPEED_MAX) return value;
  problems.push({ kind: 'choice', name: 'speed', value: clip(text), choices: '0.01 … max, auto' });
  return 'auto';
}

function readLanguage(text: string | null, problems: Problem[]): 'en' | 'zh-CN' | null {
  if (text === null) return null;
  const lower = text.toLowerCase();
  if (lower === 'zh' || lower.startsWith('zh-')) return 'zh-CN';
  if (lower === 'en' || lower.startsWith('en-')) return 'en';
  problems.push({ kind: 'choice', name: 'lang', value: clip(text), choices: 'en, zh-CN' });
  return null;
}

function readChoice<T extends string>(
  text: string | null,
  name: string,
  choices: readonly T[],
  problems: Problem[],
): T | null {
  if (text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (found === undefined)
    problems.push({ kind: 'choice', name, value: clip(text), choices: choices.join(', ') });
  return found ?? null;
}

function readName(text: string | null, name: string, problems: Problem[]): string | null {
  if (text === null) return null;
  if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
  problems.push({ kind: 'choice', name, value: clip(text), choices: 'a-z, 0-9, -' });
  return null;
}

function readPanes(text: string | null, problems: Problem[]): readonly PaneName[] | null {
  if (text === null) return null;
  const known = readWords(text, 'panes', paneNames, problems);
  return known.length > 0 ? known : null;
}

/** `none` and an empty list leave a picture that only the page around it moves. */
function readControls(text: string | null, problems: Problem[]): readonly ControlName[] | null {
  if (text === null) return null;
  if (text === 'none' || text === '') return [];
  const known = readWords(text, 'controls', controlNames, problems);
  return known.length > 0 ? known : null;
}

/** Those of `choices` that a list names, in the order of `choices`; what else it names is a problem. */
function readWords<T extends string>(
  text: string,
  name: string,
  choices: readonly T[],
  problems: Problem[],
): readonly T[] {
  const words = text.split(',').map((word) => word.trim());
  const strange = words.filter((word) => !choices.some((choice) => choice === word));
  if (strange.length > 0)
    problems.push({
      kind: 'choice',
      name,
      value: clip(strange.join(',')),
      choices: choices.join(', '),
    });
  return choices.filter((choice) => words.includes(choice));
}

/** A value from outside is quoted in a sentence: never longer than a person reads. */
function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
