// What a node says of itself in the comparison, word by word, and which of the words the other branch has otherwise.
// Pure; called by NodesBeside.svelte.
import { shortZxid } from '../../worker/base/zxid.ts';
import type { NodeView } from '../../worker/trace/world-state.ts';
import type { Messages } from '../messages/en.ts';

export interface Word {
  readonly text: string;
  readonly differs: boolean;
}

/** Null where this branch has no such node. */
export function wordsOf(
  node: NodeView | undefined,
  other: NodeView | undefined,
  t: Messages,
): readonly Word[] | null {
  if (node === undefined) return null;
  const mine = textsOf(node, t);
  const theirs = other === undefined ? null : textsOf(other, t);
  return mine
    .map((text, i) => ({ text, differs: theirs !== null && theirs[i] !== text }))
    .filter((word) => word.text !== '');
}

/** Always as many, the same thing at the same place; empty for what is not worth saying. */
function textsOf(node: NodeView, t: Messages): readonly string[] {
  const up = node.life === 'up';
  return [
    up ? node.state : t.stage.down,
    up && node.zabState !== 'BROADCAST' ? node.zabState : '',
    t.stage.epoch(node.currentEpoch),
    `${t.stage.zxid} ${shortZxid(node.lastLogged)}`,
    node.partitioned ? t.stage.partitioned : '',
    node.paused ? t.stage.frozen : '',
  ];
}

/** Whether anything of the node itself is not the same: state, epochs, log or tree. */
export function differs(a: NodeView | undefined, b: NodeView | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  return (
    a.life !== b.life ||
    a.state !== b.state ||
    a.zabState !== b.zabState ||
    a.currentEpoch !== b.currentEpoch ||
    a.acceptedEpoch !== b.acceptedEpoch ||
    a.lastLogged !== b.lastLogged ||
    a.lastCommitted !== b.lastCommitted ||
    a.digest !== b.digest ||
    a.partitioned !== b.partitioned ||
    a.paused !== b.paused
  );
}
