// The ids of the scenarios, in the order in which they are offered. They are part of addresses: they stay as they are.
export const scenarioIds = [
  'one-write',
  'partition-leader',
  'partition-follower',
  'kill-leader',
  'leader-dies-before-commit',
  'orphan-trunc',
  'orphan-snap',
  'catch-up',
  'far-behind',
  'stale-read',
  'frozen-leader',
  'two-of-five',
  'three-ways',
  'lock',
  'one-way',
  'lost-tail',
] as const;

export type ScenarioId = (typeof scenarioIds)[number];

export function isScenario(id: string): id is ScenarioId {
  return scenarioIds.some((one) => one === id);
}
