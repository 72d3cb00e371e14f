// What is taken over from Java: the order of its hash tables, its numbers, its dates.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { javaDate } from './java-date.ts';
import { capacityOfCopy, concurrentOrder, hashOrder } from './java-hash.ts';
import { parseInt32, parseInt64 } from './java-integers.ts';
import { doubleText, splitText, splitTrimmed, tenDigits, trimText } from './java-text.ts';

describe('hashOrder', () => {
  test('is the order in which the real server listed watched paths', () => {
    expect(hashOrder(['/absent', '/w'], 16)).toEqual(['/w', '/absent']);
  });

  test('does not depend on the order of coming', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 40 }), (texts) => {
        expect(hashOrder(texts.toReversed(), 16)).toEqual(hashOrder(texts, 16));
        expect(hashOrder(texts, 16).toSorted()).toEqual(texts.toSorted());
      }),
    );
  });

  test('puts single letters in order of their codes, in a table that is large enough', () => {
    const letters = Array.from('qwertyuiopasdfghjklzxcvbnm');
    expect(hashOrder(letters, 64).join('')).toBe('abcdefghijklmnopqrstuvwxyz'.slice(0, 26));
  });

  test('copies a set into the smallest table that holds it', () => {
    expect([0, 1, 2, 3, 5, 6, 12].map(capacityOfCopy)).toEqual([1, 2, 4, 8, 8, 16, 32]);
  });
});

describe('concurrentOrder', () => {
  test('leaves those of one place in the order of their coming, as the real mntr lists namespaces', () => {
    const came = ['zookeeper', 'a', 'ab', 'c', 't', 'm', 'b1', 'b2'];
    const listed = ['b2', 'a', 'ab', 'c', 'zookeeper', 't', 'm', 'b1'];
    expect(concurrentOrder(came)).toEqual(listed);
    expect(concurrentOrder(['t', 'zookeeper'])).toEqual(['t', 'zookeeper']);
  });
});

describe('numbers', () => {
  test('are taken as Integer.parseInt takes them', () => {
    expect(parseInt32('+7')).toBe(7);
    expect(parseInt32('-2147483648')).toBe(-(2 ** 31));
    for (const text of ['', ' 1', '1 ', '0x1', '1e3', '2147483648', '--1'])
      expect(parseInt32(text)).toBeNull();
  });

  test('are taken as Long.parseLong takes them', () => {
    expect(parseInt64('9223372036854775807')).toBe(2n ** 63n - 1n);
    expect(parseInt64('9223372036854775808')).toBeNull();
    expect(parseInt64('+1')).toBe(1n);
  });

  test('are printed with ten digits, the sign among them', () => {
    expect(tenDigits(7)).toBe('0000000007');
    expect(tenDigits(2147483647)).toBe('2147483647');
    expect(tenDigits(-5)).toBe('-000000005');
    expect(tenDigits(-2147483648)).toBe('-2147483648');
  });

  test('are printed as doubles', () => {
    expect([0, 3, 0.5, 1.3333, 0.001].map(doubleText)).toEqual([
      '0.0',
      '3.0',
      '0.5',
      '1.3333',
      '0.001',
    ]);
    expect(doubleText(0.0001)).toBe('1.0E-4');
    expect(doubleText(0.00025)).toBe('2.5E-4');
  });
});

describe('texts', () => {
  test('are split without trailing empty parts', () => {
    expect(splitText('a:b::', ':')).toEqual(['a', 'b']);
    expect(splitText(':b', ':')).toEqual(['', 'b']);
    expect(splitText('', ':')).toEqual(['']);
    expect(splitText(':', ':')).toEqual([]);
    expect(splitTrimmed(' a ,, b', ',')).toEqual(['a', 'b']);
    expect(trimText('\t a\u00a0 \n')).toBe('a\u00a0');
  });
});

describe('javaDate', () => {
  test('prints the epoch as Java does', () => {
    expect(javaDate(0)).toBe('Thu Jan 01 00:00:00 UTC 1970');
  });

  test('agrees with the calendar of the platform for any time of four millennia', () => {
    const end = Date.UTC(4000, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: -end, max: end }), (timeMs) => {
        const [day, date, month, year, clock] = new Date(timeMs)
          .toUTCString()
          .replace(',', '')
          .split(' ');
        const sign = new Date(timeMs).getUTCFullYear();
        expect(javaDate(timeMs)).toBe(
          `${day} ${month} ${date} ${clock} UTC ${sign < 1000 ? sign : year}`,
        );
      }),
    );
  });
});
