import { expect, it } from 'vitest';
import { neededHeight, usualPanes } from './needed-height.ts';

it('the usual panes of a frame of 640 pixels need the 400 that the element gives them', () => {
  const height = neededHeight(640, usualPanes);
  expect(height).toBeGreaterThan(380);
  expect(height).toBeLessThan(460);
});

it('more panes need more height until there is room beside the stage', () => {
  const few = neededHeight(640, ['stage']);
  expect(neededHeight(640, ['stage', 'tree'])).toBeGreaterThan(few);
  expect(neededHeight(1200, ['stage', 'tree'])).toBe(neededHeight(1200, ['stage']));
});

it('a page without a stage has a height too', () => {
  expect(neededHeight(640, ['terminal'])).toBeGreaterThan(250);
});
