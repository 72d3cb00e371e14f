import { describe, expect, it } from 'vitest';
import { makeZxid } from '../base/zxid.ts';
import { traceJson } from './json.ts';
import { shivizLog } from './shiviz.ts';
import { Tape, clientA, txn } from './tape.ts';
import { eventText } from './text.ts';

const ack = { type: 'ACK', zxid: makeZxid(1, 1) } as const;
const ping = { type: 'PING', zxid: 0 } as const;

function conversation(): Tape {
  return new Tape()
    .open('1.1.1', 1, 2)
    .push(2, { type: 'queued', zxid: makeZxid(1, 1) })
    .send('1.1.1', 1, 2, ping)
    .send('1.1.1', 1, 2, ack)
    .receive('1.1.1', 1, 2, 1)
    .receive('1.1.1', 1, 2, 2)
    .push(clientA, { type: 'typed', line: 'ls /' });
}

describe('exports', () => {
  it('ShiViz gets a clock that joins at every message and counts no pings', () => {
    expect(shivizLog(conversation().events, ['A'])).toBe(
      [
        'node2 {"node2":1}',
        'queued 1.1',
        'node1 {"node1":1}',
        'to node 2: ACK 1.1 on 1.1.1#2',
        'node2 {"node1":1, "node2":2}',
        'received from node 1 1.1.1#2',
        'clientA {"clientA":1}',
        '> ls /',
        '',
      ].join('\n'),
    );
  });

  it('a text has the time, who, and what', () => {
    const tape = new Tape().push(2, { type: 'proposed', txn: txn(1, 1), to: [1, 3] });
    expect(eventText(tape.events[0] ?? { at: 0, who: 0, fact: { type: 'cleared' } }, [])).toBe(
      '   0.000001s  node 2    proposed 1.1 create /1.1 to 1,3',
    );
  });

  it('JSON has a line for each event and leaves the image of a tree out', () => {
    const image = { sessions: [], pages: [], count: 0 };
    const tape = new Tape().push(
      1,
      { type: 'loaded', from: 'disk', zxid: 0, digest: 'd', image },
      { type: 'cleared' },
    );
    expect(traceJson(tape.events)).toBe(
      '{"at":1,"who":1,"fact":{"type":"loaded","from":"disk","zxid":0,"digest":"d"}}\n' +
        '{"at":2,"who":1,"fact":{"type":"cleared"}}\n',
    );
  });
});
