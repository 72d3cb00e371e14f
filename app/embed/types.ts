// The words between an embedded playground and the page around it, and the element that speaks them. Types alone, without
// imports: protocol.ts and element.ts are checked against them, and the npm package ships this file as its declarations.
// Explained with examples in docs/embedding.md; names as in interface.md, "Embedding".

export type Pane = 'stage' | 'log' | 'tree' | 'terminal' | 'timeline' | 'story';

/** What a reader may use: the transport, the tape, the speed, heal all with undo and reset, the two buttons of a node, everything else that breaks, the way out. */
export type Control = 'play' | 'tape' | 'speed' | 'more' | 'partition' | 'kill' | 'faults' | 'full';

/** The fields each needs are those of an action of a recording (README, "A recording"). */
export type FaultName =
  | 'kill'
  | 'restart'
  | 'partition'
  | 'heal'
  | 'healAll'
  | 'cut'
  | 'join'
  | 'slow'
  | 'reset'
  | 'pause'
  | 'resume'
  | 'disk'
  | 'clock';

export interface Fault {
  readonly fault: FaultName;
  readonly node?: number | undefined;
  /** The ends of a link: a node's number or a client's name. */
  readonly from?: number | string | undefined;
  readonly to?: number | string | undefined;
  readonly value?: unknown;
}

/** What a frame can be asked for. Times are virtual microseconds. */
export type Command =
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  | { readonly do: 'step' }
  | { readonly do: 'seek'; readonly at: number }
  /** Answered when the prompt is back, with the lines that the client printed. */
  | { readonly do: 'command'; readonly client: string; readonly line: string }
  | ({ readonly do: 'fault' } & Fault)
  /** Exactly one of the two. A recording opens paused at its moment. */
  | {
      readonly do: 'load';
      readonly recording?: unknown;
      readonly scenario?: string | undefined;
    }
  /** Replaces what was subscribed to before; an empty list ends it. */
  | { readonly do: 'subscribe'; readonly types: readonly string[] };

/** To the frame. `id` is the caller's own; the answer repeats it. */
export type Request = Command & { readonly zab: 1; readonly id: string | number };

/** From the frame, one for each request that was understood. `error` is a sentence. */
export type Reply = { readonly zab: 1; readonly re: string | number } & (
  | { readonly ok: true; readonly out?: readonly string[] }
  | { readonly ok: false; readonly error: string }
);

export interface ZabFact {
  /** Virtual microseconds. */
  readonly at: number;
  /** 0 is the run itself, 1 to 9 a node, 1001 and up a client. */
  readonly who: number;
  readonly fact: { readonly type: string; readonly [field: string]: unknown };
}

/** From the frame, unasked. Only `ready` and `resize` go to a page that `?parent=` does not name. */
export type Telling =
  | { readonly zab: 1; readonly do: 'ready' }
  /** What the frame needs at its width, in CSS pixels. */
  | { readonly zab: 1; readonly do: 'resize'; readonly width: number; readonly height: number }
  | ({ readonly zab: 1; readonly do: 'fact' } & ZabFact)
  | { readonly zab: 1; readonly do: 'error'; readonly error: string };

/**
 * `<zab-playground>`. Its attributes are the parameters of the embedded page (`scenario`, `lesson`, `step`, `panes`,
 * `controls`, `lang`, `speed`, `theme`, `seed`, `servers`, `observers`); besides them `src` (the address of the embedded
 * page where it is not beside the script), `isolated` (an opaque origin for the frame), `height` (`auto` follows what
 * the frame needs) and `title`. A changed attribute loads the frame anew.
 *
 * Every method resolves when the frame has answered and rejects with its sentence. Events, all of them bubbling:
 * `zab-ready`, `zab-resize`, `zab-fact` (detail: ZabFact), `zab-error` (detail: a sentence).
 */
export interface ZabPlaygroundElement extends HTMLElement {
  play(): Promise<void>;
  pause(): Promise<void>;
  step(): Promise<void>;
  seek(at: number): Promise<void>;
  command(client: string, line: string): Promise<readonly string[]>;
  fault(fault: Fault): Promise<void>;
  load(what: { readonly recording: unknown } | { readonly scenario: string }): Promise<void>;
  subscribe(types: readonly string[]): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'zab-playground': ZabPlaygroundElement;
  }
  interface HTMLElementEventMap {
    'zab-ready': CustomEvent<null>;
    'zab-resize': CustomEvent<{ readonly width: number; readonly height: number }>;
    'zab-fact': CustomEvent<ZabFact>;
    'zab-error': CustomEvent<string>;
  }
}
