/** What Chromium, Firefox and Safari say, in this order, and the build's own words for a style sheet. */
const sayings =
  /failed to fetch dynamically imported module|error loading dynamically imported module|importing a module script failed|is not a valid javascript mime type|unable to preload css/i;

/** Whether a part of the app could not be loaded: it was put aside by a new version, or there is no network (UI-15). */
export const isUnloaded = (thrown: unknown): boolean =>
  thrown instanceof Error && sayings.test(thrown.message);
