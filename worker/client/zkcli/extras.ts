// Commands of our own: what ZooKeeper's API offers and zkCli does not. Only where the client's option `extras` is on;
// their usage says that zkCli lacks them. Differs: zkCli 3.8 has none of these three.
//
//   exists [-w] path                     whether the node is there, and its stat
//   check [-v version] path              a multi of one check: whether the node has this version
//   multi op ; op ; …                    all or nothing, under one zxid; op is one of
//         create [-s] [-e] [-c] path [data] [acl]   set [-v version] path data   delete [-v version] path   check [-v version] path
import { openAclUnsafe } from '../../data/acl.ts';
import { encodeText } from '../../data/base64.ts';
import type { MultiOp, OpResult } from '../../data/model.ts';
import { keeperMessage } from '../connection/keeper-exception.ts';
import { parseAcl } from './acl-words.ts';
import { usageFailure, usageOf, type Command } from './command.ts';
import { modeOf } from './create.ts';
import { options, parseOptions, type CommandLine, type OptionList } from './options.ts';
import { ask, failed, failure, isFailure, isNoNode, ok, type Out } from './program.ts';
import { printStat } from './stat-printer.ts';
import { versionOf } from './writes.ts';

const OURS = '(not in zkCli)';

export const exists: Command = {
  name: 'exists',
  usage: `[-w] path ${OURS}`,
  options: options('w watch'),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(exists);
    const found = yield* ask({ op: { type: 'exists', path, watch: line.has('w') } }, 'stat');
    if (isFailure(found)) {
      if (!isNoNode(found)) return failure(found);
      out.line('false');
      return ok;
    }
    out.line('true');
    printStat(out, found.stat);
    return ok;
  },
};

export const check: Command = {
  name: 'check',
  usage: `[-v version] path ${OURS}`,
  options: options('v: version'),
  *run({ line }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(check);
    const version = versionOf(line);
    if (!version.ok) return failed('-v argument must be an int value');
    const op = { type: 'check', path, version: version.value } as const;
    const done = yield* ask({ op: { type: 'multi', ops: [op] } }, 'multi');
    if (isFailure(done)) return failure(done);
    const fault = done.results.find((each) => each.type === 'error');
    return fault === undefined ? ok : failure({ kind: 'keeper', err: fault.err, path });
  },
};

const grammar: Readonly<Record<string, OptionList>> = {
  create: options('e ephemeral', 's sequential', 'c container'),
  set: options('v: version'),
  delete: options('v: version'),
  check: options('v: version'),
};

/** One operation, or a sentence about what is wrong with it. */
function operation(words: readonly string[], out: Out): MultiOp | string {
  const name = words[0] ?? '';
  const list = Object.hasOwn(grammar, name) ? grammar[name] : undefined;
  if (list === undefined) return `Unknown operation in a multi: ${name}`;
  const line = parseOptions(list, words);
  if (!line.ok) return 'message' in line ? line.message : `Malformed operation in a multi: ${name}`;
  return operationOf(name, line, out) ?? `Too few words in a multi: ${words.join(' ')}`;
}

function operationOf(name: string, line: CommandLine, out: Out): MultiOp | string | null {
  const [, path, data, acl] = line.args;
  if (path === undefined) return null;
  if (name === 'create') {
    const bytes = data === undefined ? null : encodeText(data);
    const list = acl === undefined ? openAclUnsafe : parseAcl(acl, out);
    return { type: 'create', path, data: bytes, acl: list, mode: modeOf(line) };
  }
  const parsed = versionOf(line);
  if (!parsed.ok) return '-v argument must be an int value';
  const version = parsed.value;
  if (name === 'delete') return { type: 'delete', path, version };
  if (name === 'check') return { type: 'check', path, version };
  return data === undefined ? null : { type: 'setData', path, data: encodeText(data), version };
}

/** The words between semicolons; a semicolon may stand alone or at the end of a word. */
function statements(words: readonly string[]): string[][] {
  const all: string[][] = [[]];
  for (const word of words) {
    const ends = word.endsWith(';');
    const rest = ends ? word.slice(0, -1) : word;
    if (rest !== '' || !ends) all.at(-1)?.push(rest);
    if (ends) all.push([]);
  }
  return all.filter((each) => each.length > 0);
}

function resultText(op: MultiOp, result: OpResult): string {
  if (result.type === 'error')
    return `${op.type} ${op.path}: ${keeperMessage({ kind: 'keeper', err: result.err, path: null })}`;
  return `${op.type} ${result.type === 'create' ? result.path : op.path}: ok`;
}

export const multi: Command = {
  name: 'multi',
  usage: `create [-s] [-e] [-c] path [data] [acl] ; set [-v version] path data ; delete [-v version] path ; check [-v version] path ${OURS}`,
  options: null,
  *run({ tokens, out }) {
    const ops: MultiOp[] = [];
    for (const words of statements(tokens.slice(1))) {
      const op = operation(words, out);
      if (typeof op === 'string') return failed(op);
      ops.push(op);
    }
    if (ops.length === 0) return failed(usageOf(multi));
    const done = yield* ask({ op: { type: 'multi', ops } }, 'multi');
    if (isFailure(done)) return failure(done);
    for (const [at, result] of done.results.entries()) {
      const op = ops[at];
      if (op !== undefined) out.line(resultText(op, result));
    }
    return done.results.some((each) => each.type === 'error')
      ? failed('Nothing was applied: an operation of the multi failed')
      : ok;
  },
};
