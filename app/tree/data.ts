// What the bytes of a znode say to a person: UTF-8 text with control characters visible, or their number. Pure.
import type { CutData } from '../../worker/trace/znode-detail.ts';
import { visible } from '../state/packet-label.ts';

const SHOWN = 4000;

export type Shown =
  | { readonly kind: 'null' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly cut: boolean }
  | { readonly kind: 'binary'; readonly bytes: number; readonly hex: string };

export function shownData({ base64, bytes: length }: CutData): Shown {
  if (base64 === null) return { kind: 'null' };
  if (base64 === '') return { kind: 'empty' };
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const cut = bytes.length < length;
  try {
    // A letter may lie across the cut.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    const lines = text.slice(0, SHOWN).split('\n').map(visible).join('\n');
    return { kind: 'text', text: lines, bytes: length, cut: cut || text.length > SHOWN };
  } catch {
    const hex = [...bytes.subarray(0, 64)].map((byte) => byte.toString(16).padStart(2, '0'));
    return { kind: 'binary', bytes: length, hex: hex.join(' ') };
  }
}

/** Permissions as zkCli writes them. */
export function permissions(perms: number): string {
  const letters = [
    ['c', 4],
    ['d', 8],
    ['r', 1],
    ['w', 2],
    ['a', 16],
  ] as const;
  return letters.map(([letter, bit]) => ((perms & bit) === 0 ? '' : letter)).join('');
}
