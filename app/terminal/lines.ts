// A client's terminal as rows of text: what a program printed without an end of line is continued by what comes next.
// Also which command a person may want next. Pure; called by Terminal.svelte.
import type { ClientView, TerminalLine } from '../../worker/trace/client-view.ts';

export interface Row {
  readonly key: number;
  readonly parts: readonly TerminalLine[];
}

export interface Screen {
  readonly rows: readonly Row[];
  /** The prompt that waits for input; empty while a command runs. */
  readonly prompt: string;
}

export function screenOf(client: ClientView): Screen {
  const rows: { key: number; parts: TerminalLine[] }[] = [];
  const scrolled = client.linesTotal - client.lines.length;
  let open = false;
  client.lines.forEach((line, i) => {
    const row = rows.at(-1);
    if (open && row) row.parts.push(line);
    else rows.push({ key: scrolled + i, parts: [line] });
    open = line.noeol;
  });
  const last = rows.at(-1);
  const waits = last?.parts.at(-1)?.kind === 'prompt';
  if (!waits || !last) return { rows, prompt: '' };
  const prompt = last.parts.map((part) => part.text).join('');
  return { rows: rows.slice(0, -1), prompt };
}

/** The lines of a pasted text, without empty ends: each is run by itself. */
export function scriptLines(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** What the buttons beside the command line type; a person still runs it. */
export const quickCommands = [
  'ls /',
  'create /app hello',
  'get /app',
  'set /app world',
  'get -w /app',
  'create -e /here me',
  'create -s /queue-',
  'sync /',
] as const;
