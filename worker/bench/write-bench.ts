// G1 to G3 and G6 to G9: the write path between real workers in Chromium, each cell beside the commit floor of the same
// members and the same number of writes under way, in turns. Called by cli/bench.ts with the bench page.
// Source: performance.md G1 to G3, G6 to G9.
import type { Page } from '@playwright/test';
import type { FloorLoad, FloorResult } from './page/floor-worker.ts';
import type { WriteCell } from './page/write.ts';
import type { WriteResult } from './page/write-worker.ts';
import { atLeast, atMost, figure, median, type Row } from './row.ts';

/** What the bench page offers (page/main.ts). */
declare const bench: {
  floor(members: number, load: FloorLoad): Promise<FloorResult>;
  readonly writing: {
    open(cell: WriteCell): Promise<void>;
    measure(warmMs: number, ms: number): Promise<WriteResult>;
    close(): void;
  };
};

const BYTES = 100;
const FLOOR_MS = { warmMs: 300, ms: 1000 };
/** Code that is not compiled yet runs ten times slower: the servers are measured warm. */
const WRITE_MS = { warmMs: 3000, ms: 1500 };

interface Cell {
  readonly servers: number;
  readonly outstanding: number;
  readonly client: WriteCell['client'];
  readonly op: 'set' | 'get';
  readonly attached: WriteCell['attached'];
}

const plain = { client: 'leader', op: 'set', attached: 'none' } as const;
const cells = {
  alone3: { ...plain, servers: 3, outstanding: 1 },
  alone5: { ...plain, servers: 5, outstanding: 1 },
  follower3: { ...plain, servers: 3, outstanding: 1, client: 'follower' },
  hundred3: { ...plain, servers: 3, outstanding: 100 },
  hundred5: { ...plain, servers: 5, outstanding: 100 },
  thousand3: { ...plain, servers: 3, outstanding: 1000 },
  thousand5: { ...plain, servers: 5, outstanding: 1000 },
  watched: { ...plain, servers: 3, outstanding: 100, attached: 'page' },
  reads: { ...plain, servers: 3, outstanding: 100, op: 'get', client: 'follower' },
} satisfies Readonly<Record<string, Cell>>;

type Name = keyof typeof cells;
const names = Object.keys(cells) as Name[];

/** Measured once: every cell, and the floor beside it where it has one. */
interface Measured {
  readonly ours: Readonly<Record<Name, WriteResult>>;
  readonly floors: Readonly<Partial<Record<Name, FloorResult>>>;
}

const perSecond = ({ answers, ms }: WriteResult): number => (1000 * answers) / ms;
const floorPerSecond = ({ commits, ms }: FloorResult): number => (1000 * commits) / ms;

export async function measureCell(page: Page, cell: Cell): Promise<WriteResult> {
  const { servers, outstanding, client, op, attached } = cell;
  const load = { op, outstanding, bytes: BYTES };
  return page.evaluate(
    async ([what, { warmMs, ms }]) => {
      await bench.writing.open(what);
      try {
        return await bench.writing.measure(warmMs, ms);
      } finally {
        bench.writing.close();
      }
    },
    [{ servers, client, load, attached }, WRITE_MS] as const,
  );
}

export async function measureFloor(page: Page, cell: Cell): Promise<FloorResult> {
  const { servers, outstanding } = cell;
  return page.evaluate(([members, load]) => bench.floor(members, load), [
    servers,
    { outstanding, bytes: BYTES, ...FLOOR_MS },
  ] as const);
}

async function measureOnce(page: Page): Promise<Measured> {
  const ours = new Map<Name, WriteResult>();
  const floors = new Map<Name, FloorResult>();
  for (const name of names) {
    const cell: Cell = cells[name];
    if (cell.op === 'set' && cell.attached === 'none')
      floors.set(name, await measureFloor(page, cell));
    ours.set(name, await measureCell(page, cell));
  }
  return {
    ours: Object.fromEntries(ours) as Measured['ours'],
    floors: Object.fromEntries(floors),
  };
}

export async function writeRows(page: Page, repeats: number): Promise<Row[]> {
  const all: Measured[] = [];
  for (let n = 0; n < repeats; n += 1) all.push(await measureOnce(page));
  return [...floorRows(all), ...countedRows(all), ...otherRows(all)];
}

