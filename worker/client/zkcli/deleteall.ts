// `deleteall`: lists the subtree, then deletes it from the leaves up in multis of `-b` deletes, ten of them under way at
// most. Source: cli/DeleteAllCommand, ZKUtil.deleteInBatch.
// Differs: when the last batch fails, the real one may miss it (it releases its semaphore before it notes the failure).
import { validatePath } from '../../data/paths.ts';
import type { MultiOp } from '../../data/model.ts';
import { parseInteger } from '../../data/java-integers.ts';
import { usageFailure, type Command } from './command.ts';
import { options } from './options.ts';
import { bodyOf, failed, failure, isFailure, ok, type Answer, type Part } from './program.ts';
import { listSubTree } from './walk.ts';

const RATE_LIMIT = 10;
const DEFAULT_BATCH = 1000;

/** An asynchronous multi reports the first error among its results. */
function succeeded(answer: Answer): boolean {
  if (answer.kind !== 'reply') return false;
  const body = bodyOf(answer, 'multi');
  return body === null || body.results.every((each) => each.type !== 'error' || each.err === 0);
}

function* deleteInBatches(tree: readonly string[], batchSize: number): Part<boolean> {
  let success = true;
  let underWay = 0;
  let ops: MultiOp[] = [];
  for (let i = tree.length - 1; i >= 0; i -= 1) {
    ops.push({ type: 'delete', path: tree[i] ?? '', version: -1 });
    if (ops.length !== batchSize && i !== 0) continue;
    if (!success) break;
    if (underWay === RATE_LIMIT) {
      success = succeeded(yield { ask: 'await' }) && success;
      underWay -= 1;
    }
    yield { ask: 'send', call: { op: { type: 'multi', ops } } };
    underWay += 1;
    ops = [];
  }
  for (; underWay > 0; underWay -= 1) success = succeeded(yield { ask: 'await' }) && success;
  return success;
}

export const deleteall: Command = {
  name: 'deleteall',
  usage: 'path [-b batch size]',
  options: options('b: batch size'),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(deleteall);
    const batch = parseInteger(line.value('b') ?? `${DEFAULT_BATCH}`);
    if (!batch.ok) return failed('-b argument must be an int value');
    const fault = validatePath(path);
    if (fault !== null) return failed(fault);
    const tree = yield* listSubTree(path);
    if (isFailure(tree)) return failure(tree);
    const success = yield* deleteInBatches(tree, batch.value);
    if (!success) out.error('Failed to delete some node(s) in the subtree!');
    return ok;
  },
};
