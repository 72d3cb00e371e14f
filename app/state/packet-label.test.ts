import { expect, test } from 'vitest';
import { visible, visibleOutput } from './packet-label.ts';

test('output keeps its tabs, and nothing else that cannot be seen', () => {
  expect(visibleOutput('\tget [-s] [-w] path')).toBe('\tget [-s] [-w] path');
  expect(visibleOutput('\t/a\u202eb\t')).toBe('\t/a\\u{202e}b\t');
  expect(visible('a\tb')).toBe('a\\u{9}b');
});
