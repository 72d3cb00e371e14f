// The answers of four-letter words, sorted and shortened as the recorder did where the real order depends on hash tables
// or timing. Used by run-case.ts. Source: "Nondeterminism found" of the recordings' README.

type Tokenized = (line: string) => string;

/** Runs of lines that `belongs` accepts, each run sorted by its tokens; the others stay where they are. */
function sortRuns(
  lines: readonly string[],
  belongs: (line: string) => boolean,
  key: Tokenized,
): string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  const flush = (): void => {
    sorted.push(...run.sort((a, b) => (key(a) < key(b) ? -1 : 1)));
    run = [];
  };
  for (const line of lines) {
    if (belongs(line)) run.push(line);
    else {
      flush();
      sorted.push(line);
    }
  }
  flush();
  return sorted;
}

interface Paragraph {
  readonly head: string;
  readonly body: string[];
}

/** A head and the indented lines below it; the empty line at the end is a paragraph too. */
function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of lines) {
    if (line.startsWith('\t')) paragraphs.at(-1)?.body.push(line);
    else paragraphs.push({ head: line, body: [] });
  }
  return paragraphs;
}

function linesOf(paragraphs: readonly Paragraph[]): string[] {
  return paragraphs.flatMap(({ head, body }) => [head, ...body]);
}

/** wchc: the sessions have no order; the paths below each have. */
function sortHeads(lines: readonly string[], key: Tokenized): string[] {
  const paragraphs = paragraphsOf(lines);
  const last = paragraphs.filter(({ head }) => head === '');
  const sessions = paragraphs.filter(({ head }) => head !== '');
  sessions.sort((a, b) => (key(a.head) < key(b.head) ? -1 : 1));
  return linesOf([...sessions, ...last]);
}

/** wchp: the sessions below each path have no order; the paths have. */
function sortBodies(lines: readonly string[], key: Tokenized): string[] {
  const paragraphs = paragraphsOf(lines);
  for (const { body } of paragraphs) body.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return linesOf(paragraphs);
}

/** The answer of `word` in lines, comparable with a recorded one. `tokenized` names session ids by their clients. */
export function wordLines(word: string, text: string, tokenized: Tokenized): string[] {
  if (text === '') return [];
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  switch (word) {
    case 'stat':
    case 'cons':
      return sortRuns(lines, (line) => line.startsWith(' /127.0.0.1:'), tokenized);
    case 'wchc':
      return sortHeads(lines, tokenized);
    case 'wchp':
      return sortBodies(lines, tokenized);
    case 'dump':
      return dumpLines(lines, tokenized);
    default:
      return lines;
  }
}

function dumpLines(lines: readonly string[], tokenized: Tokenized): string[] {
  const end = lines.findIndex((line) => line.startsWith('Connections dump:'));
  const kept = end < 0 ? lines : [...lines.slice(0, end + 1), '<REST>'];
  const sessions = kept.filter((line) => !/^\d+ expire at /.test(line));
  return sortRuns(sessions, (line) => line.startsWith('\t0x'), tokenized);
}
