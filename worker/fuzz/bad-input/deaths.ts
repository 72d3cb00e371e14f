// The deaths of zkCli that are ZooKeeper's own: exceptions that nothing in the real one catches. Any other end of a client
// is a fault of ours. Used by rig.ts. Source: the recorded cases; cli/*.java, ZooKeeperMain.
const deaths: readonly (readonly [cause: RegExp, commands: readonly string[]])[] = [
  // Integer.parseInt of -v, Integer.decode of redo, the port of a connect string.
  [/^java\.lang\.NumberFormatException: /, ['set', 'delete', 'setAcl', 'redo', 'connect']],
  // A chroot or an address that the constructor of ZooKeeper refuses; a path that addWatch refuses.
  [/^java\.lang\.IllegalArgumentException: /, ['connect', 'addWatch']],
  // `-=x`: the parser of options asks for the first letter of nothing.
  [/^java\.lang\.StringIndexOutOfBoundsException: begin 0, end 1, length 0$/, ['*']],
  // Quota nodes that hold no quota.
  [/^java\.lang\.NullPointerException: /, ['listquota', 'delquota', 'setquota']],
  [/^java\.lang\.ArrayIndexOutOfBoundsException: /, ['listquota', 'delquota', 'setquota']],
];

/** Whether a line whose first word is `command` may end zkCli with this exception; a redo may be of any. */
export function isDocumentedDeath(command: string, exception: string): boolean {
  return deaths.some(
    ([cause, commands]) =>
      cause.test(exception) &&
      (command === 'redo' || commands.includes('*') || commands.includes(command)),
  );
}
