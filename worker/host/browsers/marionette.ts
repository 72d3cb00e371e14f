// Firefox by Marionette, the protocol that it speaks by itself: JSON over TCP, each message with its length before it.
// Source: remote/doc/marionette of Firefox; the commands are WebDriver's.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  elementIn,
  outcomeOf,
  referenceTo,
  SCRIPT_MS,
  scriptOf,
  until,
  type Driver,
  type ElementId,
} from './driver.ts';

const START_MS = 60_000;

interface Answer {
  readonly error: { readonly error: string; readonly message: string } | null;
  readonly result: unknown;
}

/** One connection: numbered commands, each answered once. */
class Wire {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private bytes = Buffer.alloc(0);
  private count = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (more) => {
      this.bytes = Buffer.concat([this.bytes, more]);
      while (this.takeOne());
    });
  }

  async send(name: string, parameters: object = {}): Promise<unknown> {
    this.count += 1;
    const id = this.count;
    const text = Buffer.from(JSON.stringify([0, id, name, parameters]));
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    });
    const { error, result } = answer;
    if (error !== null) throw new Error(`${name}: ${error.error}: ${error.message}`);
    return result;
  }

  end(): void {
    this.socket.destroy();
  }

  private takeOne(): boolean {
    const colon = this.bytes.indexOf(':');
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.bytes.subarray(0, colon).toString());
    if (this.bytes.length < end) return false;
    const message = JSON.parse(this.bytes.subarray(colon + 1, end).toString()) as unknown;
    this.bytes = this.bytes.subarray(end);
    // The first message is a greeting.
    if (Array.isArray(message)) {
      const [, id, error, result] = message as [number, number, Answer['error'], unknown];
      this.waiting.get(id)?.({ error, result });
      this.waiting.delete(id);
    }
    return true;
  }
}

export class Firefox implements Driver {
  readonly name = 'Firefox';
  private readonly process: ChildProcess;
  private readonly profile: string;
  private readonly wire: Wire;

  private constructor(process: ChildProcess, profile: string, wire: Wire) {
    this.process = process;
    this.profile = profile;
    this.wire = wire;
  }

  /** `port` must be free. */
  static async start(binary: string, port: number): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'zab-firefox-'));
    const preferences = { 'marionette.port': port, 'intl.accept_languages': 'en-US' };
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    const process = spawn(
      binary,
      ['--headless', '--marionette', '--no-remote', '--profile', profile],
      { stdio: 'ignore' },
    );
    const socket = await until(
      () => dial(port),
      (found) => found !== null,
      START_MS,
    );
    if (socket === null) throw new Error('Firefox cannot be reached.');
    const firefox = new Firefox(process, profile, new Wire(socket));
    await firefox.wire.send('WebDriver:NewSession', { capabilities: {} });
    await firefox.wire.send('WebDriver:SetTimeouts', { script: SCRIPT_MS });
    return firefox;
  }

  async open(url: string): Promise<void> {
    await this.wire.send('WebDriver:Navigate', { url });
  }

  async run(body: string, ...args: readonly unknown[]): Promise<unknown> {
    return outcomeOf(
      await this.ask('WebDriver:ExecuteAsyncScript', { script: scriptOf(body), args }),
    );
  }

  async elements(css: string): Promise<readonly ElementId[]> {
    const parameters = { using: 'css selector', value: css };
    const found = await this.wire.send('WebDriver:FindElements', parameters);
    return (found as readonly unknown[]).map(elementIn);
  }

  async label(id: ElementId): Promise<string> {
    return String(await this.ask('WebDriver:GetComputedLabel', { id }));
  }

  async text(id: ElementId): Promise<string> {
    return String(await this.run('return args[0].textContent', referenceTo(id)));
  }

  async click(id: ElementId): Promise<void> {
    await this.wire.send('WebDriver:ElementClick', { id });
  }

  async type(id: ElementId, text: string): Promise<void> {
    await this.wire.send('WebDriver:ElementSendKeys', { id, text });
  }

  async enter(frame: ElementId | null): Promise<void> {
    const id = frame === null ? null : referenceTo(frame);
    await this.wire.send('WebDriver:SwitchToFrame', { id });
  }

  async resize(width: number, height: number): Promise<void> {
    const inner = 'return [outerWidth - innerWidth, outerHeight - innerHeight]';
    const [wider = 0, taller = 0] = (await this.run(inner)) as readonly number[];
    const rect = { width: width + wider, height: height + taller };
    await this.wire.send('WebDriver:SetWindowRect', rect);
  }

  async screenshot(): Promise<Buffer> {
    const image = await this.ask('WebDriver:TakeScreenshot', { full: false });
    return Buffer.from(String(image), 'base64');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.wire.end();
    this.process.kill('SIGKILL');
    await gone;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private async ask(name: string, parameters: object): Promise<unknown> {
    const answer = await this.wire.send(name, parameters);
    return (answer as { readonly value: unknown }).value;
  }
}

function dial(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(null);
    });
  });
}
