/** The real app in a real Chromium: what it has shown as saved, what its IndexedDB holds, and how it is made to check people in. */
import type { Page } from '@playwright/test';

/** How the page tells what it has shown, through its console. */
const shownMark = 'SHOWN ';

/** Collects everybody the page has called checked in, as they come; what has arrived here was seen before any kill. */
export const watchShown = (page: Page, shown: Set<string>): void => {
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(shownMark)) shown.add(text.slice(shownMark.length));
  });
};

/**
 * Scans these cards one after another, as fast as the page says each is checked in. Comes back when `ms` have passed
 * or no card is left; the page can be killed meanwhile.
 */
export const scanFast = (page: Page, codes: readonly string[], ms: number): Promise<number> =>
  page.evaluate(
    async ({ texts, limit, mark }) => {
      const begun = performance.now();
      const word = (): string | undefined => {
        const stage = document.querySelector('main')?.textContent ?? '';
        return /(P\d+X\d+)\D*?Incheckad/u.exec(stage)?.[1];
      };
      const told = new Set<string>();
      let scanned = 0;
      for (const text of texts) {
        if (performance.now() - begun > limit) break;
        const start = performance.now();
        for (const [n, key] of [...text, 'Enter'].entries()) {
          const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
          Object.defineProperty(press, 'timeStamp', { value: start + n });
          document.dispatchEvent(press);
        }
        scanned += 1;
        while (performance.now() - start < 3000) {
          const name = word();
          if (name !== undefined && !told.has(name)) {
            told.add(name);
            console.log(`${mark}${name}`);
            break;
          }
          await new Promise((wait) => requestAnimationFrame(wait));
        }
        const pace = start + text.length + 20 - performance.now();
        if (pace > 0) await new Promise((wait) => setTimeout(wait, pace));
      }
      return scanned;
    },
    { texts: [...codes], limit: ms, mark: shownMark },
  );

export type KeptEvent = { readonly seq: number; readonly text: string };

/** Every event in the browser's own log, straight from IndexedDB. */
export const keptEvents = (page: Page): Promise<readonly KeptEvent[]> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, failed) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error ?? new Error('failed')));
      });
    const kept: { seq: number; text: string }[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith('narvaro-log-') !== true) continue;
      const db = await answered(indexedDB.open(name));
      const rows: { seq: number; text: string }[] = await answered(
        db.transaction('events').objectStore('events').getAll(),
      );
      db.close();
      for (const { seq, text } of rows) kept.push({ seq, text });
    }
    return kept;
  });

/** Whoever these events check in. */
export const checkedInBy = (events: readonly { readonly text: string }[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ text }) => {
      const event = JSON.parse(text) as { kind: string; participant?: string };
      return event.kind === 'checked-in' && event.participant !== undefined
        ? [event.participant.toUpperCase()]
        : [];
    }),
  );
