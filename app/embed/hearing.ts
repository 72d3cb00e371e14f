// The other way round: what a frame says to the page around it, checked before the element believes it. Hand-written and
// small, because every page that embeds a playground loads it. Called by element.ts.
import type { Reply, Telling } from './types.ts';

/** The answer or telling in a message's data; null for whatever is not one. */
export function readFromFrame(data: unknown): Reply | Telling | null {
  if (!isRecord(data) || data['zab'] !== 1) return null;
  if ('re' in data) return readReply(data);
  const { width, height, error } = data;
  switch (data['do']) {
    case 'ready':
      return { zab: 1, do: 'ready' };
    case 'resize':
      return isLength(width) && isLength(height) ? { zab: 1, do: 'resize', width, height } : null;
    case 'fact':
      return readFact(data);
    case 'error':
      return typeof error === 'string' ? { zab: 1, do: 'error', error } : null;
    default:
      return null;
  }
}

function readReply({ re, ok, out, error }: Fields): Reply | null {
  if (typeof re !== 'number' && typeof re !== 'string') return null;
  if (ok === false && typeof error === 'string') return { zab: 1, re, ok, error };
  if (ok !== true) return null;
  if (out === undefined) return { zab: 1, re, ok };
  return isLines(out) ? { zab: 1, re, ok, out } : null;
}

function readFact({ at, who, fact }: Fields): Telling | null {
  if (!isCount(at) || !isCount(who) || !isRecord(fact)) return null;
  const { type } = fact;
  return typeof type === 'string' ? { zab: 1, do: 'fact', at, who, fact: { ...fact, type } } : null;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLines(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Whole pixels that a page could have. */
function isLength(value: unknown): value is number {
  return isCount(value) && value <= 20_000;
}
