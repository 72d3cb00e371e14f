// How often the picture of a run may change where time runs too fast to be followed: nothing on the page may flash more than
// three times a second (WCAG 2.3.1). A flash is a change and the change back: six pictures a second are the most.
// Pure; called once a frame by showing.svelte.ts.

/** Automatic speed goes no faster; up to here what moves is drawn as smoothly as the screen allows. */
const FOLLOWED = 4;
const PICTURES_A_SECOND = 6;

/**
 * Whether a picture may follow the one drawn at `lastMs` (wall milliseconds). Always while time stands or passes at `rate`
 * virtual seconds a second that can be followed; else once enough of the wall's time has passed.
 */
export function mayDraw(nowMs: number, lastMs: number, rate: number, playing: boolean): boolean {
  return !playing || rate <= FOLLOWED || nowMs - lastMs >= 1000 / PICTURES_A_SECOND;
}
