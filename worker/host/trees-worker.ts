// The worker that reads trees for the page: outlines, differences, completions. Whatever a tree's size, the page's thread
// only sends it the txns that are new and gets back the rows in view. Started by tree-courier.ts.
import { allUsages, ourCommands } from '../client/zkcli/commands.ts';
import { complete, directoryToList, type Completion } from '../client/zkcli/completion.ts';
import { present } from '../base/assert.ts';
import type { NodePage } from '../data/image.ts';
import { TreeDesk } from '../trace/tree-desk.ts';
import type { TreeVersion } from '../trace/tree.ts';
import type {
  CommandUsage,
  FromTrees,
  SentVersion,
  ToTrees,
  TreeAnswers,
  TreeCall,
} from './tree-mail.ts';

/** Candidates that a completion names at most. */
const NAMED = 100;

const desk = new TreeDesk();
const versions = new Map<number, TreeVersion>();
const pages = new Map<number, NodePage>();

function versionOf(id: number): TreeVersion {
  return present(versions.get(id), 'A version of a tree that was sent');
}

function take({ id, zxid, digest, origin }: SentVersion): void {
  const made: TreeVersion['origin'] =
    origin.kind === 'txn'
      ? { kind: 'txn', before: versionOf(origin.before), txn: origin.txn }
      : { kind: 'image', image: origin.image === null ? null : whole(origin.image) };
  versions.set(id, { zxid, digest, origin: made, next: [] });
}

function whole(
  image: NonNullable<Extract<SentVersion['origin'], { kind: 'image' }>['image']>,
): NonNullable<Extract<TreeVersion['origin'], { kind: 'image' }>['image']> {
  const { sessions, count } = image;
  return { sessions, count, pages: image.pages.map((number) => pages.get(number) ?? []) };
}

function completion({ version, line, chroot }: Extract<TreeCall, { ask: 'complete' }>): Completion {
  const directory = directoryToList(line);
  if (directory === null || version === null) return complete(line, [], true, NAMED);
  const path = chroot === '' ? directory : directory === '/' ? chroot : chroot + directory;
  return complete(line, desk.children(versionOf(version), path) ?? [], true, NAMED);
}

function usages(): CommandUsage[] {
  return allUsages(true).map(([name, usage]) => ({
    ...{ name, usage: usage.trim() },
    isOurs: ourCommands.has(name),
  }));
}

function answerTo(what: TreeCall): TreeAnswers[keyof TreeAnswers] {
  if (what.ask === 'usages') return usages();
  if (what.ask === 'complete') return completion(what);
  const others = what.others.map(({ sid, version }) => ({ sid, version: versionOf(version) }));
  return desk.answer(versionOf(what.version), others, what.question);
}

function post(mail: FromTrees): void {
  self.postMessage(mail);
}

self.onmessage = ({ data }: MessageEvent<ToTrees>) => {
  switch (data.kind) {
    case 'page':
      pages.set(data.number, data.page);
      return;
    case 'versions':
      data.list.forEach(take);
      return;
    case 'forget':
      versions.clear();
      pages.clear();
      return;
    case 'call':
      try {
        post({ call: data.call, answer: answerTo(data.what), error: null });
      } catch (error) {
        console.error(error);
        const why = error instanceof Error ? error.message : String(error);
        post({ call: data.call, answer: null, error: why });
      }
  }
};
post('loaded');
