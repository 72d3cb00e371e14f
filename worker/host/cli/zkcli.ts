// `npm run zkcli [-- --servers N]`: zkCli on the terminal against a simulated ensemble of N servers (3), or with a script on
// standard input. On a terminal virtual time keeps pace with the wall; a script never waits.
// Options: `--servers N`, `--observers N`, `--seed N`; everything else is zkCli's own, as in `-timeout 5000`.
import { createInterface, type Interface } from 'node:readline';
import { complete, directoryToList } from '../../client/zkcli/completion.ts';
import { HeadlessShell, type ShellOptions } from './headless-shell.ts';

interface Options extends ShellOptions {
  readonly help: boolean;
}

function parseArguments(args: readonly string[]): Options | string {
  const found = { servers: 3, observers: 0, seed: 1 };
  const rest: string[] = [];
  let help = false;
  for (let i = 0; i < args.length; i += 1) {
    const name = (args[i] ?? '').replace(/^--/, '');
    if (args[i] === '--help') help = true;
    else if (name !== args[i] && Object.hasOwn(found, name)) {
      const value = Number(args[i + 1]);
      if (!Number.isInteger(value) || value < 0) return `--${name} takes a number`;
      Object.assign(found, { [name]: value });
      i += 1;
    } else rest.push(args[i] ?? '');
  }
  const { servers, observers } = found;
  if (servers < 1 || servers + observers > 9)
    return 'An ensemble has 1 to 9 servers, observers included';
  return { ...found, help, options: rest.join(' ') };
}

const HELP =
  'npm run zkcli [-- --servers N --observers N --seed N -timeout MS]: zkCli against a simulated ensemble';

/** How often an idle ensemble catches up with the wall. */
const TICK_MS = 100;
/** What a shell sees of a program that SIGINT has ended. */
const INTERRUPTED = 130;

function interactive(shell: HeadlessShell, end: (status: number) => void): void {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    historySize: 500,
    completer: (line: string): [string[], string] => {
      const directory = directoryToList(line);
      const children = directory === null ? [] : shell.children(directory);
      const { from, candidates } = complete(line, children, false);
      return [[...candidates], line.slice(from)];
    },
  });
  let last = Date.now();
  const keepPace = (): void => {
    const now = Date.now();
    shell.pass(now - last);
    last = now;
    show(shell, terminal, end);
  };
  const ticking = setInterval(keepPace, TICK_MS);
  terminal.on('line', (line) => {
    keepPace();
    shell.type(line);
    show(shell, null, end);
    last = Date.now();
    prompt(shell, terminal);
  });
  const leave = (status: number): void => {
    clearInterval(ticking);
    process.stdout.write('\n');
    end(status);
  };
  // As a Java program ends on Ctrl-C and, with the status of the last command, on Ctrl-D.
  terminal.on('SIGINT', () => {
    leave(INTERRUPTED);
  });
  terminal.on('close', () => {
    leave(shell.lastStatus());
  });
  prompt(shell, terminal);
}

function prompt(shell: HeadlessShell, terminal: Interface): void {
  terminal.setPrompt(shell.prompt());
  terminal.prompt(true);
}

/** Prints what has come; with a terminal, around the line that is being typed. */
function show(
  shell: HeadlessShell,
  terminal: Interface | null,
  end: (status: number) => void,
): void {
  const printed = shell.take();
  if (printed.length > 0 && terminal !== null) process.stdout.write('\r\u001b[K');
  for (const { text, err } of printed) (err ? process.stderr : process.stdout).write(text);
  if (shell.exitStatus !== null) end(shell.exitStatus);
  else if (printed.length > 0 && terminal !== null) prompt(shell, terminal);
}

/** Lines one after the other; the end of the input ends zkCli with the status of its last command. */
async function scripted(shell: HeadlessShell, end: (status: number) => void): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    shell.type(line);
    show(shell, null, end);
  }
  end(shell.lastStatus());
}

function main(args: readonly string[]): void {
  const options = parseArguments(args);
  if (typeof options === 'string' || options.help) {
    console.log(typeof options === 'string' ? options : HELP);
    process.exit(typeof options === 'string' ? 2 : 0);
  }
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const shell = new HeadlessShell(options, isTerminal ? 'terminal' : 'pipe');
  const end = (status: number): void => {
    process.exit(status);
  };
  show(shell, null, end);
  if (isTerminal) interactive(shell, end);
  else void scripted(shell, end);
}

main(process.argv.slice(2));
