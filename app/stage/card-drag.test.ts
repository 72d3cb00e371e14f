import { expect, it } from 'vitest';
import { dragMeaning } from './card-drag.ts';
import { layoutStage } from './layout.ts';

const { places, centre } = layoutStage(800, 600, [1, 2, 3], []);

it('a card pulled outward by more than a shake is cut off, pulled inward it is healed', () => {
  const top = places.get(1)!;
  expect(dragMeaning(top, centre, { x: 0, y: -60 }, false)).toBe('partition');
  expect(dragMeaning(top, centre, { x: 0, y: -20 }, false)).toBe(null);
  expect(dragMeaning(top, centre, { x: 0, y: 60 }, false)).toBe(null);
  expect(dragMeaning(top, centre, { x: 0, y: 60 }, true)).toBe('heal');
  expect(dragMeaning(top, centre, { x: 0, y: -60 }, true)).toBe(null);
});

it('a single card, which stands beside the meter, can be pulled away from it', () => {
  const alone = layoutStage(800, 600, [1], []);
  const [place] = alone.places.values();
  expect(dragMeaning(place!, alone.centre, { x: 0, y: -80 }, false)).toBe('partition');
});
