// The words around the QR code in Share, in English. Loaded with it; share-code-zh-CN.ts is held to this type.

export const shareCodeEn = {
  lesson: 'This lesson on other devices',
  scenario: 'This scenario on other devices',
  explains: 'Opens it from its beginning, without this run.',
  alt: (address: string) => `QR code of ${address}`,
  larger: 'Fill the window',
  smaller: 'Smaller again',
};

export type ShareCodeMessages = typeof shareCodeEn;
