// The surface that the page calls through comlink: one session in this worker, its batches on a port of their own.
// Exposed by director-worker.ts and simulator-worker.ts; called by engine.ts.
import type { Micros, ServerId } from '../base/units.ts';
import { decodeActionDraft, decodeRecording } from '../world/decode.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';
import type { KeyFrame } from './key-frame.ts';
import type { Hearer, MakeRunner, Runner } from './runner.ts';
import { Session, type FrameOptions } from './session.ts';
import type { ActionDraft, Batch, OpenOptions, Pace, PilotName, Windows } from './surface.ts';

export interface Opening {
  /** What batches are marked with. */
  readonly run: number;
  readonly recording: Recording;
  readonly options: OpenOptions;
  /** Batches leave here; every message that comes back says that the page has taken one in. */
  readonly batches: MessagePort;
  /** Where a director asks for the workers of servers; null for one who needs none. */
  readonly yard: MessagePort | null;
  /** Key frames are taken, and leave on `batches` as well; left out where nobody keeps them. */
  readonly frames?: Pick<FrameOptions, 'from'>;
}

type MakeRunnerWith = (
  recording: Recording,
  hearer: Hearer,
  windows: Windows,
  state: RunState | null,
  yard: MessagePort | null,
) => Runner;

export class SessionHost {
  private readonly make: MakeRunnerWith;
  private session: Session | null = null;

  constructor(make: MakeRunnerWith) {
    this.make = make;
  }

  /** Answers as soon as the worker has loaded. */
  hello(): true {
    return true;
  }

  async open({ run, recording, options, batches, yard, frames }: Opening): Promise<void> {
    const decoded = decodeRecording(recording);
    if (!decoded.ok) throw new Error(decoded.why);
    const make: MakeRunner = (played, hearer, windows, state) =>
      this.make(played, hearer, windows, state, yard);
    const post = (batch: Batch): void => {
      batches.postMessage(batch);
    };
    const keep = (frame: KeyFrame): void => {
      batches.postMessage(frame, [frame.bytes.buffer]);
    };
    const kept = frames === undefined ? null : { ...frames, keep };
    const session = new Session(run, decoded.value, options, make, post, kept);
    batches.onmessage = () => {
      session.heard();
    };
    this.session = session;
    await session.start(options);
  }

  play(): void {
    this.current.play();
  }

  pause(shown?: Micros): Promise<void> {
    return this.current.pause(shown);
  }

  setPace(pace: Pace): void {
    this.current.setPace(pace);
  }

  step(): Promise<void> {
    return this.current.step();
  }

  nextEvent(): Promise<void> {
    return this.current.nextEvent();
  }

  act(draft: ActionDraft): Promise<Action> {
    const { ensemble, clients } = this.current.recording();
    const nodes = ensemble.servers + ensemble.observers;
    const decoded = decodeActionDraft(draft, { nodes, clients: clients.map(({ name }) => name) });
    return decoded.ok ? this.current.act(decoded.value) : Promise.reject(new Error(decoded.why));
  }

  fly(name: PilotName | null): void {
    this.current.fly(name);
  }

  recording(): Recording {
    return this.current.recording();
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.current.inspect(node);
  }

  strays(): Promise<number> {
    return this.current.strays();
  }

  restartHost(node: ServerId): Promise<void> {
    return this.current.restartHost(node);
  }

  private get current(): Session {
    if (this.session === null) throw new Error('No run has been opened yet.');
    return this.session;
  }
}
