// The links between the workers of one run: one BroadcastChannel per directed pair of servers, named after a random run id,
// because a channel reaches every tab, frame and worker of the origin. Used by server-worker.ts and node-worker.ts.
// Nothing is said to be ready before every channel has heard its own echo: a channel that was only constructed may still
// miss what others post (the registration with the browser is asynchronous).
import { present } from '../base/assert.ts';
import type { Participant } from '../base/units.ts';
import type { Envelope } from '../world/item.ts';

/** One end of a named channel. */
export interface Channel {
  post(message: unknown): void;
  /** To be called at most once. */
  listen(hear: (data: unknown) => void): void;
  close(): void;
}

/** In a browser and in Node alike. */
export function openBroadcastChannel(name: string): Channel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => {
      channel.postMessage(message);
    },
    listen: (hear) => {
      channel.onmessage = ({ data }: { readonly data: unknown }) => {
        hear(data);
      };
    },
    close: () => {
      channel.close();
    },
  };
}

export interface WireOptions {
  /** 32 hexadecimal digits, drawn anew for every run and never shown. */
  readonly run: string;
  readonly self: Participant;
  readonly peers: readonly Participant[];
  readonly open: (name: string) => Channel;
  readonly deliver: (envelope: Envelope) => void;
  /** How long a channel may stay deaf before `join` gives up; milliseconds. */
  readonly patienceMs?: number;
}

/** What has passed over the channels of one server since it joined, greetings left out. */
export interface Traffic {
  readonly posted: number;
  readonly heard: number;
  /** Messages that were not envelopes of this run (W15). */
  readonly ignored: number;
}

const ECHO_REPEAT_MS = 20;
const PATIENCE_MS = 5000;

/** Known by its name: an error loses its class on its way between workers. */
export class DeafChannels extends Error {
  override readonly name = 'DeafChannels';

  constructor() {
    super('The channels between workers carry nothing here.');
  }
}

export class Wire {
  private readonly options: WireOptions;
  private readonly outgoing = new Map<Participant, Channel>();
  private readonly incoming: Channel[] = [];
  private ignored = 0;
  private posted = 0;
  private heard = 0;

  constructor(options: WireOptions) {
    this.options = options;
  }

  /** Opens every channel and resolves when each has heard its echo; rejects with a sentence when one stays deaf. */
  async join(): Promise<void> {
    const { run, self, peers, open } = this.options;
    const ears: Promise<void>[] = [];
    for (const peer of peers) {
      this.outgoing.set(peer, open(linkName(run, self, peer)));
      ears.push(this.listen(peer));
    }
    await Promise.all(ears);
  }

  /** One post: all that this server sends to `envelope.to` in this window. */
  post(envelope: Envelope): void {
    const channel = present(this.outgoing.get(envelope.to), `The channel to node ${envelope.to}`);
    this.posted += 1;
    channel.post({ run: this.options.run, envelope });
  }

  get traffic(): Traffic {
    const { posted, heard, ignored } = this;
    return { posted, heard, ignored };
  }

  close(): void {
    for (const channel of [...this.outgoing.values(), ...this.incoming]) channel.close();
    this.outgoing.clear();
    this.incoming.length = 0;
  }

  private listen(peer: Participant): Promise<void> {
    const { run, self, open } = this.options;
    const name = linkName(run, peer, self);
    const ear = open(name);
    const mouth = open(name);
    this.incoming.push(ear);
    const nonce = randomHex();
    return new Promise((resolve, reject) => {
      const say = () => {
        mouth.post({ hello: nonce });
      };
      const repeat = setInterval(say, ECHO_REPEAT_MS);
      const finish = (after: () => void) => {
        clearInterval(repeat);
        clearTimeout(timeout);
        mouth.close();
        after();
      };
      const timeout = setTimeout(() => {
        finish(() => {
          reject(new DeafChannels());
        });
      }, this.options.patienceMs ?? PATIENCE_MS);
      ear.listen((data) => {
        if (helloOf(data) === nonce) finish(resolve);
        else this.hear(peer, data);
      });
      say();
    });
  }

  private hear(peer: Participant, data: unknown): void {
    if (helloOf(data) !== null) return;
    const envelope = readEnvelope(data, this.options.run);
    if (envelope === null || envelope.from !== peer || envelope.to !== this.options.self) {
      this.ignored += 1;
    } else {
      this.heard += 1;
      this.options.deliver(envelope);
    }
  }
}

/** 128 random bits; `crypto.randomUUID` is missing in insecure contexts. */
export function randomHex(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function linkName(run: string, from: Participant, to: Participant): string {
  return `zab/${run}/${from}-${to}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function helloOf(data: unknown): string | null {
  return isRecord(data) && typeof data['hello'] === 'string' ? data['hello'] : null;
}

/** The envelope in a message of this run, or null for anything else: the channel's name is no proof of the sender. */
export function readEnvelope(data: unknown, run: string): Envelope | null {
  if (!isRecord(data) || data['run'] !== run) return null;
  const { envelope } = data;
  return isEnvelope(envelope) ? envelope : null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isEnvelope(value: unknown): value is Envelope {
  if (!isRecord(value)) return false;
  const { from, incarnation, to, number, items } = value;
  if (![from, incarnation, to, number].every(isCount)) return false;
  return Array.isArray(items) && items.every(isItem);
}

function isItem(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, link, n, stamp, plane, target, packet } = value;
  if (typeof link !== 'string' || !isCount(n) || !isCount(stamp)) return false;
  switch (kind) {
    case 'dial':
      return typeof plane === 'string' && isCount(target);
    case 'packet':
      return isRecord(packet) && typeof packet['type'] === 'string';
    default:
      return kind === 'opened' || kind === 'refused' || kind === 'closed';
  }
}
