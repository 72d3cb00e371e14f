// Three servers of the real ZooKeeper on this machine, as Debian's package `zookeeper` brings them: started, asked who leads,
// stopped, killed. Everything lies in a temporary folder that goes with them. Used by zookeeper-bench.ts with --zookeeper.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JARS = '/usr/share/java';
const jars = [
  ...['zookeeper', 'zookeeper-jute', 'slf4j-api', 'slf4j-nop', 'netty-all'],
  ...['metrics-core', 'snappy-java', 'commons-cli', 'commons-io'],
];
const MEMBERS = 3;
const PATIENCE_MS = 30_000;
const ATTEMPTS = 3;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const POLL_MS = 50;

export function hasZooKeeper(): boolean {
  return existsSync(join(JARS, 'zookeeper.jar'));
}

export interface EnsembleOptions {
  readonly tickTimeMs: number;
  /** Whether a txn is acknowledged only when the disk has it (zookeeper.forceSync). */
  readonly forceSync: boolean;
}

interface Member {
  readonly config: string;
  readonly clientPort: number;
  process: ChildProcess | null;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** So that `exit` is heard, and nothing of Java stays behind. */
function endNow(): void {
  process.exit(1);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

export class RealEnsemble {
  private readonly folder: string;
  private readonly forceSync: boolean;
  private readonly members: Member[];

  private constructor(members: Member[], folder: string, forceSync: boolean) {
    this.members = members;
    this.folder = folder;
    this.forceSync = forceSync;
    process.once('exit', this.stop);
    for (const signal of SIGNALS) process.once(signal, endNow);
  }

  /** Resolves when one leads and the others follow. A port may be taken between finding it and using it: it tries again. */
  static async start(options: EnsembleOptions): Promise<RealEnsemble> {
    for (let attempt = 1; ; attempt += 1) {
      const ensemble = await RealEnsemble.launch(options);
      try {
        await ensemble.leader();
        return ensemble;
      } catch (error) {
        ensemble.stop();
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  private static async launch({ tickTimeMs, forceSync }: EnsembleOptions): Promise<RealEnsemble> {
    const folder = mkdtempSync(join(tmpdir(), 'zookeeper-'));
    const ports: number[] = [];
    for (let i = 0; i < 3 * MEMBERS; i += 1) ports.push(await freePort());
    const servers = Array.from(
      { length: MEMBERS },
      (_, i) => `server.${i + 1}=127.0.0.1:${ports[3 * i + 1] ?? 0}:${ports[3 * i + 2] ?? 0}`,
    );
    const members = Array.from({ length: MEMBERS }, (_, i): Member => {
      const data = join(folder, String(i));
      mkdirSync(data);
      writeFileSync(join(data, 'myid'), String(i + 1));
      const clientPort = ports[3 * i] ?? 0;
      const lines = [
        ...[`tickTime=${tickTimeMs}`, 'initLimit=10', 'syncLimit=5', `dataDir=${data}`],
        ...[`clientPort=${clientPort}`, 'clientPortAddress=127.0.0.1', 'maxClientCnxns=0'],
        ...['admin.enableServer=false', '4lw.commands.whitelist=srvr', ...servers],
      ];
      const config = join(folder, `${i}.cfg`);
      writeFileSync(config, `${lines.join('\n')}\n`);
      return { config, clientPort, process: null };
    });
    const ensemble = new RealEnsemble(members, folder, forceSync);
    members.forEach((_, i) => {
      ensemble.startMember(i);
    });
    return ensemble;
  }

  /** The index of the one that leads, once the others follow. */
  async leader(): Promise<number> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
      const modes = await Promise.all(this.members.map(({ clientPort }) => modeAt(clientPort)));
      const followers = modes.filter((mode) => mode === 'follower').length;
      if (modes.includes('leader') && followers === MEMBERS - 1) return modes.indexOf('leader');
      await pause(POLL_MS);
    }
    throw new Error('The real ZooKeeper does not come up.');
  }

  portOf(index: number): number {
    return this.members[index]?.clientPort ?? 0;
  }

  /** The ports of all others. */
  portsWithout(index: number): readonly number[] {
    return this.members.filter((_, i) => i !== index).map(({ clientPort }) => clientPort);
  }

  signal(index: number, signal: 'SIGKILL' | 'SIGSTOP'): void {
    this.members[index]?.process?.kill(signal);
  }

  /** Ends it for good where it was only stopped, and starts it again. */
  async restart(index: number): Promise<void> {
    const child = this.members[index]?.process;
    if (child?.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    this.startMember(index);
    await this.leader();
  }

  readonly stop = (): void => {
    process.removeListener('exit', this.stop);
    for (const signal of SIGNALS) process.removeListener(signal, endNow);
    for (const { process: child } of this.members) child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  };

  private startMember(index: number): void {
    const member = this.members[index];
    if (member === undefined) return;
    const path = jars.map((jar) => join(JARS, `${jar}.jar`)).join(':');
    const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
    const sync = `-Dzookeeper.forceSync=${this.forceSync ? 'yes' : 'no'}`;
    member.process = spawn('java', ['-Xmx512m', sync, '-cp', path, main, member.config], {
      stdio: 'ignore',
    });
  }
}

/** What `srvr` says of the one behind a port; null when it serves nobody. */
function modeAt(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('connect', () => socket.write('srvr'));
    socket.on('data', (data) => {
      heard += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(/Mode: (\w+)/.exec(heard)?.[1] ?? null);
    });
  });
}
