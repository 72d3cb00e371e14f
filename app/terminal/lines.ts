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

/** `cleared` lines from the start are left out. */
export function screenOf(client: ClientView, cleared = 0): Screen {
  const rows: { key: number; parts: TerminalLine[] }[] = [];
  const scrolled = client.linesTotal - client.lines.length;
  let open = false;
  client.lines.forEach((line, i) => {
    if (scrolled + i < cleared) return;
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

/** The lines of a pasted text, however they end, each as it stands (blanks at its ends count); empty ones are left out. */
export function scriptLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => line !== '');
}

/** More of a line is not drawn: an answer may hold a megabyte. */
const SHOWN = 4000;

export function shownText(text: string): { readonly text: string; readonly left: number } {
  const left = text.length - SHOWN;
  return left > 0 ? { text: text.slice(0, SHOWN), left } : { text, left: 0 };
}

/** The terminal as text to be copied, from a line on. */
export function textOf(client: ClientView, from: number): string {
  const first = client.linesTotal - client.lines.length;
  let text = '';
  for (const line of client.lines.slice(Math.max(0, from - first)))
    if (line.kind !== 'died' && line.kind !== 'quit') text += line.text + (line.noeol ? '' : '\n');
  return text;
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

/** The four-letter words that every server answers, in alphabetical order. */
export const fourLetterWords = [
  ...['conf', 'cons', 'crst', 'dirs', 'dump', 'envi', 'gtmk', 'hash', 'isro', 'mntr', 'ruok'],
  ...['srst', 'srvr', 'stat', 'wchc', 'wchp', 'wchs'],
] as const;
