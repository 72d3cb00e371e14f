// The families of checks, made once for each checker and shared by those that feed them facts.
import { DeliveryChecks } from './delivery.ts';
import { DurabilityChecks } from './durability.ts';
import { ElectionChecks } from './election.ts';
import { EpochChecks } from './epochs.ts';
import { HistoryChecks } from './history.ts';
import type { Docket } from './invariants.ts';
import { LogChecks } from './logs.ts';
import { MessageChecks } from './messages.ts';
import type { Model } from './model.ts';
import { RecoveryChecks } from './recovery.ts';
import { SessionChecks } from './sessions.ts';

export interface Families {
  readonly epochs: EpochChecks;
  readonly delivery: DeliveryChecks;
  readonly durability: DurabilityChecks;
  readonly recovery: RecoveryChecks;
  readonly logs: LogChecks;
  readonly election: ElectionChecks;
  readonly messages: MessageChecks;
  readonly sessions: SessionChecks;
  readonly history: HistoryChecks;
}

export function newFamilies(model: Model, docket: Docket): Families {
  return {
    epochs: new EpochChecks(model, docket),
    delivery: new DeliveryChecks(model, docket),
    durability: new DurabilityChecks(model, docket),
    recovery: new RecoveryChecks(model, docket),
    logs: new LogChecks(model, docket),
    election: new ElectionChecks(docket),
    messages: new MessageChecks(model, docket),
    sessions: new SessionChecks(docket),
    history: new HistoryChecks(docket, model.shape.clients),
  };
}
