// WebKitGTK's MiniBrowser by its WebDriver, over HTTP, on a display that nobody sees. Source: W3C WebDriver.
import { spawn, type ChildProcess } from 'node:child_process';
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

export class WebKit implements Driver {
  readonly name = 'WebKitGTK';
  private readonly process: ChildProcess;
  private readonly address: string;
  private session = '';

  private constructor(process: ChildProcess, address: string) {
    this.process = process;
    this.address = address;
  }

  /** `browser`: the path of MiniBrowser. `port` must be free. */
  static async start(browser: string, port: number): Promise<WebKit> {
    const screen = ['-a', '-s', '-screen 0 1600x1200x24'];
    // A group of its own: display, driver and browser end together.
    const process = spawn('xvfb-run', [...screen, 'WebKitWebDriver', `--port=${port}`], {
      detached: true,
      stdio: 'ignore',
    });
    const webkit = new WebKit(process, `http://127.0.0.1:${port}`);
    const isUp = () => webkit.call('GET', '/status').catch(() => null);
    await until(isUp, (answer) => answer !== null, START_MS);
    const options = { binary: browser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const made = await webkit.call('POST', '/session', { capabilities });
    webkit.session = `/session/${(made as { readonly sessionId: string }).sessionId}`;
    await webkit.post('/timeouts', { script: SCRIPT_MS });
    return webkit;
  }

  async open(url: string): Promise<void> {
    await this.post('/url', { url });
  }

  async run(body: string, ...args: readonly unknown[]): Promise<unknown> {
    return outcomeOf(await this.post('/execute/async', { script: scriptOf(body), args }));
  }

  async elements(css: string): Promise<readonly ElementId[]> {
    const found = await this.post('/elements', { using: 'css selector', value: css });
    return (found as readonly unknown[]).map(elementIn);
  }

  async label(element: ElementId): Promise<string> {
    return String(await this.get(`/element/${element}/computedlabel`));
  }

  async text(element: ElementId): Promise<string> {
    return String(await this.run('return args[0].textContent', referenceTo(element)));
  }

  async click(element: ElementId): Promise<void> {
    await this.post(`/element/${element}/click`, {});
  }

  async type(element: ElementId, text: string): Promise<void> {
    await this.post(`/element/${element}/value`, { text });
  }

  async enter(frame: ElementId | null): Promise<void> {
    await this.post('/frame', { id: frame === null ? null : referenceTo(frame) });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.post('/window/rect', { width, height });
    const inner = (await this.run('return [innerWidth, innerHeight]')) as readonly number[];
    const [wide = width, high = height] = inner;
    if (wide === width && high === height) return;
    await this.post('/window/rect', { width: 2 * width - wide, height: 2 * height - high });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(String(await this.get('/screenshot')), 'base64');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    await this.call('DELETE', this.session).catch(() => undefined);
    if (this.process.pid !== undefined) process.kill(-this.process.pid, 'SIGKILL');
    await gone;
  }

  private get(path: string): Promise<unknown> {
    return this.call('GET', this.session + path);
  }

  private post(path: string, body: object): Promise<unknown> {
    return this.call('POST', this.session + path, body);
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(this.address + path, init);
    const { value } = (await response.json()) as { readonly value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { readonly error: string; readonly message: string };
    throw new Error(`${path}: ${error}: ${message}`);
  }
}
