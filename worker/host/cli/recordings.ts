// `node worker/host/cli/run.mjs recordings`: the seeded recordings of the determinism tests as one JSON array, each with its
// trace hash in the simulator under this Node. Read by e2e/recordings.spec.ts.
import { drawSamples } from '../sample.ts';

process.stdout.write(JSON.stringify(drawSamples()));
