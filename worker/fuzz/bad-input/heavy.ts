// The few inputs that are long rather than odd: names of 100,000 characters, paths of 10,000 levels, data at the limit of
// a packet and far above it, multis of 10,000 operations. Pure; called by inputs.ts. Source: correctness.md 7.1, 7.4.

/** jute.maxbuffer: a larger request costs the connection. */
const MAX_BUFFER = 1_048_575;
/** What a setData of /a carries beside its data: header, path, length and version. */
const BESIDE_DATA = 8 + 4 + 2 + 4 + 4;
const SIXTEEN_MB = 16 * 1_048_576;

export const heavyLines: readonly (() => string)[] = [
  () => `create /${'n'.repeat(100_000)} x`,
  () => `get ${'/d'.repeat(10_000)}`,
  () => `set /a ${'x'.repeat(MAX_BUFFER - BESIDE_DATA - 1)}`,
  () => `set /a ${'x'.repeat(MAX_BUFFER - BESIDE_DATA)}`,
  () => `set /a ${'x'.repeat(MAX_BUFFER - BESIDE_DATA + 1)}`,
  () => `set /a ${'中'.repeat(349_600)}`,
  () => `multi ${'create /m x ; delete /m ; '.repeat(5000)}`,
  () => `multi ${Array.from({ length: 10_000 }, (_, i) => `create /many${i}`).join(' ; ')}`,
  () => `multi ${'check /a ; '.repeat(10_000)}`,
  () => 'get /a\n'.repeat(2000),
  () => `${'"\\\''.repeat(300_000)}`,
  () => `create ${'-s'.repeat(50_000)} /a`,
  () => `set -v ${'9'.repeat(500_000)} /a x`,
  () => `create /acl2 x ${'world:anyone:r,'.repeat(20_000)}`,
];

/** Far beyond every limit: once in a long run, since it is megabytes in every hand. */
export function sixteenMegabytes(): string {
  return `set /a ${'v'.repeat(SIXTEEN_MB)}`;
}
