// The words of a new version, in English. Loaded when there is one; offline-zh-CN.ts is held to this type.

export const offlineEn = {
  ready: 'A new version of the playground is ready. Loading it keeps your run.',
  load: 'Load it now',
  later: 'Later',
};

export type OfflineMessages = typeof offlineEn;
