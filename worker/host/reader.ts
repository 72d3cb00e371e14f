// Reads foreign recordings for the page without ever letting one hold it up (correctness.md W16). Called by engine.ts.
import { newWorker, prepare } from './page-workers.ts';
import type { ReadRecording } from './surface.ts';

/** From when the worker has loaded. */
const TIME_MS = 500;

export async function readText(text: string): Promise<ReadRecording> {
  await prepare('reader');
  const worker = newWorker('reader', 'zab reader');
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<ReadRecording>((resolve) => {
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ ok: false, why: 'The recording could not be checked: a worker did not load.' });
      };
      worker.onmessage = ({ data }: MessageEvent<ReadRecording | 'loaded'>) => {
        if (data !== 'loaded') {
          resolve(data);
          return;
        }
        timer = setTimeout(() => {
          resolve({ ok: false, why: 'This recording takes too long to read.' });
        }, TIME_MS);
        worker.postMessage(text);
      };
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
