import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childPath, isSpecialPath, nodeName, parentPath, upwards, validatePath } from './paths.ts';

describe('validatePath', () => {
  test.each([
    [null, 'Path cannot be null'],
    ['', 'Path length must be > 0'],
    ['a/b', 'Path must start with / character'],
    [' /a', 'Path must start with / character'],
    ['/a/', 'Path must not end with / character'],
    ['//', 'Path must not end with / character'],
    ['/a//b', 'Invalid path string "/a//b" caused by empty node name specified @3'],
    ['/.', 'Invalid path string "/." caused by relative paths not allowed @1'],
    ['/a/./b', 'Invalid path string "/a/./b" caused by relative paths not allowed @3'],
    ['/a/..', 'Invalid path string "/a/.." caused by relative paths not allowed @4'],
    ['/../a', 'Invalid path string "/../a" caused by relative paths not allowed @2'],
    ['/a\0', 'Invalid path string "/a\0" caused by null character not allowed @2'],
    ['/a\tb', 'Invalid path string "/a\tb" caused by invalid character @2'],
    ['/😀', 'Invalid path string "/😀" caused by invalid character @1'],
  ])('refuses %j as ZooKeeper words it', (path, message) => {
    expect(validatePath(path)).toBe(message);
  });

  test.each([
    ...['/', '/...', '/.a', '/a.', '/a..b', '/..a', '/a b', '/a/ /b', '/__proto__', '/0', '/❤'],
    ...['/~', '/\u00a0', '/\ud7ff', '/\uf900', '/\uffef', '/e\u0301'],
  ])('takes %j', (path) => {
    expect(validatePath(path)).toBeNull();
  });

  test('refuses both ends of every forbidden range and takes their neighbours', () => {
    const ranges = [
      [0x01, 0x1f],
      [0x7f, 0x9f],
      [0xd800, 0xf8ff],
      [0xfff0, 0xffff],
    ] as const;
    for (const [low, high] of ranges) {
      for (const code of [low, high])
        expect(validatePath(`/${String.fromCharCode(code)}`)).toMatch(/invalid character @1$/);
      for (const code of [low - 1, high + 1])
        if (code > 0 && code < 0xffff)
          expect(validatePath(`/${String.fromCharCode(code)}`)).toBeNull();
    }
  });

  test('asks of a sequential path with a digit behind it, and shows that digit', () => {
    expect(validatePath('/a/', true)).toBeNull();
    expect(validatePath('/', true)).toBeNull();
    expect(validatePath('/a/.', true)).toBeNull();
    expect(validatePath('/a//', true)).toBe(
      'Invalid path string "/a//1" caused by empty node name specified @3',
    );
  });
});

describe('a path', () => {
  test('is its parent and its name', () => {
    const part = fc.constantFrom('a', 'b c', '0', 'constructor');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const path = `/${parts.join('/')}`;
        expect(childPath(parentPath(path) ?? '', nodeName(path))).toBe(path);
        expect([...upwards(path)]).toHaveLength(parts.length + 1);
        expect([...upwards(path)].at(-1)).toBe('/');
      }),
    );
  });

  test('without a slash has no parent', () => {
    expect(parentPath('nope')).toBeNull();
    expect(parentPath('a/b')).toBe('a');
  });

  test('is special only for the four nodes that ZooKeeper owns', () => {
    expect(['/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config'].every(isSpecialPath)).toBe(
      true,
    );
    expect(isSpecialPath('/zookeeper/quota/a')).toBe(false);
  });
});
