// The custom element: a frame of the embedded page, and a promise for each request that is sent to it. It holds no
// simulation, so its styles and channels cannot clash with anybody's. Defined by script.ts (one script) and module.ts (npm).
import { readFromFrame } from './hearing.ts';
import type { Command, Fault, Telling, ZabPlaygroundElement } from './types.ts';

/** Parameters of the embedded page that attributes of the same names set. */
const parameters = [
  ...['scenario', 'lesson', 'step', 'panes', 'controls', 'lang', 'speed', 'theme'],
  ...['seed', 'servers', 'observers'],
];
const HEIGHT = '400px';

interface Waiting {
  readonly resolve: (out: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

interface Ready {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Nobody need be waiting for it. */
function makeReady(): Ready {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/**
 * Defines the element; `home` is the address of the embedded page for elements without `src`. Does nothing where
 * there are no custom elements (a site being rendered on a server) or where it is defined already.
 */
export function definePlayground(home: string | null): void {
  if (typeof customElements === 'undefined' || customElements.get('zab-playground')) return;
  ZabPlayground.home = home;
  customElements.define('zab-playground', ZabPlayground);
}

/** The address of the frame for these attributes; null where nobody says where the embedded page is. */
export function frameAddress(
  read: (name: string) => string | null,
  home: string | null,
  page: { readonly href: string; readonly origin: string },
): URL | null {
  const base = read('src') ?? home;
  if (base === null || !URL.canParse(base, page.href)) return null;
  const url = new URL(base, page.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  for (const name of parameters) {
    const value = read(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  // A page without an origin of its own cannot be told from any other: it may watch, not command.
  if (page.origin !== 'null') url.searchParams.set('parent', page.origin);
  return url;
}

/**
 * How the frame is kept in: not at all where the script already runs with the page's own rights, in its own origin where
 * that is another one, and without any origin where the page asks for that.
 */
export function sandboxOf(frame: URL, pageOrigin: string, isolated: boolean): string | null {
  const rights = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads';
  if (isolated) return rights;
  return frame.origin === pageOrigin ? null : `${rights} allow-same-origin`;
}

/** A server that renders a site has no elements; there the class is never made use of. */
const Base = typeof HTMLElement === 'undefined' ? (class {} as typeof HTMLElement) : HTMLElement;

class ZabPlayground extends Base implements ZabPlaygroundElement {
  static home: string | null = null;
  static readonly observedAttributes = [...parameters, 'src', 'isolated', 'height', 'title'];
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #waiting = new Map<number, Waiting>();
  #frame: HTMLIFrameElement | null = null;
  #count = 0;
  #types: readonly string[] = [];
  /** Settles when the frame listens. */
  #ready = makeReady();
  #stale = false;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `:host { display: block; height: ${HEIGHT} } :host([hidden]) { display: none }
       iframe { display: block; box-sizing: border-box; width: 100%; height: 100%; border: 0 }`,
    );
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear);
    this.#load();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    this.#drop('The playground was taken off the page.');
  }

  attributeChangedCallback(name: string): void {
    if (name === 'height') this.#setHeight(null);
    if (name === 'title' && this.#frame !== null) this.#frame.title = this.#title();
    if (name === 'height' || name === 'title' || this.#stale || this.#frame === null) return;
    // Attributes that are set together load the frame once.
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      if (this.isConnected) this.#load();
    });
  }

  async play(): Promise<void> {
    await this.#ask({ do: 'play' });
  }

  async pause(): Promise<void> {
    await this.#ask({ do: 'pause' });
  }

  async step(): Promise<void> {
    await this.#ask({ do: 'step' });
  }

  async seek(at: number): Promise<void> {
    await this.#ask({ do: 'seek', at });
  }

  command(client: string, line: string): Promise<readonly string[]> {
    return this.#ask({ do: 'command', client, line });
  }

  async fault(fault: Fault): Promise<void> {
    await this.#ask({ do: 'fault', ...fault });
  }

  async load(what: { recording: unknown } | { scenario: string }): Promise<void> {
    await this.#ask({ do: 'load', ...what });
  }

  async subscribe(types: readonly string[]): Promise<void> {
    this.#types = types;
    await this.#ask({ do: 'subscribe', types });
  }

  #load(): void {
    this.#drop('The playground was loaded anew.');
    const read = (name: string) => this.getAttribute(name);
    const url = frameAddress(read, ZabPlayground.home, location);
    if (url === null) {
      this.#root.replaceChildren(document.createElement('slot'));
      console.error('<zab-playground>: `src` must be the address of the embedded page.');
      return;
    }
    const frame = document.createElement('iframe');
    const sandbox = sandboxOf(url, location.origin, this.hasAttribute('isolated'));
    if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
    frame.referrerPolicy = 'no-referrer';
    frame.loading = 'lazy';
    frame.title = this.#title();
    frame.src = url.href;
    this.#frame = frame;
    this.#root.replaceChildren(frame);
    this.#setHeight(null);
  }

  /** The frame goes, and with it whatever was asked of it. */
  #drop(why: string): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#ready.reject(new Error(why));
    this.#ready = makeReady();
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  #title(): string {
    return this.getAttribute('title') ?? 'Zab Playground';
  }

  /** `needed`: what the frame asked for, once it has. */
  #setHeight(needed: number | null): void {
    const wanted = this.getAttribute('height');
    if (wanted === 'auto') {
      if (needed !== null) this.style.height = `${needed}px`;
    } else if (wanted !== null && /^\d{1,4}$/.test(wanted)) this.style.height = `${wanted}px`;
  }

  async #ask(command: Command): Promise<readonly string[]> {
    const frame = this.#frame;
    if (frame === null) throw new Error('The playground is not on the page.');
    if (location.origin === 'null')
      throw new Error('A page without an origin of its own may not command the playground.');
    // A frame far below would wait for the reader to come near.
    frame.loading = 'eager';
    await this.#ready.promise;
    this.#count += 1;
    const id = this.#count;
    const answer = new Promise<readonly string[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    // An isolated frame has no origin that could be named.
    const target = this.hasAttribute('isolated') ? '*' : new URL(frame.src).origin;
    frame.contentWindow?.postMessage({ zab: 1, id, ...command }, target);
    return answer;
  }

  readonly #hear = ({ source, data }: MessageEvent<unknown>): void => {
    if (this.#frame === null || source !== this.#frame.contentWindow) return;
    const said = readFromFrame(data);
    if (said === null) return;
    if ('do' in said) {
      this.#tell(said);
      return;
    }
    const waiting = this.#waiting.get(Number(said.re));
    this.#waiting.delete(Number(said.re));
    if (said.ok) waiting?.resolve(said.out ?? []);
    else waiting?.reject(new Error(said.error));
  };

  #tell(telling: Telling): void {
    switch (telling.do) {
      case 'ready':
        this.#ready.resolve();
        if (this.#types.length > 0) void this.subscribe(this.#types).catch(() => undefined);
        this.#fire('zab-ready', null);
        return;
      case 'resize':
        this.#setHeight(telling.height);
        this.#fire('zab-resize', { width: telling.width, height: telling.height });
        return;
      case 'fact':
        this.#fire('zab-fact', { at: telling.at, who: telling.who, fact: telling.fact });
        return;
      case 'error':
        this.#fire('zab-error', telling.error);
    }
  }

  #fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}
