import { describe, expect, it } from 'vitest';
import { hostConnected, makeHostProvider, nextHost, parseConnectString } from './connect-string.ts';

describe('parseConnectString', () => {
  it.each([
    [' a:5 , ,b', ['a:5', 'b:2181'], null],
    ['h:2181/', ['h:2181'], null],
    ['h:2181/app/x', ['h:2181'], '/app/x'],
    ['[::1]:5,[::2]', ['::1:5', '::2:2181'], null],
    ['a:', ['a:2181'], null],
  ])('reads %j', (text, addresses, chroot) => {
    expect(parseConnectString(text)).toEqual({ ok: true, value: { addresses, chroot } });
  });

  it.each([
    ['', 'A HostProvider may not be empty!'],
    ['a:b', 'For input string: "b"'],
    ['a:99999', 'port out of range:99999'],
    ['h:1/a/', 'Path must not end with / character'],
    ['[::1', "[::1 starts with '[' but has no matching ']'"],
    ['[::1]:', "[::1]: doesn't have a port after colon."],
    ['[::1]x', '[::1]x does not have : after ]'],
  ])('refuses %j with the words of the constructor', (text, message) => {
    expect(parseConnectString(text)).toMatchObject({ ok: false, thrown: { message } });
  });
});

describe('the host provider', () => {
  it('gives every server once before it waits, and then starts behind the last that answered', () => {
    const hosts = makeHostProvider(['a', 'b', 'c'], 1);
    const first = [nextHost(hosts), nextHost(hosts)];
    hostConnected(hosts);
    const again = [nextHost(hosts), nextHost(hosts), nextHost(hosts)];
    expect(new Set([...first, again[0]].map((each) => each?.address)).size).toBe(3);
    expect([...first, ...again].map(({ wait }) => wait)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(again[2]?.address).toBe(first[1]?.address);
  });

  it('shuffles by its key alone', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const orders = Array.from({ length: 40 }, (_, key) =>
      makeHostProvider(all, key).addresses.join(''),
    );
    expect(makeHostProvider(all, 7).addresses.join('')).toBe(orders[7]);
    expect(new Set(orders.map((order) => order[0])).size).toBe(5);
  });
});
