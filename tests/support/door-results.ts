/** Writes down every result the scan view shows, in order, so that a film may run faster than a test can look. */
import type { Page } from '@playwright/test';

/** The outline of the mark a result stands on; no two kinds of answer share one with the same colour (DESIGN §6). */
export type MarkShape = 'circle' | 'diamond' | 'octagon' | 'none';
export type DoorResult = { readonly shape: MarkShape; readonly words: string };

/** Notes results from the page's next load on. */
export const noteResults = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const seen: { shape: string; words: string }[] = [];
    Object.assign(window, { doorResults: seen });
    const shapeOf = (result: Element): string => {
      for (const element of result.querySelectorAll('span, div')) {
        if (element.querySelector(':scope > svg') === null) continue;
        const { borderRadius, clipPath, transform } = getComputedStyle(element);
        if (clipPath.startsWith('polygon')) return 'octagon';
        if (borderRadius === '50%') return 'circle';
        if (transform !== 'none' && Math.abs(new DOMMatrix(transform).b) > 0.5) return 'diamond';
      }
      return 'none';
    };
    let shown: Element | undefined;
    const look = (): void => {
      const result = document.querySelector('section[aria-label] [class*="_result_"]');
      if (result === null || result === shown) return;
      shown = result;
      const words = result instanceof HTMLElement ? result.innerText.replaceAll(/\s+/g, ' ') : '';
      seen.push({ shape: shapeOf(result), words });
    };
    const begin = (): void =>
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
    else begin();
  });
};

/** What has been shown since the page was loaded, oldest first. */
export const resultsOn = (page: Page): Promise<readonly DoorResult[]> =>
  page.evaluate(() => (window as unknown as { doorResults: DoorResult[] }).doorResults);
