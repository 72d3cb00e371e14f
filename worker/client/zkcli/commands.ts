// All commands by name, and the list of usages that zkCli prints for an unknown one. Called by the shell and by the
// completion. Source: ZooKeeperMain.commandMap and usage, cli/CommandFactory.
import { getAcl, setAcl } from './acls.ts';
import type { Command } from './command.ts';
import { getAllChildrenNumber, getEphemerals } from './counts.ts';
import { create } from './create.ts';
import { deleteall } from './deleteall.ts';
import { check, exists, multi } from './extras.ts';
import { addauth, whoami } from './identity.ts';
import { ls } from './ls.ts';
import { delquota, listquota } from './quotas.ts';
import { config, get, stat } from './reads.ts';
import { reconfig } from './reconfig.ts';
import { close, version } from './session-commands.ts';
import { setquota } from './setquota.ts';
import { addWatch, removewatches } from './watching.ts';
import { deleteNode, set, sync } from './writes.ts';

const zkCli: readonly Command[] = [
  close,
  create,
  deleteNode,
  deleteall,
  set,
  get,
  ls,
  getAcl,
  setAcl,
  stat,
  sync,
  setquota,
  listquota,
  delquota,
  addauth,
  reconfig,
  config,
  removewatches,
  getEphemerals,
  getAllChildrenNumber,
  version,
  addWatch,
  whoami,
];
const ours: readonly Command[] = [check, exists, multi];

/** The names of the commands that zkCli lacks. */
export const ourCommands: ReadonlySet<string> = new Set(ours.map(({ name }) => name));

/** Those that the shell itself understands, with their usage. */
export const shellCommands: Readonly<Record<string, string>> = {
  connect: 'host:port',
  history: '',
  redo: 'cmdno',
  printwatches: 'on|off',
  quit: '',
};

/** `extras` adds the commands that zkCli lacks. */
export function findCommand(name: string, extras: boolean): Command | undefined {
  const found = zkCli.find((each) => each.name === name);
  return found ?? (extras ? ours.find((each) => each.name === name) : undefined);
}

export function isShellCommand(name: string): boolean {
  return Object.hasOwn(shellCommands, name);
}

/** Every command's name and usage, sorted by name in UTF-16 order. */
export function allUsages(extras: boolean): readonly (readonly [name: string, usage: string])[] {
  const all = [
    ...Object.entries(shellCommands),
    ...zkCli.map(({ name, usage }) => [name, usage] as const),
    ...(extras ? ours.map(({ name, usage }) => [name, usage] as const) : []),
  ];
  return all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** What zkCli writes to stderr before it says that it knows no such command. */
export function usageLines(extras: boolean): string[] {
  return [
    'ZooKeeper -server host:port -client-configuration properties-file cmd args',
    ...allUsages(extras).map(([name, usage]) => `\t${name} ${usage}`),
  ];
}
