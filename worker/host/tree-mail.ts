// What the page and the worker that reads trees say to each other. Versions of trees (trace/tree.ts) cross once: each by a
// number, with the txn that made it from another, or with an image whose pages went ahead of it.
import type { NodePage, TreeImage } from '../data/image.ts';
import type { Txn } from '../data/model.ts';
import type { ServerId } from '../base/units.ts';
import type { Completion } from '../client/zkcli/completion.ts';
import type { TreeAnswer, TreeQuestion } from '../trace/tree-desk.ts';

export interface SentVersion {
  readonly id: number;
  readonly zxid: number;
  readonly digest: string;
  readonly origin:
    | { readonly kind: 'txn'; readonly before: number; readonly txn: Txn }
    /** Its pages by their numbers; null is the tree of a new ensemble. */
    | {
        readonly kind: 'image';
        readonly image: (Omit<TreeImage, 'pages'> & { readonly pages: readonly number[] }) | null;
      };
}

export interface CommandUsage {
  readonly name: string;
  readonly usage: string;
  /** zkCli does not have it. */
  readonly isOurs: boolean;
}

export type TreeCall =
  | {
      readonly ask: 'tree';
      readonly version: number;
      readonly others: readonly { readonly sid: ServerId; readonly version: number }[];
      readonly question: TreeQuestion;
    }
  /** `version` is null where there is no tree to take paths from; `chroot` is '' or a path. */
  | {
      readonly ask: 'complete';
      readonly version: number | null;
      readonly line: string;
      readonly chroot: string;
    }
  | { readonly ask: 'usages' };

export type ToTrees =
  | { readonly kind: 'page'; readonly number: number; readonly page: NodePage }
  | { readonly kind: 'versions'; readonly list: readonly SentVersion[] }
  | { readonly kind: 'forget' }
  | { readonly kind: 'call'; readonly call: number; readonly what: TreeCall };

export interface TreeAnswers {
  readonly tree: TreeAnswer;
  readonly complete: Completion;
  readonly usages: readonly CommandUsage[];
}

export type FromTrees =
  | 'loaded'
  | {
      readonly call: number;
      readonly answer: TreeAnswers[keyof TreeAnswers] | null;
      /** Why there is no answer: a fault of ours. */
      readonly error: string | null;
    };