const shown: Readonly<Partial<Record<Name, string>>> = {
  alone3: '3 servers, 1 under way',
  alone5: '5 servers, 1 under way',
  follower3: '3 servers, 1 under way at a follower',
  hundred3: '3 servers, 100 under way',
  hundred5: '5 servers, 100 under way',
  thousand3: '3 servers, 1000 under way',
  thousand5: '5 servers, 1000 under way',
};

function rates(all: readonly Measured[], name: Name): string {
  const ours = median(all.map(({ ours: measured }) => perSecond(measured[name])));
  const floor = median(all.flatMap(({ floors }) => floors[name] ?? []).map(floorPerSecond));
  const rounds = median(all.map(({ ours: m }) => m[name].rounds / m[name].answers));
  return `${figure(ours)}/s ÷ ${figure(floor)}/s; ${figure(rounds)} rounds a write`;
}

function ratesAgainstFloor(all: readonly Measured[], name: Name): number[] {
  return all.map(({ ours, floors }) => {
    const floor = floors[name];
    return floor === undefined ? NaN : perSecond(ours[name]) / floorPerSecond(floor);
  });
}

function floorRows(all: readonly Measured[]): Row[] {
  const many = (['hundred3', 'thousand3', 'hundred5', 'thousand5'] as const).map((name): Row => ({
    ...{ id: 'G1', what: `commits/s ÷ floor, ${shown[name] ?? name}` },
    ...{ values: ratesAgainstFloor(all, name), note: rates(all, name) },
    ...{ must: atLeast(0.25), good: atLeast(0.5) },
  }));
  const one = (['alone3', 'alone5'] as const).map((name): Row => ({
    ...{ id: 'G2', what: `commits/s ÷ floor, ${shown[name] ?? name}` },
    ...{ values: ratesAgainstFloor(all, name), note: rates(all, name) },
    ...{ must: atLeast(0.3), good: atLeast(0.5) },
  }));
  const waits = (['alone3', 'follower3'] as const).map((name): Row => {
    const follower = name === 'follower3';
    const values = all.map(({ ours, floors }) => ours[name].p50 / (floors[name]?.p50 ?? NaN));
    const ms = figure(median(all.map(({ ours }) => ours[name].p50)));
    return {
      ...{ id: 'G3', what: `write p50 ÷ floor p50, ${shown[name] ?? name}`, values },
      ...{ must: atMost(follower ? 4 : 2.5), good: atMost(follower ? 3 : 1.5) },
      note: `${ms} ms`,
    };
  });
  return [...many, ...one, ...waits];
}

function countedRows(all: readonly Measured[]): Row[] {
  const posts = (['hundred3', 'thousand3', 'hundred5'] as const).map((name): Row => ({
    ...{ id: 'G7', what: `posts a commit, ${shown[name] ?? name}` },
    values: all.map(({ ours }) => ours[name].posts / ours[name].answers),
    ...{ must: atMost(1), good: atMost(0.3), note: 'counted' },
  }));
  const heard = all.map(({ ours }) => ours.hundred5.heard / ours.hundred5.posts);
  // What is on its way when the counting begins or ends is heard on the other side of it.
  const bound = atMost(1.01);
  const note = 'counted, 5 servers';
  return [
    ...posts,
    { id: 'G8', what: 'channels that hear a post', values: heard, must: bound, good: bound, note },
  ];
}

function otherRows(all: readonly Measured[]): Row[] {
  const rate = (name: Name): string => figure(median(all.map(({ ours }) => perSecond(ours[name]))));
  return [
    {
      ...{ id: 'G9', what: 'writes/s with the page told everything ÷ without' },
      values: all.map(({ ours }) => perSecond(ours.watched) / perSecond(ours.hundred3)),
      ...{ must: atLeast(0.8), good: atLeast(0.95) },
      note: `${rate('watched')}/s ÷ ${rate('hundred3')}/s, 100 under way`,
    },
    {
      ...{ id: 'G6', what: 'local reads/s, 100 under way at a follower' },
      values: all.map(({ ours }) => perSecond(ours.reads)),
      ...{ must: null, good: null, note: 'against ZooKeeper with --zookeeper' },
    },
  ];
}
