// A picture as the text of an SVG that stands alone: every colour and font in it, no script, no reference. Numbers rounded.
// Called by the pictures of the stage, the log, the diagram and the tree.

type Value = string | number | undefined;

/** An element; attributes that are undefined are left out. */
export function el(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${escaped(typeof value === 'number' ? number(value) : `${value}`)}"`,
    )
    .join('');
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join('')}</${name}>`;
}

export interface TextLook {
  readonly size: number;
  readonly fill: string;
  readonly family: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line of text, its middle at `y`. */
export function text(x: number, y: number, words: string, look: TextLook): string {
  return el(
    'text',
    {
      x,
      y: y + look.size * 0.35,
      'font-size': look.size,
      'font-family': look.family,
      'font-weight': look.weight,
      'text-anchor': look.anchor,
      fill: look.fill,
    },
    escaped(words),
  );
}

export function svgDocument(
  width: number,
  height: number,
  title: string,
  background: string,
  ...children: readonly string[]
): string {
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: Math.round(width),
      height: Math.round(height),
      viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`,
      role: 'img',
    },
    el('title', {}, escaped(title)),
    el('rect', { width: Math.round(width), height: Math.round(height), fill: background }),
    ...children,
  );
}

/** Roughly how wide a line is, where nothing can be measured: pictures leave room for it. */
export function widthOf(words: string, size: number): number {
  let wide = 0;
  for (const letter of words)
    wide += /[\u1100-\uffff]/.test(letter) ? 1 : /[A-Z0-9]/.test(letter) ? 0.66 : 0.55;
  return wide * size;
}

function escaped(words: string): string {
  return (
    words
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // What XML forbids would make the whole picture unreadable.
      .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  );
}

function number(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}
