// What a benchmark finds: one row for each goal, a ratio to a reference measured in the same loop. Printed as a table for
// people, or given as JSON. Called by cli/bench.ts and whoever measures.

/** A bound that the median is held against. */
export interface Bound {
  readonly is: '≥' | '≤';
  readonly value: number;
}

export interface Row {
  readonly id: string;
  readonly what: string;
  /** One for each repetition. */
  readonly values: readonly number[];
  /** All of them are to hold; null where the goals name none. */
  readonly must: Bound | readonly Bound[] | null;
  readonly good: Bound | readonly Bound[] | null;
  /** The figures behind the ratio: medians, with their units. */
  readonly note: string;
}

export const atLeast = (value: number): Bound => ({ is: '≥', value });
export const atMost = (value: number): Bound => ({ is: '≤', value });

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Three digits that matter. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

function listOf(bounds: Row['must']): readonly Bound[] {
  if (bounds === null) return [];
  return 'is' in bounds ? [bounds] : bounds;
}

function holds(value: number, bounds: Row['must']): boolean {
  return listOf(bounds).every(({ is, value: bound }) =>
    is === '≥' ? value >= bound : value <= bound,
  );
}

export type Verdict = 'good' | 'must' | 'MISSED' | '';

export function verdictOf({ values, must, good }: Row): Verdict {
  const value = median(values);
  if (good !== null && holds(value, good)) return 'good';
  if (must !== null) return holds(value, must) ? 'must' : 'MISSED';
  return good === null ? '' : 'MISSED';
}

function boundText(bounds: Row['must']): string {
  const texts = listOf(bounds).map(({ is, value }) => `${is} ${value}`);
  return texts.length === 0 ? '–' : texts.join(', ');
}

export function printRows(rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const heads = ['goal', 'what', 'median', 'from to', 'must', 'good', 'holds'];
  const lines = rows.map((row) => [
    row.id,
    row.what,
    figure(median(row.values)),
    `${figure(Math.min(...row.values))} to ${figure(Math.max(...row.values))}`,
    boundText(row.must),
    boundText(row.good),
    verdictOf(row),
  ]);
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  const print = (cells: readonly string[], note = ''): void => {
    const padded = cells.map((cell, i) => cell.padEnd(widths[i] ?? 0));
    console.log(`${padded.join('  ')}  ${note}`.trimEnd());
  };
  print(heads);
  lines.forEach((line, i) => {
    print(line, rows[i]?.note);
  });
}

/** As plain data: medians and verdicts beside every single value. */
export function rowsAsData(rows: readonly Row[]): unknown {
  return rows.map((row) => ({ ...row, median: median(row.values), holds: verdictOf(row) }));
}
