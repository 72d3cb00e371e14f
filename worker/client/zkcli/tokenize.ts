// Breaks a typed line into its words, as zkCli does: words are runs of non-space, or whatever stands between two equal
// quotes; there are no escapes. Called by the shell for every line; also by the completion.
// Source: ZooKeeperMain.MyCommandOptions.parseCommand (ARGS_PATTERN, QUOTED_PATTERN). Its regular expression backtracks;
// here every character is looked at once.

/** What `\s` is in Java: six ASCII characters, no Unicode spaces. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27;
}

/** `.` of QUOTED_PATTERN stops at these, so that such a word keeps its quotes. */
function hasLineTerminator(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029)
      return true;
  }
  return false;
}

function endOfWord(line: string, from: number): number {
  let end = from;
  while (end < line.length && !isSpace(line.charCodeAt(end))) end += 1;
  return end;
}

function endOfSpace(line: string, from: number): number {
  let end = from;
  while (end < line.length && isSpace(line.charCodeAt(end))) end += 1;
  return end;
}

/** The words of a line. A line of spaces only is one word of one space; a lone quote is no word at all. */
export function tokenize(line: string): string[] {
  const words: string[] = [];
  const lastQuote = [line.lastIndexOf('"'), line.lastIndexOf("'")] as const;
  let from = 0;
  while (from < line.length) {
    const start = endOfSpace(line, from);
    if (start === line.length) {
      // Nothing but spaces: the pattern gives one of them back and takes it for a word.
      words.push(line.charAt(start - 1));
      break;
    }
    const unit = line.charCodeAt(start);
    if (!isQuote(unit)) {
      const end = endOfWord(line, start);
      words.push(line.slice(start, end));
      from = endOfSpace(line, end);
      continue;
    }
    const closes = start < (unit === 0x22 ? lastQuote[0] : lastQuote[1]);
    if (closes) {
      const end = line.indexOf(line.charAt(start), start + 1);
      const inside = line.slice(start + 1, end);
      words.push(hasLineTerminator(inside) ? line.slice(start, end + 1) : inside);
      from = endOfSpace(line, end + 1);
    } else if (start > from) {
      // A quote that never closes after a space: that space and what follows become the word.
      const end = endOfWord(line, start);
      words.push(line.slice(start - 1, end));
      from = endOfSpace(line, end);
    } else {
      // At the very place where a word was due it is skipped.
      from = start + 1;
    }
  }
  return words;
}
