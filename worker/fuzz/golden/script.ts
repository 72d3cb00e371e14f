// The text of a golden conversation: blocks of commands, each with the lines that it is expected to print. Read and
// written here; played by conversation.ts. The format is described in worker/world/golden/README.md.

/** Between the commands of a block and what they print. */
const RULE = '----';

export interface Block {
  /** Everything above the rule as it was written, comments included. */
  readonly head: readonly string[];
  readonly commands: readonly string[];
  /** Null for a block without a rule: it prepares, and what happens in it is not shown. */
  readonly expected: readonly string[] | null;
}

/** Blocks are set apart by empty lines; a line that begins with `#` is a comment. */
export function parseScript(text: string): readonly Block[] {
  return text
    .split(/\n{2,}/)
    .map((part) => part.split('\n').filter((line) => line !== ''))
    .filter((lines) => lines.length > 0)
    .map(blockOf);
}

function blockOf(lines: readonly string[]): Block {
  const rule = lines.indexOf(RULE);
  const head = rule < 0 ? lines : lines.slice(0, rule);
  const commands = head.filter((line) => !line.startsWith('#'));
  return { head, commands, expected: rule < 0 ? null : lines.slice(rule + 1) };
}

/** The text of a script whose blocks print `printed`, in their order; the heads stay as they are. */
export function formatScript(
  blocks: readonly Block[],
  printed: readonly (readonly string[])[],
): string {
  const parts = blocks.map(({ head, expected }, index) =>
    (expected === null ? [...head] : [...head, RULE, ...(printed[index] ?? [])]).join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}
