// How a message looks: pending outlined, settled filled, votes and synchronization square. Shared by the canvas and the picture.
import { epochClass } from '../state/epochs.ts';
import type { PacketLabel } from '../state/packet-label.ts';
import type { EpochColours, Palette } from '../state/palette.ts';

export interface ChipStyle {
  readonly fill: string;
  readonly line: string;
  readonly text: string;
  readonly square: boolean;
}

export function chipStyle(
  p: Palette,
  { look, epoch }: Pick<PacketLabel, 'look' | 'epoch'>,
  dying: boolean,
): ChipStyle {
  const colours: EpochColours = p.epochs[epochClass(epoch ?? 0)] ?? {
    full: p.ink3,
    ink: p.ink2,
    soft: p.sunken,
  };
  if (dying) return { fill: p.surface, line: p.bad, text: p.bad, square: true };
  switch (look) {
    case 'pending':
      return { fill: colours.soft, line: colours.full, text: colours.ink, square: false };
    case 'settled':
      return { fill: colours.full, line: colours.full, text: p.onEpoch, square: false };
    case 'ack':
      return { fill: p.surface, line: colours.full, text: colours.ink, square: false };
    case 'vote':
      return { fill: p.surface, line: p.ink2, text: p.ink, square: true };
    case 'sync':
      return {
        fill: p.surface,
        line: epoch === null ? p.ink2 : colours.full,
        text: epoch === null ? p.ink : colours.ink,
        square: true,
      };
    case 'client':
      return { fill: p.surface, line: p.ink3, text: p.ink2, square: false };
    case 'ping':
    case 'wire':
      return { fill: p.sunken, line: p.line, text: p.ink3, square: true };
  }
}
