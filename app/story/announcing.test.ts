import { describe, expect, it } from 'vitest';
import { History } from '../../worker/trace/history.ts';
import { Tape, threeNodes } from '../../worker/trace/tape.ts';
import { Announcing } from './announcing.ts';

const tape = new Tape()
  .boot(1, 2, 3)
  .act({ do: 'kill', node: 1 })
  .push(2, {
    type: 'finalizing',
    untilLocal: 200,
    vote: { leader: 2, zxid: 0, peerEpoch: 0, electionEpoch: 1 },
  });
const history = new History(threeNodes);
history.append(tape.events);
const story = history.storyUpTo(history.length);
const detail = story.findLast((entry) => entry.weight === 'detail');
const decisive = story.findLast((entry) => entry.weight === 'decisive');

describe('what is read aloud', () => {
  it('is the newest decisive sentence, or the newest of all, or nothing, as is wanted', () => {
    expect(detail?.index).toBeGreaterThan(decisive?.index ?? Infinity);
    expect(new Announcing().next(story, 'decisive', 0)).toEqual({ do: 'say', entry: decisive });
    expect(new Announcing().next(story, 'all', 0)).toEqual({ do: 'say', entry: detail });
    expect(new Announcing().next(story, 'none', 0)).toEqual({ do: 'nothing' });
  });

  it('is at most one sentence every two seconds, and none twice', () => {
    const announcing = new Announcing();
    const first = story.slice(0, 1);
    expect(announcing.next(first, 'all', 500).do).toBe('say');
    expect(announcing.next(first, 'all', 9000)).toEqual({ do: 'nothing' });
    expect(announcing.next(story, 'all', 1700)).toEqual({ do: 'wait', ms: 800 });
    expect(announcing.next(story, 'all', 2500)).toEqual({ do: 'say', entry: detail });
  });
});
