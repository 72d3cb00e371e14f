// The picture of a view for slides, as SVG or PNG: what PictureDialog.svelte asks for. Each region draws its own.
import { CLIENT_BASE } from '../worker/base/units.ts';
import { diagramPicture } from './log/diagram-picture.ts';
import { pictureOf } from './log/diagram.ts';
import { logPicture } from './log/log-picture.ts';
import { stagePicture } from './stage/picture.ts';
import type { Palette } from './state/palette.ts';
import type { Playground } from './state/playground.svelte.ts';
import type { Preferences } from './state/preferences.svelte.ts';
import { shownData } from './tree/data.ts';
import { treePicture } from './tree/tree-picture.ts';

export const pictureKinds = ['stage', 'diagram', 'log', 'tree'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** In pixels at the size in which text is 10 or more; a bitmap has twice as many and more. */
const WIDTH = 960;
const TREE_WIDTH = 640;
const BITMAP_WIDTH = 2400;
/** Facts that the diagram looks back on, and rows of the tree that are drawn. */
const FACTS = 4000;
const ROWS = 60;

/** The text of an SVG that stands alone, of the moment shown. */
export async function pictureText(
  kind: PictureKind,
  playground: Playground,
  preferences: Preferences,
  palette: Palette,
): Promise<string> {
  const { world, time, history } = playground;
  const { t, clutter } = preferences;
  switch (kind) {
    case 'stage':
      return stagePicture(world, time, { ...sizeFor(world.nodes.length), palette, t, clutter });
    case 'diagram': {
      const events = history.eventsBetween(world.index - FACTS, world.index);
      const clients = world.clients.filter((client) => client.state !== 'NOT_STARTED');
      const rows = [
        ...clients.map((client) => client.participant),
        ...world.nodes.map((node) => node.sid),
      ];
      const nameOf = (who: number) =>
        who < CLIENT_BASE
          ? t.node(who)
          : t.client(world.clients[who - CLIENT_BASE - 1]?.name ?? '');
      return diagramPicture(pictureOf(events, true), rows, nameOf, WIDTH, palette, t);
    }
    case 'log':
      return logPicture(world, WIDTH, palette, t);
    case 'tree':
      return await treeText(playground, preferences, palette);
  }
}

async function treeText(
  playground: Playground,
  { t }: Preferences,
  palette: Palette,
): Promise<string> {
  const { nodes, leader } = playground.world;
  const node =
    nodes.find((one) => one.sid === leader?.sid) ?? nodes.find((one) => one.life === 'up');
  if (node === undefined)
    return treePicture(t.regions.tree, [], () => '', t.none, TREE_WIDTH, palette);
  const answer = await playground.readTree(node.tree, [], {
    closed: ['/zookeeper'],
    system: false,
    filter: '',
    differing: null,
    chosen: '/',
    first: 0,
    count: ROWS,
  });
  const left = answer.total - answer.rows.length;
  return treePicture(
    `${t.regions.tree} · ${t.node(node.sid)}`,
    answer.rows,
    (row) => {
      const data = shownData(row.node?.data ?? { base64: null, bytes: 0 });
      return data.kind === 'text' ? data.text.slice(0, 60) : data.kind === 'binary' ? data.hex : '';
    },
    left > 0 ? t.picture.more(left) : null,
    TREE_WIDTH,
    palette,
  );
}

/** Slides are 16 to 9; few nodes need little room, so that their words are large. */
function sizeFor(nodes: number): { readonly width: number; readonly height: number } {
  const width = nodes <= 3 ? 640 : nodes <= 5 ? 800 : 1120;
  return { width, height: (width * 9) / 16 };
}

/** The same as a bitmap, large enough for any slide. Rejects where the browser cannot draw it. */
export async function bitmapOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = BITMAP_WIDTH / Math.max(1, image.naturalWidth);
    const canvas = document.createElement('canvas');
    canvas.width = BITMAP_WIDTH;
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('This browser cannot make a PNG of it.'));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
