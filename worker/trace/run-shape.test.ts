import { expect, test } from 'vitest';
import { ensembleOf, settingsOf } from '../world/profiles.ts';
import type { ProfileName } from '../world/recording.ts';
import { shapeOf } from './run-shape.ts';

const profiles: readonly ProfileName[] = ['lan', 'classroom', 'fuzz'];

test.each(profiles)(
  'sentences name the timing that servers of the profile %s run by',
  (profile) => {
    const ensemble = ensembleOf(profile, { servers: 3, observers: 1 });
    const { timing } = shapeOf({ ensemble, clients: [] });
    expect(settingsOf(ensemble, 1)).toMatchObject(timing);
  },
);

test.each(profiles)('settings of its own take the place of those of the profile %s', (profile) => {
  const settings = {
    ...{ tickTimeMs: 7, initLimit: 8, syncLimit: 9, finalizeWaitMs: 10 },
    ...{ minNotificationIntervalMs: 11, maxNotificationIntervalMs: 12 },
  };
  const ensemble = { ...ensembleOf(profile, { servers: 3, observers: 0 }), settings };
  expect(shapeOf({ ensemble, clients: [] }).timing).toEqual(settings);
  expect(settingsOf(ensemble, 1)).toMatchObject(settings);
});
