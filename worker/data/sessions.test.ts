import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCodes } from './errors.ts';
import {
  checkPassword,
  firstSessionId,
  nextSessionId,
  serverOfSession,
  sessionPassword,
  sessionText,
} from './session-ids.ts';
import { SessionTracker } from './session-tracker.ts';

const A = '0100000000000001';
const B = '0200000000000001';
const { SESSIONEXPIRED, SESSIONMOVED, OK } = errorCodes;

describe('session ids', () => {
  test('hold the server, 40 bits of its clock and a count', () => {
    expect(firstSessionId(3, 0x0123456789)).toBe('0301234567890000');
    expect(firstSessionId(1, 0xff0123456789)).toBe('0101234567890000');
    expect(firstSessionId(128, 0)).toBe('8000000000000001');
    expect(serverOfSession('0301234567890000')).toBe(3);
  });

  test('count on over every digit', () => {
    expect(nextSessionId('030123456789ffff')).toBe('03012345678a0000');
    expect(nextSessionId('00ffffffffffffff')).toBe('0100000000000000');
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 2n }), (value) => {
        const id = value.toString(16).padStart(16, '0');
        expect(BigInt(`0x${nextSessionId(id)}`)).toBe(value + 1n);
      }),
    );
  });

  test('are printed without leading zeros', () => {
    expect(sessionText('0301234567890000')).toBe('301234567890000');
    expect(sessionText('0000000000000000')).toBe('0');
  });

  test('have the password that java.util.Random makes of them', () => {
    // From Java: new Random(id ^ 0xB3415C00L).nextBytes(16 bytes).
    expect(sessionPassword('01000c3b2a8f0000')).toBe('c3df3c8094a94d79d9f7dcc0fdc570e4');
    expect(sessionPassword('2000000000000001')).toBe('054cc74a37327db215e702e20c73f005');
    expect(sessionPassword('ffffffffffffffff')).toBe('20f62cb5648dc2d771471c8a2486a9ee');
  });

  test('are had only with their password, and no session is had by nobody', () => {
    expect(checkPassword(A, sessionPassword(A))).toBe(true);
    expect(checkPassword(nextSessionId(A), sessionPassword(A))).toBe(false);
    // Java's generator takes 48 bits: servers that start at the same moment give like passwords.
    expect(sessionPassword(B)).toBe(sessionPassword(A));
    expect(checkPassword('0000000000000000', sessionPassword('0000000000000000'))).toBe(false);
  });
});

describe('the session tracker', () => {
  function tracker(nowMs = 0): SessionTracker {
    return new SessionTracker(2000, new Map([[A, 4000]]), nowMs);
  }

  test('lets a session expire at the first tick after its time-out, not before', () => {
    const sessions = tracker(1);
    expect(sessions.expired(5999)).toEqual([]);
    expect(sessions.expired(6000)).toEqual([A]);
    expect(sessions.expired(60_000)).toEqual([]);
  });

  test('puts the end off with every sign of life', () => {
    const sessions = tracker();
    for (let now = 1000; now < 50_000; now += 1000) {
      expect(sessions.touch(A, 4000, now)).toBe(true);
      expect(sessions.expired(now)).toEqual([]);
    }
  });

  test('never lets a session expire early, nor later than a tick after its time-out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6000 }), { maxLength: 20 }), fc.nat(), (gaps, start) => {
        const sessions = tracker(start);
        let now = start;
        let last = start;
        for (const gap of gaps) {
          now += gap;
          for (const _ of sessions.expired(now)) {
            expect(now - last).toBeGreaterThan(4000);
            return;
          }
          expect(now - last).toBeLessThanOrEqual(6000);
          if (sessions.touch(A, 4000, now)) last = now;
        }
      }),
    );
  });

  test('takes no sign of life and no request of a session that is closing or unknown', () => {
    const sessions = tracker();
    sessions.setClosing(A);
    expect(sessions.touch(A, 4000, 1)).toBe(false);
    expect(sessions.checkSession(A, 1)).toBe(SESSIONEXPIRED);
    expect(sessions.setOwner(A, 1)).toBe(SESSIONEXPIRED);
    expect(sessions.touch(B, 4000, 1)).toBe(false);
    expect(sessions.checkSession(B, 1)).toBe(SESSIONEXPIRED);
    sessions.remove(A);
    expect(sessions.isTracking(A)).toBe(false);
  });

  test('gives a session to the first server that speaks for it, until it moves', () => {
    const sessions = tracker();
    expect(sessions.checkSession(A, 1)).toBe(OK);
    expect(sessions.checkSession(A, 2)).toBe(SESSIONMOVED);
    expect(sessions.setOwner(A, 2)).toBe(OK);
    expect(sessions.checkSession(A, 1)).toBe(SESSIONMOVED);
    expect(sessions.ownerOf(A)).toBe(2);
  });

  test('gives every session its full time-out at a new leader', () => {
    const sessions = new SessionTracker(
      2000,
      new Map([
        [A, 4000],
        [B, 30_000],
      ]),
      100_000,
    );
    expect(sessions.expired(105_999)).toEqual([]);
    expect(sessions.expired(106_000)).toEqual([A]);
    expect(sessions.buckets()).toEqual([[132_000, [B]]]);
    expect(sessions.list().map((session) => session.isClosing)).toEqual([true, false]);
  });

  test('comes back from a capture and goes on the same', () => {
    const sessions = tracker();
    sessions.track(B, 9000, 500);
    sessions.checkSession(B, 3);
    const back = new SessionTracker(2000, new Map(), 0);
    back.restore(
      JSON.parse(JSON.stringify(sessions.capture())) as ReturnType<SessionTracker['capture']>,
    );
    expect(back.list()).toEqual(sessions.list());
    expect(back.expired(7000)).toEqual(sessions.expired(7000));
    expect(back.capture()).toEqual(sessions.capture());
  });
});
