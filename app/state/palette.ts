// The colours of tokens.css as a canvas needs them, read once per theme. Called by the stage, the tape and the picture export.

export interface EpochColours {
  readonly full: string;
  readonly ink: string;
  readonly soft: string;
}

export interface Palette {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly line2: string;
  readonly wall: string;
  readonly surface: string;
  readonly paper: string;
  readonly sunken: string;
  readonly accent: string;
  readonly bad: string;
  readonly good: string;
  readonly warn: string;
  readonly onEpoch: string;
  readonly sans: string;
  readonly mono: string;
  /** By `epochClass`. */
  readonly epochs: readonly EpochColours[];
}

/** Reads the tokens in force at this element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    line: token('line'),
    line2: token('line-2'),
    wall: token('wall'),
    surface: token('surface'),
    paper: token('paper'),
    sunken: token('sunken'),
    accent: token('accent'),
    bad: token('bad'),
    good: token('good'),
    warn: token('warn'),
    onEpoch: token('on-epoch'),
    sans: token('font-sans'),
    mono: token('font-mono'),
    epochs: [0, 1, 2, 3, 4, 5, 6].map((epoch) => ({
      full: token(`epoch-${epoch}`),
      ink: token(`epoch-${epoch}-ink`),
      soft: token(`epoch-${epoch}-soft`),
    })),
  };
}
