// How cost grows: with nodes, with writes under way, with virtual time. All in the simulator in one process, sizes in turns,
// so that what is compared had the same machine. Called by cli/bench.ts; the clock and the heap's size are handed in.
import { SECOND } from '../base/units.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Machines } from '../world/machines.ts';
import { Simulator } from '../world/simulator.ts';
import { openingRecording } from './opening.ts';
import { Pump } from './pump.ts';
import { atMost, figure, median, type Row } from './row.ts';
import { quietRecording, type Clock } from './simulator-bench.ts';

/** Writes that are timed at once. */
const WRITES = 3000;
const HOUR = 3600 * SECOND;

/** An ensemble in one thread, with a client that keeps so many writes under way. */
class Busy {
  private readonly simulator: Simulator;
  private answers = 0;

  constructor(servers: number, outstanding: number) {
    const load = { op: 'set', outstanding, bytes: 100 } as const;
    const machines: Machines = {
      ...realMachines({ extras: false }),
      client: (config) =>
        new Pump(
          config,
          load,
          () => undefined,
          () => {
            this.answers += 1;
          },
        ),
    };
    const recording = openingRecording(servers, 'leader');
    this.simulator = new Simulator(recording, { machines });
    this.simulator.runTo(recording.until);
  }

  /** Microseconds of wall time, and inputs, a write. */
  run(clock: Clock): { readonly micros: number; readonly inputs: number } {
    const { answers, simulator } = this;
    const { steps } = simulator;
    const began = clock();
    while (this.answers < answers + WRITES) simulator.step(Infinity);
    const written = this.answers - answers;
    return {
      micros: ((clock() - began) * 1000) / written,
      inputs: (simulator.steps - steps) / written,
    };
  }
}

interface Size {
  readonly size: number;
  readonly micros: number[];
  inputs: number;
}

function grown(clock: Clock, repeats: number, sizes: readonly (readonly [number, Busy])[]): Size[] {
  const found = sizes.map(([size]): Size => ({ size, micros: [], inputs: 0 }));
  for (let n = -1; n < repeats; n += 1) {
    sizes.forEach(([, busy], i) => {
      const { micros, inputs } = busy.run(clock);
      const one = found[i];
      // The first round only warms up.
      if (one === undefined || n < 0) return;
      one.micros.push(micros);
      one.inputs = inputs;
    });
  }
  return found;
}

/** The last size beside the first, each divided by its `share`: 1 where cost grows as the work does. */
function growthRow(
  id: string,
  what: string,
  found: readonly Size[],
  share: (s: Size) => number,
): Row {
  const [first] = found;
  const last = found.at(-1);
  const values = (last?.micros ?? []).map(
    (micros, i) =>
      micros / share(last ?? noSize) / ((first?.micros[i] ?? NaN) / share(first ?? noSize)),
  );
  const cells = found.map(
    ({ size, micros, inputs }) => `${size}: ${figure(median(micros))} µs, ${figure(inputs)} inputs`,
  );
  return { id, what, values, must: atMost(1.5), good: atMost(1.1), note: cells.join('; ') };
}

const noSize: Size = { size: NaN, micros: [], inputs: NaN };

/** `heap`: bytes in use once everything that is not needed is collected. */
export function growthRows(clock: Clock, heap: () => number, repeats: number): Row[] {
  const nodes = grown(
    clock,
    repeats,
    [3, 5, 7, 9].map((size) => [size, new Busy(size, 100)] as const),
  );
  const depths = [1, 10, 100, 1000].map((size) => [size, new Busy(3, size)] as const);
  const underWay = grown(clock, repeats, depths);
  return [
    growthRow('N1', 'a write with 9 nodes ÷ with 3, for each node', nodes, ({ size }) => size),
    growthRow('N2', 'a write with 1000 under way ÷ with 1', underWay, () => 1),
    ...hourRows(clock, heap),
  ];
}

/** Eight virtual hours with two writes a second. */
function hourRows(clock: Clock, heap: () => number): Row[] {
  const hours = 8;
  const recording = quietRecording((hours * HOUR) / SECOND);
  const simulator = new Simulator(recording, { machines: realMachines({ extras: false }) });
  const seconds: number[] = [];
  const bytes: number[] = [];
  for (let hour = 1; hour <= hours; hour += 1) {
    const began = clock();
    simulator.runTo(hour * HOUR);
    seconds.push((clock() - began) / 1000);
    bytes.push(heap());
  }
  // The first hour warms up; hours 3 and 4 stand for the beginning, 7 and 8 for the end.
  const early = median(seconds.slice(2, 4));
  const each = seconds.map(figure).join(', ');
  const mega = ((bytes.at(-1) ?? NaN) - (bytes[1] ?? NaN)) / 6 / 1e6;
  return [
    {
      ...{ id: 'N3', what: 'virtual hours 7 and 8 ÷ hours 3 and 4, wall time' },
      values: seconds.slice(6).map((value) => value / early),
      ...{ must: atMost(1.5), good: atMost(1.1), note: `${each} s an hour` },
    },
    {
      ...{ id: 'N4', what: 'heap an hour of virtual time adds, MB, hours 3 to 8' },
      ...{ values: [mega], must: atMost(10), good: atMost(2) },
      note: `7,200 writes an hour, each an action of the recording`,
    },
  ];
}
