// Plays one recorded case on a fresh ensemble and compares every step. Used by worker/host/cli/conformance.ts and by tests.
import type { ApiCall } from '../../client/command.ts';
import { sidOf, type Case, type Step } from './case.ts';
import {
  compareAny,
  compareAnyOrder,
  compareLines,
  compareMarks,
  compareResults,
  type Difference,
} from './compare.ts';
import { Ensemble, type Printed } from './ensemble.ts';
import { settingsFor } from './settings.ts';
import { Tokens } from './tokens.ts';
import { wordLines } from './words.ts';

export interface Failure {
  /** Index of the step; -1 for the case as a whole. */
  readonly step: number;
  /** What the step asked for. */
  readonly what: string;
  readonly difference: Difference | null;
  readonly why: string;
}

/** Null when every step came out as recorded, else the first that did not. */
export function runCase(recorded: Case, seed = 1): Failure | null {
  const settings = settingsFor(recorded.config ?? {});
  const whole = { step: -1, what: 'the ensemble', difference: null };
  if (typeof settings === 'string') return { ...whole, why: settings };
  const observers = recorded.observers?.length ?? 0;
  const members = { servers: recorded.ensemble - observers, observers };
  const ensemble = new Ensemble(members, settings, seed);
  let step = -1;
  try {
    ensemble.start(sidOf(recorded.leader));
    const player = new Player(ensemble);
    for (const each of recorded.steps) {
      step += 1;
      const difference = player.play(each);
      if (difference !== null) return { step, what: asked(each), difference, why: '' };
    }
    const left = player.leftEvents();
    return left === null ? null : { step, what: 'the end', difference: left, why: '' };
  } catch (error) {
    const at = recorded.steps[step];
    const what = at === undefined ? whole.what : asked(at);
    return { step, what, difference: null, why: String(error) };
  }
}

function asked(step: Step): string {
  const { out: _out, err: _err, events, result: _result, ...rest } = step;
  return JSON.stringify(events === undefined ? rest : { ...rest, events: '…' });
}

class Player {
  private readonly ensemble: Ensemble;
  private readonly tokens: Tokens;

  constructor(ensemble: Ensemble) {
    this.ensemble = ensemble;
    this.tokens = new Tokens(ensemble.serverNames(), (client) => ensemble.sessionsOf(client));
  }

  play(step: Step): Difference | null {
    if (step.events !== undefined) return this.events(step, step.events);
    if (step.prompt !== undefined)
      return this.lines([step.prompt], [this.ensemble.prompt(step.client ?? '')]);
    const left = this.leftEvents();
    if (left !== null) return left;
    if (step.client !== undefined) return this.clientStep(step.client, step);
    if (step['4lw'] !== undefined) return this.word(step['4lw'], step);
    if (step.stop) this.ensemble.stopServer(sidOf(step.server));
    if (step.start) this.ensemble.startServer(sidOf(step.server));
    if (step.wait !== undefined) this.ensemble.wait(step.wait);
    this.ensemble.settle();
    return null;
  }

  /** Events that no step of the case tells of. */
  leftEvents(): Difference | null {
    const left = this.ensemble.untakenEvents();
    if (left === null) return null;
    return { line: 0, expected: null, actual: `${left.client}: ${left.lines.join(' | ')}` };
  }

  private clientStep(client: string, step: Step): Difference | null {
    const { ensemble } = this;
    if (step.open) ensemble.connect(client, sidOf(step.server), step.args ?? []);
    else if (step.do !== undefined) ensemble.type(client, this.tokens.fill(step.do));
    else if (step.close) ensemble.close(client);
    else if (step.kill) ensemble.kill(client);
    else if (step.expire) ensemble.expire(client);
    else if (step.api !== undefined) ensemble.call(client, this.apiCall(step.api));
    ensemble.settle();
    if (step.kill) return null;
    if (step.api !== undefined)
      return compareResults(
        this.tokens,
        this.sorted(step.result),
        this.sorted(ensemble.answer(client)) as never,
      );
    return this.printed(step, ensemble.takePrinted(client));
  }

  private apiCall(api: object): ApiCall {
    return JSON.parse(this.tokens.fill(JSON.stringify(api))) as ApiCall;
  }

  /** `who` is a hash table's order. */
  private sorted(result: unknown): unknown {
    if (typeof result !== 'object' || result === null || !('who' in result)) return result;
    return { ...result, who: [...(result.who as string[])].sort() };
  }

  private printed(step: Step, printed: Printed): Difference | null {
    const { lines, err, noeol, exit } = printed;
    const wanted = step.exit ?? null;
    if (wanted !== exit)
      return { line: 0, expected: `exit ${wanted}`, actual: `exit ${exit}; ${lines.join(' | ')}` };
    const choices = step.anyOf ?? [step.out ?? []];
    const difference = compareAny(this.tokens, choices, lines);
    if (difference !== null && !this.isIdentitySet(step, lines)) return difference;
    if (noeol !== (step.noeol ?? false))
      return {
        line: lines.length - 1,
        expected: `noeol ${step.noeol ?? false}`,
        actual: `noeol ${noeol}`,
      };
    // With several outputs to choose from, the marks are those of the first.
    if (step.anyOf !== undefined) return null;
    return compareMarks(step.err ?? [], err);
  }

  /** whoami lists its identities in the order of a hash table. */
  private isIdentitySet(step: Step, lines: readonly string[]): boolean {
    if (step.do === undefined || !step.do.startsWith('whoami')) return false;
    const sortedLines = (all: readonly string[]): string[] => [...all].sort();
    return compareLines(this.tokens, sortedLines(step.out ?? []), sortedLines(lines)) === null;
  }

  private events(step: Step, expected: readonly string[]): Difference | null {
    const actual = this.ensemble.takeEvents(step.client ?? '');
    return step.anyOrder ? compareAnyOrder(expected, actual) : this.lines(expected, actual);
  }

  private word(word: string, step: Step): Difference | null {
    const text = this.ensemble.fourLetterWord(sidOf(step.server), word);
    const expected = step.out ?? null;
    if (text === null || expected === null) {
      if (text === expected) return null;
      return { line: 0, expected: expected?.[0] ?? 'refused', actual: text ?? 'refused' };
    }
    const noeol = text !== '' && !text.endsWith('\n');
    if (noeol !== (step.noeol ?? false))
      return {
        line: 0,
        expected: `noeol ${step.noeol ?? false}`,
        actual: `noeol ${noeol}: ${text}`,
      };
    const tokenized = (line: string): string =>
      this.tokens.tokenized(line, this.ensemble.clientNames());
    return this.lines(expected, wordLines(word, text, tokenized));
  }

  private lines(expected: readonly string[], actual: readonly string[]): Difference | null {
    return compareLines(this.tokens, expected, actual);
  }
}
