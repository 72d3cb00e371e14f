import { expect, it } from 'vitest';
import type { ClientView, TerminalLine } from '../../worker/trace/client-view.ts';
import { scriptLines, screenOf, shownText, textOf } from './lines.ts';

const line = (kind: TerminalLine['kind'], text: string, noeol = false): TerminalLine => ({
  kind,
  text,
  at: 0,
  noeol,
});
const client = (lines: TerminalLine[]) =>
  ({ lines, linesTotal: lines.length }) as unknown as ClientView;

it('a prompt and the command typed after it stand in one row', () => {
  const screen = screenOf(
    client([line('prompt', '[zk: 0] ', true), line('typed', 'ls /'), line('out', '[app]')]),
  );
  expect(screen.rows.map((row) => row.parts.map((part) => part.text).join(''))).toEqual([
    '[zk: 0] ls /',
    '[app]',
  ]);
});

it('the prompt that waits is beside the input and not in the rows', () => {
  const screen = screenOf(client([line('out', '[app]'), line('prompt', '[zk: 1] ', true)]));
  expect([screen.rows.length, screen.prompt]).toEqual([1, '[zk: 1] ']);
});

it('a pasted script is its lines without the empty ones, blanks of every kind kept', () => {
  expect(scriptLines('create /a 1\r\n\n  get /a \u3000\n')).toEqual([
    'create /a 1',
    '  get /a \u3000',
  ]);
});

it('what was cleared away is not shown, what came after it is', () => {
  const shown = client([line('out', 'old'), line('out', 'new')]);
  expect(screenOf(shown, 1).rows.map((row) => row.parts[0]?.text)).toEqual(['new']);
  expect(textOf(shown, 1)).toBe('new\n');
});

it('a line of a megabyte is shown in part, and says how much is left', () => {
  const { text, left } = shownText('x'.repeat(1_000_000));
  expect(text.length + left).toBe(1_000_000);
  expect(left).toBeGreaterThan(900_000);
});
