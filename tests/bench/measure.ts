/** What the benches share: spreads of figures, a slowed page, marks of a scan, and words on the way. */
import type { CDPSession, Page } from '@playwright/test';
import { scanByReader } from '../support/tablet-page.ts';

/** So many measured figures, in ms unless said otherwise. */
export type Spread = {
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
};

/** Median, 95th percentile and largest, to a tenth. */
export const spread = (numbers: readonly number[]): Spread => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) /
    10;
  return { n: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
};

/** How many times `b` goes into `a`, to two decimals. */
export const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

/** Slows the page's thread by `rate`, as a weak tablet does; 1 is this machine. */
export const throttle = async (page: Page, rate: number): Promise<CDPSession> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return cdp;
};

/** Tells what is going on, beside the figures. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

type Marks = { readonly decoded: number[]; readonly durable: number[]; readonly shown: number[] };

const marksOf = (page: Page): Promise<Marks> =>
  page.evaluate(() => {
    const of = (name: string): number[] =>
      performance.getEntriesByName(name).map(({ startTime }) => startTime);
    return { decoded: of('narvaro:decoded'), durable: of('narvaro:durable'), shown: of('narvaro:shown') };
  });

/** From a code that is read to a check-in that is durable, and to its result on the screen. */
export const measureScans = async (
  page: Page,
  texts: readonly string[],
): Promise<{ readonly durable: readonly number[]; readonly shown: readonly number[] }> => {
  const durable: number[] = [];
  const shown: number[] = [];
  for (const text of texts) {
    await page.evaluate(() => performance.clearMarks());
    await scanByReader(page, text);
    await page.waitForFunction(() => performance.getEntriesByName('narvaro:shown').length > 0);
    const marks = await marksOf(page);
    const from = marks.decoded[0] ?? Number.NaN;
    durable.push((marks.durable[0] ?? Number.NaN) - from);
    shown.push((marks.shown[0] ?? Number.NaN) - from);
    await page.waitForTimeout(120);
  }
  return { durable, shown };
};

/** Watches for tasks of the page's thread that are longer than 50 ms, from now on and on every page it goes to. */
export const watchLongTasks = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const tasks: { from: number; ms: number }[] = [];
    Object.defineProperty(window, 'longTasks', { value: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ from: startTime, ms: duration });
    }).observe({ type: 'longtask', buffered: true });
  });
};

/** The tasks over 50 ms so far, in ms, that began after `from`. */
export const longTasks = (page: Page, from = 0): Promise<readonly number[]> =>
  page.evaluate(
    (since) =>
      (window as unknown as { longTasks?: { from: number; ms: number }[] }).longTasks
        ?.filter((task) => task.from >= since)
        .map(({ ms }) => ms) ?? [],
    from,
  );
