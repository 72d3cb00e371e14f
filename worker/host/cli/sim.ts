// `npm run sim -- FILE`: plays a recording headless in the simulator and prints its facts as text. `--hash` prints the trace
// hash alone, `--json` one JSON object with the facts. FILE `-` is standard input. Exit status 1 where the recording
// carries a hash and this version plays it differently, 2 where it cannot be played.
import { readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { TraceEvent } from '../../trace/event.ts';
import { eventText } from '../../trace/text.ts';
import { decodeRecordingText } from '../../world/decode.ts';
import { realMachines } from '../../world/real-machines.ts';
import type { Recording } from '../../world/recording.ts';
import { Simulator } from '../../world/simulator.ts';

const usage = 'npm run sim -- FILE [--hash | --json]';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function readRecording(path: string): Recording {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    return fail(`${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  const decoded = decodeRecordingText(text);
  return decoded.ok ? decoded.value : fail(`${path} cannot be played: ${decoded.why}`);
}

/** Whole and in order, also into a pipe that is slow; a reader that has gone ends the program quietly. */
function print(text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

function play(recording: Recording, listen: (event: TraceEvent) => void): string {
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    listen,
    crashed: (who, error) => {
      console.error(`Node ${who} broke an invariant of its own:`, error);
    },
  });
  simulator.runTo(recording.until);
  return simulator.hash();
}

function printText(recording: Recording): string {
  const names = recording.clients.map(({ name }) => name);
  const lines: string[] = [];
  const hash = play(recording, (event) => {
    lines.push(eventText(event, names));
    if (lines.length >= 1000) print(`${lines.splice(0).join('\n')}\n`);
  });
  print(lines.map((line) => `${line}\n`).join(''));
  return hash;
}

function printJson(recording: Recording): string {
  const events: TraceEvent[] = [];
  const hash = play(recording, (event) => {
    events.push(event);
  });
  print(`${JSON.stringify({ until: recording.until, hash, events })}\n`);
  return hash;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { hash: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) fail(`Usage: ${usage}`);
  const recording = readRecording(path);
  let hash: string;
  if (values.hash === true) {
    hash = play(recording, () => undefined);
    print(`${hash}\n`);
  } else {
    hash = values.json === true ? printJson(recording) : printText(recording);
  }
  if (recording.hash === undefined || recording.hash === hash) return;
  console.error(`This version plays it differently: ${hash}, recorded ${recording.hash}.`);
  process.exitCode = 1;
}

main();
