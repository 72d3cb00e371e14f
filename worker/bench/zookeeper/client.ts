// A client of the real ZooKeeper by its wire protocol (jute): one connection, so many requests under way. Lean on purpose, so
// that the servers are measured and not their client. Used by zookeeper-bench.ts. Source: zookeeper.jute (ConnectRequest,
// RequestHeader, CreateRequest, SetDataRequest, GetDataRequest, ReplyHeader), ZooDefs.OpCode.
import { connect, type Socket } from 'node:net';
import { median } from '../row.ts';

const opCodes = { create: 1, get: 4, set: 5 } as const;
const NODE_EXISTS = -110;

/** Writes big-endian fields one after the other, a length in front. */
class Frame {
  private readonly parts: Buffer[] = [];

  int(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32BE(value);
    this.parts.push(part);
    return this;
  }

  /** Of longs only small ones are sent. */
  long(value: number): this {
    return this.int(value < 0 ? -1 : 0).int(value);
  }

  flag(value: boolean): this {
    this.parts.push(Buffer.from([value ? 1 : 0]));
    return this;
  }

  bytes(value: Buffer): this {
    this.int(value.length);
    this.parts.push(value);
    return this;
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value));
  }

  done(): Buffer {
    const body = Buffer.concat(this.parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length);
    return Buffer.concat([length, body]);
  }
}

export interface RealResult {
  readonly answers: number;
  readonly ms: number;
  readonly p50: number;
}

export class RealClient {
  private readonly socket: Socket;
  private readonly path: string;
  private readonly data: Buffer;
  private rest: Buffer = Buffer.alloc(0);
  private hear: (frame: Buffer) => void = () => undefined;
  private xid = 0;

  private constructor(socket: Socket, path: string, bytes: number) {
    this.socket = socket;
    this.path = path;
    this.data = Buffer.alloc(bytes, 'x');
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      this.onData(data);
    });
  }

  /** A session at one server; rejects where it serves nobody, or not in time. */
  static open(port: number, path: string, bytes: number, timeoutMs = 30_000): Promise<RealClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      const client = new RealClient(socket, path, bytes);
      socket.setTimeout(timeoutMs, () => socket.destroy());
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('The connection was closed.'));
      });
      client.hear = () => {
        resolve(client);
      };
      const password = Buffer.alloc(16);
      const hello = new Frame().int(0).long(0).int(timeoutMs).long(0).bytes(password).flag(false);
      socket.on('connect', () => socket.write(hello.done()));
    });
  }

  /** Makes the znode that is written and read, unless it is there. */
  async create(): Promise<void> {
    const acl = (frame: Frame): Frame => frame.int(1).int(31).text('world').text('anyone');
    const error = await this.once('create', (frame) =>
      acl(frame.text(this.path).bytes(this.data)).int(0),
    );
    if (error !== 0 && error !== NODE_EXISTS) throw new Error(`create answered ${error}.`);
  }

  /** One write; rejects where it is not done. */
  async write(): Promise<void> {
    const error = await this.once('set', (frame) => this.setBody(frame));
    if (error !== 0) throw new Error(`set answered ${error}.`);
  }

  /** Keeps `outstanding` requests under way; the first `warmMs` are not measured. */
  measure(
    op: 'set' | 'get',
    outstanding: number,
    { warmMs, ms }: { readonly warmMs: number; readonly ms: number },
  ): Promise<RealResult> {
    const since = new Map<number, number>();
    const waits: number[] = [];
    const began = performance.now();
    let from = 0;
    const ask = (): Buffer => {
      const frame = this.request(op, (body) =>
        op === 'set' ? this.setBody(body) : body.text(this.path).flag(false),
      );
      since.set(this.xid, performance.now());
      return frame;
    };
    return new Promise((resolve, reject) => {
      this.socket.once('close', () => {
        reject(new Error(`The connection was closed with ${since.size} requests under way.`));
      });
      this.hear = (frame) => {
        const now = performance.now();
        if (now - began >= warmMs) {
          if (from === 0) from = now;
          waits.push(now - (since.get(frame.readInt32BE(0)) ?? NaN));
        }
        since.delete(frame.readInt32BE(0));
        const over = from > 0 && now - from >= ms;
        if (!over) this.socket.write(ask());
        else if (since.size === 0)
          resolve({ answers: waits.length, ms: now - from, p50: median(waits) });
      };
      this.socket.write(Buffer.concat(Array.from({ length: outstanding }, ask)));
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private once(op: keyof typeof opCodes, body: (frame: Frame) => Frame): Promise<number> {
    return new Promise((resolve, reject) => {
      this.socket.once('close', () => {
        reject(new Error('The connection was closed.'));
      });
      this.hear = (frame) => {
        resolve(frame.readInt32BE(12));
      };
      this.socket.write(this.request(op, body));
    });
  }

  private request(op: keyof typeof opCodes, body: (frame: Frame) => Frame): Buffer {
    this.xid += 1;
    return body(new Frame().int(this.xid).int(opCodes[op])).done();
  }

  private setBody(frame: Frame): Frame {
    return frame.text(this.path).bytes(this.data).int(-1);
  }

  private onData(data: Buffer): void {
    this.rest = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    let at = 0;
    while (this.rest.length - at >= 4) {
      const length = this.rest.readInt32BE(at);
      if (this.rest.length - at - 4 < length) break;
      const frame = this.rest.subarray(at + 4, at + 4 + length);
      at += 4 + length;
      this.hear(frame);
    }
    this.rest = this.rest.subarray(at);
  }
}
