// Plays a recording beside the run under way, in a simulator's worker that is ended afterwards: how the page comes by the
// facts of a branch that is not open. The trace is the same as with a worker for each server. Loaded by engine.ts.
import { transfer, wrap } from 'comlink';
import type { Recording } from '../world/recording.ts';
import { newWorker, prepare } from './page-workers.ts';
import type { Opening, SessionHost } from './session-host.ts';
import type { Batch, Replayed } from './surface.ts';

/** See Engine.replay. */
export async function replay(
  recording: Recording,
  hear: (facts: Replayed) => void,
  stop: AbortSignal,
): Promise<void> {
  await prepare('simulator');
  if (stop.aborted) return;
  const worker = newWorker('simulator', 'zab replay');
  const batches = new MessageChannel();
  try {
    const stopped = new Promise<void>((resolve) => {
      stop.addEventListener('abort', () => resolve());
    });
    const lost = new Promise<never>((_resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || 'A part of the page (a worker) could not be loaded.'));
      };
    });
    const played = new Promise<void>((resolve, reject) => {
      batches.port1.onmessage = ({ data }: MessageEvent<Batch>) => {
        const { events, until, phase, troubles } = data;
        batches.port1.postMessage('heard');
        if (troubles[0] !== undefined) reject(new Error(troubles[0].message));
        hear({ events, until, done: phase === 'ready' });
        if (phase === 'ready') resolve();
      };
    });
    const opening: Opening = {
      ...{ run: 0, recording, batches: batches.port2, yard: null },
      options: { at: recording.until, play: false, pace: 'max' },
    };
    const opened = wrap<SessionHost>(worker).open(transfer(opening, [batches.port2]));
    await Promise.race([Promise.all([opened, played]), lost, stopped]);
  } finally {
    worker.terminate();
    batches.port1.close();
  }
}
