// The page's end of the worker that reads trees. Carries versions over as they are asked for, in slices so small that no
// frame waits for them, each version and each page of an image once. Called by engine.ts.
import type { NodePage } from '../data/image.ts';
import type { TxnBody } from '../data/model.ts';
import type { TreeVersion } from '../trace/tree.ts';
import { newWorker, prepare } from './page-workers.ts';
import type { FromTrees, SentVersion, ToTrees, TreeAnswers, TreeCall } from './tree-mail.ts';

/** What one post carries at most, in operations, and how long the page's thread posts without a break. */
const POST_WEIGHT = 400;
const SLICE_MS = 6;
/** The worker is made to forget what it holds when it holds so much: most of it nobody will look at again. */
const HELD_MAX = 150_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class TreeCourier {
  private worker: Promise<Worker> | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private numbers = 0;
  private ids = new WeakMap<TreeVersion | NodePage, number>();
  private held = 0;
  /** One delivery at a time. */
  private chain: Promise<void> = Promise.resolve();

  /** `versions` are those that `what` names by the numbers it is given for them. */
  async ask<A extends TreeCall['ask']>(
    versions: readonly TreeVersion[],
    what: (ids: readonly number[]) => Extract<TreeCall, { ask: A }>,
  ): Promise<TreeAnswers[A]> {
    // Versions and the call that names them leave in one turn: what is sent for another comes before or behind them.
    const turn = this.chain.then(async () => {
      const ids = await this.deliver(versions);
      return this.post(await this.started(), what(ids));
    });
    this.chain = turn.then(
      () => undefined,
      () => undefined,
    );
    const { answer } = await turn;
    return (await answer) as TreeAnswers[A];
  }

  /** The answer in an object: a promise alone would be waited for by the turn. */
  private post(worker: Worker, what: TreeCall): { readonly answer: Promise<unknown> } {
    this.calls += 1;
    const call = this.calls;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
    });
    post(worker, { kind: 'call', call, what });
    return { answer };
  }

  dispose(): void {
    void this.worker?.then(
      (worker) => {
        worker.terminate();
      },
      () => undefined,
    );
    this.worker = null;
    this.fail('This page is being left.');
  }

  private started(): Promise<Worker> {
    this.worker ??= this.start();
    return this.worker;
  }

  private async start(): Promise<Worker> {
    await prepare('trees');
    const worker = newWorker('trees', 'zab trees');
    await new Promise<void>((resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        const why = event.message || 'A part of the page (a worker) could not be loaded.';
        reject(new Error(why));
        this.fail(why);
      };
      worker.onmessage = ({ data }: MessageEvent<FromTrees>) => {
        if (data === 'loaded') resolve();
        else this.settle(data);
      };
    });
    return worker;
  }

  private settle({ call, answer, error }: Exclude<FromTrees, 'loaded'>): void {
    const waiting = this.waiting.get(call);
    this.waiting.delete(call);
    if (error === null) waiting?.resolve(answer);
    else waiting?.reject(new Error(error));
  }

  private fail(why: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(why));
    this.waiting.clear();
  }

  private async deliver(versions: readonly TreeVersion[]): Promise<readonly number[]> {
    const worker = await this.started();
    if (this.held > HELD_MAX) {
      post(worker, { kind: 'forget' });
      this.ids = new WeakMap();
      this.held = 0;
    }
    const slice = new Slice(worker);
    for (const version of versions) {
      const ahead: TreeVersion[] = [];
      for (let at: TreeVersion | null = version; at !== null && !this.ids.has(at);) {
        ahead.push(at);
        at = at.origin.kind === 'txn' ? at.origin.before : null;
      }
      for (const next of ahead.reverse()) await this.send(slice, next);
    }
    slice.flush();
    return versions.map((version) => this.idOf(version));
  }

  private async send(slice: Slice, version: TreeVersion): Promise<void> {
    const { zxid, digest, origin } = version;
    if (origin.kind === 'txn') {
      const { before, txn } = origin;
      const sent = { kind: 'txn', before: this.idOf(before), txn } as const;
      await slice.add(
        { id: this.numbered(version), zxid, digest, origin: sent },
        weightOf(txn.body),
      );
      return;
    }
    const { image } = origin;
    if (image !== null)
      for (const page of image.pages)
        if (!this.ids.has(page)) await slice.addPage(this.numbered(page), page);
    const sent =
      image === null
        ? null
        : {
            sessions: image.sessions,
            count: image.count,
            pages: image.pages.map((page) => this.idOf(page)),
          };
    await slice.add(
      { id: this.numbered(version), zxid, digest, origin: { kind: 'image', image: sent } },
      1,
    );
  }

  private numbered(what: TreeVersion | NodePage): number {
    this.numbers += 1;
    this.held += 1;
    this.ids.set(what, this.numbers);
    return this.numbers;
  }

  private idOf(what: TreeVersion | NodePage): number {
    return this.ids.get(what) ?? 0;
  }
}

/** Posts little at a time, and gives the thread back now and then. */
class Slice {
  private readonly worker: Worker;
  private list: SentVersion[] = [];
  private weight = 0;
  private began = performance.now();

  constructor(worker: Worker) {
    this.worker = worker;
  }

  async add(version: SentVersion, weight: number): Promise<void> {
    this.list.push(version);
    this.weight += weight;
    if (this.weight < POST_WEIGHT) return;
    this.flush();
    await this.breathe();
  }

  async addPage(number: number, page: NodePage): Promise<void> {
    this.flush();
    post(this.worker, { kind: 'page', number, page });
    await this.breathe();
  }

  flush(): void {
    if (this.list.length > 0) post(this.worker, { kind: 'versions', list: this.list });
    this.list = [];
    this.weight = 0;
  }

  private async breathe(): Promise<void> {
    if (performance.now() - this.began < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.began = performance.now();
  }
}

function post(worker: Worker, mail: ToTrees): void {
  worker.postMessage(mail);
}

function weightOf(body: TxnBody): number {
  if (body.type === 'multi') return body.txns.reduce((sum, each) => sum + weightOf(each), 0);
  return 'data' in body ? 1 + (body.data?.length ?? 0) / 4096 : 1;
}
