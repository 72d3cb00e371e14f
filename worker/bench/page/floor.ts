// Runs the commit floor (floor-worker.ts) once: the reference of the write path. Called on the bench page, by name.
import type { FloorAnswer, FloorLoad, FloorOrder, FloorResult } from './floor-worker.ts';
import floorUrl from './floor-worker.ts?worker&url';

const PATIENCE_MS = 10_000;

export async function floor(members: number, load: FloorLoad): Promise<FloorResult> {
  const run = `floor ${crypto.randomUUID()}`;
  const workers = Array.from({ length: members }, () => new Worker(floorUrl, { type: 'module' }));
  try {
    await Promise.all(
      workers.map((worker, self) => ask(worker, { kind: 'join', setup: { run, self, members } })),
    );
    const [leader] = workers;
    if (leader === undefined) throw new Error('A floor needs a member.');
    const answer = await Promise.race([ask(leader, { kind: 'lead', load }), late(load)]);
    if (answer.kind !== 'done') throw new Error('The floor answered out of turn.');
    return answer.result;
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

function ask(worker: Worker, order: FloorOrder): Promise<FloorAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FloorAnswer>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(order);
  });
}

function late({ warmMs, ms }: FloorLoad): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(
      () => {
        reject(new Error('The floor does not get on.'));
      },
      warmMs + ms + PATIENCE_MS,
    );
  });
}
