// The story of what people did to the ensemble, and of processes that begin and end. Called by explanation.ts.
// Source: the vocabulary of actions in determinism.md 24.
import { CLIENT_BASE, type Participant } from '../base/units.ts';
import type { ServerOwnFact } from '../server/facts.ts';
import type { WorldFact } from '../world/facts.ts';
import type { Action } from '../world/recording.ts';
import { tell, type Said, type Told } from './story-entry.ts';
import type { End } from './story-params.ts';
import type { NodeView, World } from './world-state.ts';

function nameOf(who: Participant, before: World): End {
  return who > CLIENT_BASE ? (before.clients[who - CLIENT_BASE - 1]?.name ?? String(who)) : who;
}

function sidsOf(...ends: readonly End[]): number[] {
  return ends.filter((end) => typeof end === 'number');
}

function action(act: Action, before: World): Told | null {
  const said = saidOf(act, before);
  if (said === null) return null;
  const nodes = 'node' in act && act.node !== undefined ? [act.node] : [];
  const ends = 'from' in act ? sidsOf(act.from, act.to) : [];
  return tell(act.do === 'command' ? 'detail' : 'decisive', said, [...nodes, ...ends]);
}

function saidOf(act: Action, before: World): Said | null {
  switch (act.do) {
    case 'start':
      return { key: 'started', params: { node: act.node } };
    case 'restart':
      return { key: 'restarted', params: { node: act.node } };
    case 'kill':
      return 'node' in act
        ? { key: 'killed', params: ofNode(act.node, before) }
        : { key: 'clientKilled', params: { client: act.client } };
    case 'partition':
      return { key: 'partitioned', params: ofNode(act.node, before) };
    case 'heal':
      return { key: 'healed', params: { node: act.node } };
    case 'healAll':
      return { key: 'healedAll', params: {} };
    case 'cut':
      return { key: 'cut', params: { from: act.from, to: act.to } };
    case 'join':
      return { key: 'joined', params: { from: act.from, to: act.to } };
    case 'slow':
      return act.value === 1
        ? { key: 'slowEnded', params: { from: act.from, to: act.to } }
        : { key: 'slowed', params: { from: act.from, to: act.to, factor: act.value } };
    case 'reset':
      return { key: 'reset', params: { from: act.from, to: act.to } };
    case 'pause':
      return { key: 'paused', params: { node: act.node } };
    case 'resume':
      return { key: 'resumed', params: { node: act.node } };
    case 'disk':
      return diskSaid(act.node, act.value);
    case 'clock':
      return {
        key: 'clock',
        params: {
          node: act.node,
          percent: (act.value.rate ?? 1000) / 10,
          skewMs: act.value.skewMs ?? 0,
        },
      };
    case 'connect':
      return { key: 'clientStarted', params: { client: act.client, ...addressesOf(act) } };
    case 'close':
      return { key: 'clientClosed', params: { client: act.client } };
    case 'hostCrash':
      return { key: 'hostLost', params: { node: act.node } };
    case 'command':
      // A client's line is told by the client itself, when it runs.
      return 'node' in act ? { key: 'word', params: { node: act.node, line: act.line } } : null;
  }
}

function ofNode(node: number, before: World): { readonly node: number; readonly leader: boolean } {
  return { node, leader: before.leader?.sid === node };
}

function diskSaid(node: number, value: number | 'fail' | 'ok'): Said {
  if (value === 'fail') return { key: 'diskFails', params: { node } };
  if (value === 'ok' || value === 1) return { key: 'diskOk', params: { node } };
  return { key: 'diskSlow', params: { node, factor: value } };
}

function lost(fact: Extract<WorldFact, { type: 'lost' }>, who: Participant, before: World): Told {
  const link = before.links.get(fact.link);
  const other = link === undefined ? who : link.opener === fact.from ? link.target : link.opener;
  const from = nameOf(fact.from, before);
  const to = nameOf(other, before);
  const params = { from, to, count: fact.m - fact.n + 1 };
  return tell('detail', { key: 'lost', params }, sidsOf(from, to));
}

function life(
  fact: Extract<WorldFact | ServerOwnFact, { type: 'booted' | 'crashed' | 'exited' }>,
  view: NodeView,
): Told {
  const node = view.sid;
  switch (fact.type) {
    case 'booted':
      return tell('decisive', { key: 'booted', params: { node, again: fact.incarnation > 1 } }, [
        node,
      ]);
    case 'crashed':
      return tell('decisive', { key: 'crashed', params: { node, why: fact.why } }, [node]);
    case 'exited': {
      const { code, why } = fact;
      return tell('decisive', { key: 'exited', params: { node, code, why } }, [node]);
    }
  }
}

export const explainFault = { action, lost, life };

function addressesOf(action: Extract<Action, { do: 'connect' }>): {
  readonly node: number | null;
  readonly first: number | null;
} {
  const { value } = action;
  const node = action.node ?? null;
  return value === 'all' ? { node: null, first: node } : { node, first: null };
}
