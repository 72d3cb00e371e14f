// A client process as a machine: zkCli with its connection. Built by worker/world for every action `connect`. Inputs of
// links and timers go to the connection (connection/); typed lines become programs (zkcli/) that ask and are answered.
// Source: ZooKeeperMain, MyWatcher; determinism.md 4 and 21.
import { drawInteger } from '../base/draw.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { Input, Machine } from '../base/ports.ts';
import type { LinkId, Micros, ServerId, SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { WatchedEvent } from '../data/model.ts';
import type { ClientPacket } from '../data/wire.ts';
import { makeClientState, type ClientState } from './client-state.ts';
import type { ApiCall, ClientCommand } from './command.ts';
import type { ClientConfig } from './config.ts';
import {
  isConnected,
  type CnxnPort,
  type CnxnTimer,
  type Finished,
} from './connection/cnxn-state.ts';
import { Effects, type ClientEffect, type ClientPlanePacket } from './effects.ts';
import type { ClientFact, KeeperState } from './facts.ts';
import { Opener } from './opener.ts';
import { ProgramRunner } from './program-runner.ts';

/** What a person may see of a client (`inspect`). */
export interface ClientView {
  /** The prompt that zkCli would show now. */
  readonly prompt: string;
  /** A command runs, or waits for its turn. */
  readonly busy: boolean;
  readonly sessionId: SessionId | null;
  readonly password: string | null;
  /** The server that serves it; null while there is none. */
  readonly server: ServerId | null;
  /** The status that zkCli would exit with now: that of its last command. */
  readonly exitCode: number;
  /** What the last API call gave. */
  readonly answer: Packed;
}

type ClientInput = Input<ClientPlanePacket, ClientCommand>;

export class Client implements Machine<ClientPlanePacket, ClientCommand, never, ClientFact> {
  private readonly state: ClientState;
  private readonly effects: Effects;
  private readonly opener: Opener;
  private readonly runner: ProgramRunner;

  /** With `captured` it goes on from there. */
  constructor(config: ClientConfig, captured?: Packed) {
    this.state =
      captured === undefined ? makeClientState(config) : (unpack(captured) as ClientState);
    this.effects = new Effects(this.state.tail);
    const port = new Port(config, this.state, this.effects, () => this.runner);
    this.opener = new Opener(config, this.state, port);
    this.runner = new ProgramRunner(config, this.state, this.effects, this.opener);
  }

  step(now: Micros, _wallMs: WallMillis, input: ClientInput): readonly ClientEffect[] {
    return this.during(now, () => {
      this.handle(input);
    });
  }

  /** One API call on the own session, after what was typed before; its result becomes `answer` of `inspect`. */
  call(now: Micros, api: ApiCall): readonly ClientEffect[] {
    return this.during(now, () => {
      this.runner.enqueue({ what: 'api', api });
    });
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): ClientView {
    const { cnxn, running, queue, next, answer } = this.state;
    return {
      prompt: this.runner.prompt(),
      busy: running !== null || queue.length > next,
      sessionId: cnxn?.sessionId ?? null,
      password: cnxn?.password ?? null,
      server: cnxn !== null && cnxn.link !== null && isConnected(cnxn.states) ? cnxn.server : null,
      exitCode: this.state.shell.exitCode,
      answer,
    };
  }

  private during(now: Micros, act: () => void): readonly ClientEffect[] {
    if (this.state.exited) return [];
    this.effects.begin(now);
    act();
    this.runner.settle();
    const effects = this.effects.end();
    this.state.tail = this.effects.out.tail;
    return effects;
  }

  private handle(input: ClientInput): void {
    const cnxn = this.opener.current;
    switch (input.kind) {
      case 'boot':
        this.runner.enqueue({ what: 'boot' });
        break;
      case 'command':
        if (input.command.do === 'type') this.type(input.command.line);
        else this.runner.closeFromOutside();
        break;
      case 'opened':
        cnxn?.onOpened(input.link);
        break;
      case 'refused':
      case 'closed':
        cnxn?.onGone(input.link);
        break;
      case 'received':
        cnxn?.onReceived(input.link, input.packet);
        break;
      case 'timer':
        if (input.id === 'command') this.runner.hear({ kind: 'timeout' });
        else cnxn?.onTimer(input.id);
        break;
      case 'synced':
      case 'diskFailed':
        break;
    }
  }

  /** What was pasted may be several lines, ended as any system ends them. */
  private type(text: string): void {
    for (const line of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n'))
      this.runner.enqueue({ what: 'line', line });
  }
}

/** What the connection asks of the client around it. */
class Port implements CnxnPort {
  private readonly config: ClientConfig;
  private readonly state: ClientState;
  private readonly effects: Effects;
  private readonly runner: () => ProgramRunner;

  constructor(
    config: ClientConfig,
    state: ClientState,
    effects: Effects,
    runner: () => ProgramRunner,
  ) {
    this.config = config;
    this.state = state;
    this.effects = effects;
    this.runner = runner;
  }

  get now(): Micros {
    return this.effects.now;
  }

  draw(purpose: string, low: number, high: number): number {
    this.state.draws += 1;
    const { seed, who, incarnation } = this.config;
    return drawInteger(low, high, seed, who, incarnation, purpose, this.state.draws);
  }

  dial(address: string): { readonly link: LinkId; readonly server: ServerId } | null {
    // A server may have another port by now than the one it started with: its host is what finds it.
    const host = hostOf(address);
    const found = this.config.addresses.find((each) => hostOf(each.address) === host);
    if (found === undefined) return null;
    this.state.dials += 1;
    const link = `${this.config.who}.${this.config.incarnation}.${this.state.dials}`;
    this.effects.dial(link, found.sid, address);
    return { link, server: found.sid };
  }

  send(link: LinkId, packet: ClientPacket): void {
    this.effects.send(link, packet);
  }

  hangUp(link: LinkId): void {
    this.effects.hangUp(link);
  }

  setTimer(id: CnxnTimer, at: Micros): void {
    this.effects.setTimer(id, at);
  }

  clearTimer(id: CnxnTimer): void {
    this.effects.clearTimer(id);
  }

  tell(fact: ClientFact): void {
    this.effects.tell(fact);
  }

  finished(tag: number, result: Finished): void {
    this.runner().hear({ kind: 'finished', tag, result });
  }

  closed(): void {
    this.runner().hear({ kind: 'closed' });
  }

  /** MyWatcher.process: a block of four lines, unless `printwatches` is off. */
  watched(state: KeeperState, event: WatchedEvent | null, zxid: Zxid): void {
    this.effects.tell({ type: 'notified', state, event, zxid });
    if (state === 'SyncConnected' && event === null) this.runner().hear({ kind: 'connected' });
    if (!this.state.shell.printWatches) return;
    const text = `WatchedEvent state:${state} type:${event?.type ?? 'None'} path:${event?.path ?? 'null'}`;
    this.effects.tell({ type: 'printed', lines: ['', 'WATCHER::', '', text], watcher: true });
  }
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':'));
}
