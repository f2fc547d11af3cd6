/** Holds a page to what everybody must be able to use: axe’s rules, no scrolling sideways, focus that can be seen. */
import type { BrowserContext, Page } from '@playwright/test';
import axe from 'axe-core';
import type { Language } from '../../src/app/text/languages.ts';
import type { ThemeSetting } from '../../src/app/ui/theme/theme.tsx';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong, a line each; empty when nothing is. Put into a page once: the pages have no frames. */
export const axeProblems = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    if (document.querySelector('iframe, frame') !== null) return ['a frame, which is not looked into'];
    const { axe: rules } = window as unknown as { axe: typeof axe };
    const { violations } = await rules.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '', html }) =>
        `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${failureSummary.split('\n').slice(1, 3).join(' ').trim()}`.trim(),
      ),
    );
  }, tags);
};

/** How many pixels of the page are beyond its right edge. */
export const pixelsTooWide = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** Which elements reach beyond the right edge, to find out why a page is too wide. */
export const tooWide = async (page: Page): Promise<readonly string[]> => {
  if ((await pixelsTooWide(page)) <= 0) return [];
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 6)
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${Math.round(element.getBoundingClientRect().right)}`,
      ),
  );
};

/**
 * Texts that large letters have squeezed into a column too narrow to read (fewer than four letters a line), or pushed
 * out of the box they stand in.
 */
export const squeezed = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const problems: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const parent = node.parentElement;
      if (text.length < 5 || parent === null || parent.closest('.sr-only, [hidden], svg, pre') !== null)
        continue;
      const isHidden = [parent, parent.parentElement, parent.closest('thead')].some(
        (around) => (around?.getBoundingClientRect().width ?? 99) <= 1,
      );
      if (isHidden) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      const lines = new Set(rects.map(({ top }) => Math.round(top))).size;
      if (lines > 1 && text.length / lines < 4)
        problems.push(`squeezed: ${text.slice(0, 40)} (${lines} lines)`);
      const box = parent.getBoundingClientRect();
      const { overflowX, display } = getComputedStyle(parent);
      const isBoxed = display !== 'inline' && overflowX === 'visible' && box.width > 1;
      if (isBoxed && rects.some(({ right }) => right > box.right + 2))
        problems.push(`out of its box: ${text.slice(0, 40)}`);
    }
    return problems;
  });

/** Theme and language as a person has chosen them, from the next page on. */
export const choose = async (
  page: Page,
  look: { readonly theme?: ThemeSetting; readonly language?: Language },
): Promise<void> => {
  await page.evaluate(({ theme, language }) => {
    if (theme !== undefined) {
      localStorage.setItem('narvaro.theme', theme);
      document.documentElement.dataset['theme'] = theme;
    }
    if (language !== undefined) localStorage.setItem('narvaro.language', language);
  }, look);
};

/** The page’s text twice as large, as a person who sets the browser’s text size has it. */
export const enlargeText = (page: Page, percent: number): Promise<void> =>
  page.evaluate((size) => {
    document.documentElement.style.fontSize = `${size}%`;
  }, percent);

/** A browser window in which nothing moves, so that a colour is looked at when it has come to rest. */
export const stillContext = { reducedMotion: 'reduce', colorScheme: 'light' } as const;

/** The name of what has focus, and whether it can be seen that it has. */
export const focused = (page: Page): Promise<{ readonly name: string; readonly isVisible: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', isVisible: false };
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return {
      name: element.getAttribute('aria-label') ?? element.textContent,
      isVisible: hasOutline || boxShadow !== 'none',
    };
  });

/** Presses Tab until something with this name has focus; answers every stop whose focus could not be seen. */
export const tabTo = async (page: Page, name: RegExp, most = 60): Promise<readonly string[]> => {
  const unseen: string[] = [];
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop.isVisible) unseen.push(stop.name);
    if (name.test(stop.name)) return unseen;
  }
  throw new Error(`Tab never came to ${String(name)}`);
};

/** Closes a context whatever state it is in. */
export const closeQuietly = (context: BrowserContext): Promise<void> =>
  context.close().catch(() => undefined);
