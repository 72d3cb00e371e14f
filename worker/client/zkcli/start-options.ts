// What zkCli is started with: `-server host:port -timeout 5000 -r -waitforconnection cmd args`. Called by the shell at
// boot. Source: ZooKeeperMain.MyCommandOptions.parseOptions.

export interface StartOptions {
  readonly server: string;
  /** As it was written: what is no number kills zkCli when it connects. */
  readonly timeout: string;
  readonly readOnly: boolean;
  readonly waitForConnection: boolean;
  /** A command and its arguments: zkCli runs that one and ends. Empty: it reads lines. */
  readonly command: readonly string[];
  /** The option that lacks its value; the parser stops there, and zkCli goes on with what it has. */
  readonly lacking: string | null;
}

/** `-client-configuration` is read and ignored: there are no files here. Unknown options are ignored, as in zkCli. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const found = {
    server: 'localhost:2181',
    timeout: '30000',
    readOnly: false,
    waitForConnection: false,
    command: [] as readonly string[],
    lacking: null as string | null,
  };
  for (let i = 0; i < args.length; i += 1) {
    const option = args[i] ?? '';
    if (!option.startsWith('-')) return { ...found, command: args.slice(i) };
    if (option === '-r') found.readOnly = true;
    if (option === '-waitforconnection') found.waitForConnection = true;
    if (option !== '-server' && option !== '-timeout' && option !== '-client-configuration')
      continue;
    i += 1;
    const value = args[i];
    if (value === undefined) return { ...found, lacking: option };
    if (option === '-server') found.server = value;
    if (option === '-timeout') found.timeout = value;
  }
  return found;
}
