/**
 * What a trainer does on a tablet, for browsers that only run expressions inside a page: found by the words on the
 * screen, as a person finds it.
 */

export type ScriptedPage = {
  readonly goTo: (url: string) => Promise<void>;
  /** Runs an expression that may make a promise, and answers what it came to. */
  readonly evaluate: (expression: string) => Promise<unknown>;
};

const waitMs = 45_000;
const lookEveryMs = 100;

/** While a page changes, what is looked for may not be there: that is an answer too. */
const quiet = (expression: string): string =>
  `(async () => { try { return await (${expression}); } catch { return null; } })()`;

const until = async (page: ScriptedPage, what: string, expression: string): Promise<unknown> => {
  const endsAt = Date.now() + waitMs;
  for (;;) {
    const found = await page.evaluate(quiet(expression)).catch(() => undefined);
    if (found !== undefined && found !== null && found !== false && found !== '') return found;
    if (Date.now() > endsAt) {
      const text = await page.evaluate('document.body.innerText').catch(String);
      throw new Error(`never came: ${what}\nthe page says:\n${String(text).slice(0, 1500)}`);
    }
    await new Promise((wait) => setTimeout(wait, lookEveryMs));
  }
};

/** Waits until the page says this. */
export const see = async (page: ScriptedPage, words: RegExp): Promise<void> =>
  void (await until(
    page,
    String(words),
    `${String(words)}.test(document.body.innerText.replace(/\\s+/g, ' '))`,
  ));

/** Waits for a button or link with this name, and presses it. */
export const press = async (page: ScriptedPage, name: RegExp): Promise<void> =>
  void (await until(
    page,
    `a button or link ${String(name)}`,
    `(() => {
      const named = [...document.querySelectorAll('button, a[href]')].find((element) =>
        ${String(name)}.test((element.getAttribute('aria-label') ?? element.innerText).trim()) &&
        element.getAttribute('aria-disabled') !== 'true' && element.getClientRects().length > 0);
      named?.click();
      return named !== undefined;
    })()`,
  ));

/** Goes through enrolment from the link the office gave, to Today. */
export const enrolScripted = async (page: ScriptedPage, link: string): Promise<void> => {
  await page.goTo(link);
  await press(page, /^Fortsätt utan hemskärm$/);
  await press(page, /^Anslut plattan$/);
  await press(page, /^Hoppa över tills vidare$/);
  await press(page, /^Skydda minnet$/);
  await press(page, /^Fortsätt$/);
  await see(page, /är hämtade/);
  await press(page, /^Till I dag$/);
  await see(page, /checka in/);
};

/** Waits until the app has drawn something of its own. */
export const seeStarted = async (page: ScriptedPage): Promise<void> =>
  void (await until(
    page,
    'a page that has started',
    `document.querySelector('.not-started') === null && document.querySelector('h1') !== null`,
  ));

/** Waits until the app is on the tablet and starts without a network. */
export const waitUntilKept = async (page: ScriptedPage): Promise<void> =>
  void (await until(
    page,
    'a service worker in charge',
    `(async () => { await navigator.serviceWorker.ready; return navigator.serviceWorker.controller !== null; })()`,
  ));

/** Checks in the first so many of the list by hand, and answers their names as the list has them. */
export const checkInByHand = async (page: ScriptedPage, count: number): Promise<readonly string[]> => {
  const names: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const name = await until(
      page,
      'somebody to check in',
      `(() => {
        const button = document.querySelector('button[aria-label^="Checka in "]');
        button?.click();
        return button?.getAttribute('aria-label').slice('Checka in '.length);
      })()`,
    );
    names.push(String(name));
    await until(
      page,
      `${String(name)} in`,
      `document.querySelector('button[aria-label=${JSON.stringify(`Ändra för ${String(name)}`)}]') !== null`,
    );
  }
  return names;
};
