import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  base64ToBytes,
  byteLength,
  bytesToBase64,
  decodeText,
  encodeText,
  isBase64,
  utf8Bytes,
} from './base64.ts';

describe('base64', () => {
  test('is the same as the platform makes it, and comes back, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = bytesToBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect([...base64ToBytes(text)]).toEqual([...bytes]);
        expect(byteLength(text)).toBe(bytes.length);
        expect(isBase64(text)).toBe(true);
      }),
    );
  });

  test('is whole where long data is put together from slices', () => {
    for (const length of [6143, 6144, 6145, 6146, 18_433]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7919) & 255);
      expect(bytesToBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      const text = 'é中x\u{1f600}'.repeat(length / 5) + 'y'.repeat(length % 7);
      expect(decodeText(encodeText(text)) === text).toBe(true);
    }
  });

  test('of null data has no bytes, as empty data has none', () => {
    expect(byteLength(null)).toBe(0);
    expect(byteLength('')).toBe(0);
    expect(base64ToBytes(null)).toHaveLength(0);
    expect(decodeText(null)).toBe('');
  });

  test('is told from what is none', () => {
    for (const text of ['a', 'ab=c', '****', 'YQ', 'YQ==YQ==']) expect(isBase64(text)).toBe(false);
  });
});

describe('UTF-8', () => {
  test('of well-formed text is what the platform makes of it, and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]);
        expect(decodeText(encodeText(text))).toBe(text);
      }),
    );
  });

  test('of any bytes reads as the platform reads it, replacement characters included', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const lead = fc.constantFrom(0xc1, 0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5, 0x80, 0xbf, 0x41);
    fc.assert(
      fc.property(fc.array(fc.oneof(lead, fc.nat({ max: 255 })), { maxLength: 12 }), (bytes) => {
        const array = Uint8Array.from(bytes);
        expect(decodeText(bytesToBase64(array))).toBe(decoder.decode(array));
      }),
      { numRuns: 2000 },
    );
  });

  test('has a question mark for a lone surrogate, as Java has', () => {
    expect(decodeText(encodeText('a\ud800b'))).toBe('a?b');
  });

  test('survives a megabyte', () => {
    const text = 'é'.repeat(500_000);
    expect(decodeText(encodeText(text))).toBe(text);
    expect(byteLength(encodeText(text))).toBe(1_000_000);
  });
});
