// The commands of golden conversations, one function each, by the word they begin with.
// Called by play.ts. The words are described in worker/world/golden/README.md.
import { assert } from '../../base/assert.ts';
import { MS } from '../../base/units.ts';
import { shortZxid } from '../../base/zxid.ts';
import type { ActionDraft } from '../../world/recording.ts';
import type { DiskImage } from '../../zab/disk.ts';
import type { Conversation } from './conversation.ts';
import { numberOf } from './setting.ts';

type Command = (so: Conversation, words: readonly string[], rest: string) => void;

/** A tick of the fuzz profile. */
const TICK = 200 * MS;

const commands: Readonly<Record<string, Command>> = {
  // What is shown.
  show: (so, words) => so.show(words),
  only: (so, words) => so.showOnly(words),
  times: (so, [word]) => so.showTimes(word !== 'off'),

  // What happens to nodes and links.
  start: (so, nodes) => act(so, nodes, (node) => ({ do: 'start', node })),
  kill: (so, nodes) => act(so, nodes, (node) => ({ do: 'kill', node })),
  restart: (so, nodes) => act(so, nodes, (node) => ({ do: 'restart', node })),
  partition: (so, nodes) => act(so, nodes, (node) => ({ do: 'partition', node })),
  heal: (so, nodes) => act(so, nodes, (node) => ({ do: 'heal', node })),
  pause: (so, nodes) => act(so, nodes, (node) => ({ do: 'pause', node })),
  resume: (so, nodes) => act(so, nodes, (node) => ({ do: 'resume', node })),
  cut: (so, ends) => link(so, 'cut', ends),
  join: (so, ends) => link(so, 'join', ends),
  reset: (so, ends) => link(so, 'reset', ends),
  slow: (so, [from, to, value]) =>
    so.driver.act({ do: 'slow', from: end(from), to: end(to), value: numberOf(value) }),
  fsync: (so, [node, value = '']) => {
    const meant = value === 'fail' || value === 'ok' ? value : numberOf(value);
    so.driver.act({ do: 'disk', node: numberOf(node), value: meant });
  },
  rate: (so, [node, rate]) =>
    so.driver.act({ do: 'clock', node: numberOf(node), value: { rate: numberOf(rate) } }),

  // Clients.
  connect,
  close: (so, [client = '']) => so.driver.act({ do: 'close', client }),
  vanish: (so, [client = '']) => so.driver.act({ do: 'kill', client }),

  // Time.
  until: (so, _words, rest) => so.until(rest),
  settle: (so, nodes) => so.settle(nodes.map(numberOf)),
  run: (so, [length]) => so.driver.run(micros(length)),
  never: (so, [length, ...text]) => so.never(text.join(' '), micros(length)),
  boot,

  // What is there now.
  disk: (so, nodes) => {
    so.enact();
    for (const node of nodes) printDisk(so, numberOf(node));
  },
  trees: (so) => {
    so.enact();
    printTrees(so);
  },
};

/** Carries out one line of a conversation. */
export function carryOut(so: Conversation, line: string): void {
  const typed = /^([A-Z]\w*)> (.*?)( &)?$/.exec(line);
  if (typed !== null) {
    const [, client = '', command = '', background] = typed;
    so.driver.act({ do: 'command', client, line: command });
    if (background === undefined) so.until(`${client}: prompt`);
    return;
  }
  const [name = '', ...words] = line.split(' ');
  const command = commands[name];
  assert(command !== undefined, `There is no command "${name}"`);
  command(so, words, words.join(' '));
}

function act(
  so: Conversation,
  nodes: readonly string[],
  draft: (node: number) => ActionDraft,
): void {
  so.driver.act(...nodes.map((node) => draft(numberOf(node))));
}

/** Both directions where an `and` stands between the ends: `cut 1 3`, `cut 1 and 3`. */
function link(so: Conversation, what: 'cut' | 'join' | 'reset', ends: readonly string[]): void {
  const [from, to] = ends.filter((word) => word !== 'and').map(end);
  assert(from !== undefined && to !== undefined, `${what} needs two ends`);
  so.driver.act({ do: what, from, to });
  if (ends.includes('and')) so.driver.act({ do: what, from: to, to: from });
}

/** A node's number or a client's name. */
function end(word: string | undefined): number | string {
  return word !== undefined && /^[A-Z]/.test(word) ? word : numberOf(word);
}

/** `connect A 3`: knows node 3 alone; `connect A 3 all`: all nodes, node 3 tried first. With ` &` nobody waits for it. */
function connect(so: Conversation, words: readonly string[]): void {
  const [client = '', node, ...rest] = words.filter((word) => word !== '&');
  const options = rest.filter((word) => word !== 'all').join(' ');
  so.driver.act({
    do: 'connect',
    client,
    node: numberOf(node),
    ...(rest.includes('all') ? { value: 'all' as const } : {}),
    ...(options === '' ? {} : { line: options }),
  });
  if (words.includes('&')) return;
  so.until(`${client}: CONNECTED node`);
  // Everybody has applied its session.
  so.driver.run(10 * MS);
}

/** Starts nodes together and waits until all of them serve: the largest leads. */
function boot(so: Conversation, words: readonly string[]): void {
  const nodes = words.map(numberOf);
  act(so, words, (node) => ({ do: 'start', node }));
  so.settle(nodes);
  so.driver.run(2 * TICK);
}

/** `20ms`, `3ticks`, `2s`. */
function micros(word: string | undefined): number {
  const [, amount, unit] = /^(\d+)(us|ms|s|ticks?)$/.exec(word ?? '') ?? [];
  assert(unit !== undefined, `"${word ?? ''}" is no length of time`);
  const units: Readonly<Record<string, number>> = { us: 1, ms: MS, s: 1000 * MS };
  return numberOf(amount) * (units[unit] ?? TICK);
}

function printDisk(so: Conversation, node: number): void {
  const { synced, written } = so.driver.simulator.diskOf(node);
  const durable = diskText(synced);
  so.print(`disk of node ${node}: ${durable}`);
  const seen = diskText(written);
  if (seen !== durable) so.print(`  and not yet durable: ${seen}`);
}

function diskText(image: DiskImage): string {
  const { acceptedEpoch, currentEpoch, snapshots, log, committedConfig, nextConfig } = image;
  const records = log.map(({ zxid }) => shortZxid(zxid)).join(' ');
  const images = snapshots.map(({ zxid }) => shortZxid(zxid)).join(' ');
  const epochs = `acceptedEpoch ${acceptedEpoch ?? 'none'}, currentEpoch ${currentEpoch ?? 'none'}`;
  const configs = [
    ...(committedConfig === null ? [] : [`, config ${shortZxid(committedConfig.version)}`]),
    ...(nextConfig === null ? [] : [`, next config ${shortZxid(nextConfig.version)}`]),
  ];
  return `${epochs}, log [${records}], snapshots [${images}]${configs.join('')}`;
}

/** Of every node that runs, the position of its tree; equal trees have equal letters. */
function printTrees(so: Conversation): void {
  const digests: string[] = [];
  for (const { sid, up, digest, position, tree } of so.judge.checker.model.nodes) {
    if (!up) continue;
    if (!digests.includes(digest)) digests.push(digest);
    const letter = String.fromCharCode(97 + digests.indexOf(digest));
    so.print(
      `tree of node ${sid}: at ${shortZxid(position)}, last txn ${shortZxid(tree.zxid)}, tree ${letter}`,
    );
  }
}
