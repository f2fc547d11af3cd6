/** Which kind of browser a sign-in was made with, in two words: enough to know one's own by, too little to follow anybody. */

const browsers = [
  [/Edg(?:A|iOS)?\//, 'edge'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrome\/|CriOS\//, 'chrome'],
  [/Safari\//, 'safari'],
] as const;

const systems = [
  [/iPhone|iPad/, 'ios'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/Mac OS X/, 'mac'],
  [/CrOS/, 'chromeos'],
  [/Linux/, 'linux'],
] as const;

const firstIn = (table: readonly (readonly [RegExp, string])[], text: string): string =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';

/** `chrome windows`; `other other` for what is not known. */
export const browserKind = (userAgent: string | null): string => {
  const text = (userAgent ?? '').slice(0, 500);
  return `${firstIn(browsers, text)} ${firstIn(systems, text)}`;
};
