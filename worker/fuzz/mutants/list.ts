// All mutants, in the order of their table (CAUGHT.md). Called by worker/host/cli/mutants.ts.
import { electionMutants } from './election.ts';
import { leaderMutants } from './leader.ts';
import { leaderSyncMutants } from './leader-sync.ts';
import { learnerMutants } from './learner.ts';
import { learnerLogMutants } from './learner-log.ts';
import type { Mutant } from './mutant.ts';
import { serverMutants } from './server.ts';

export const mutants: readonly Mutant[] = [
  ...electionMutants,
  ...leaderMutants,
  ...leaderSyncMutants,
  ...learnerMutants,
  ...learnerLogMutants,
  ...serverMutants,
].flatMap(({ all }) => all);
