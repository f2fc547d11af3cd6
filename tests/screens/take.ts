/**
 * Pictures of every screen of the real app with the demo programme, to lay beside the mockups: `npm run screens` writes
 * them and an index.html to screens/.
 *
 *   npm run screens -- [--only part-of-a-name] [--theme light|dark|contrast] [--mockups FOLDER]
 *
 * A picture that cannot be taken does not stop the others: it is told at the end, and the command fails.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { galleryPage, pictureName } from './gallery.ts';
import { officeShots } from './office-shots.ts';
import { phoneShots } from './phone-shots.ts';
import type { Shot } from './shot.ts';
import { createStage, sizes, themes, type PictureTheme, type Stage } from './stage.ts';
import { tabletShots } from './tablet-shots.ts';

const folder = resolve(import.meta.dirname, '../../screens');
const restMs = 400;

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    theme: { type: 'string', multiple: true },
    mockups: { type: 'string' },
  },
});
/** The office before the last of the tablet's, which close the session. */
const allShots: readonly Shot[] = [...phoneShots, ...officeShots, ...tabletShots];
const chosen = allShots.filter(({ name }) => asked.only?.some((part) => name.includes(part)) ?? true);
const chosenThemes = themes.filter((theme) => asked.theme?.includes(theme) ?? true);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Every size of one screen, without going there again: the page itself must follow when the tablet is turned. */
const shoot = async (page: Page, { name, sizes: asSizes }: Shot, theme: PictureTheme): Promise<void> => {
  for (const size of asSizes) {
    await page.setViewportSize(sizes[size]);
    await page.waitForTimeout(restMs);
    const isLong = size === 'phone' && !name.startsWith('t-');
    await page.screenshot({ path: join(folder, pictureName(name, size, theme)), fullPage: isLong });
  }
};

const takeOne = async (stage: Stage, shot: Shot, theme: PictureTheme): Promise<string | undefined> => {
  try {
    await shoot(await shot.go(stage), shot, theme);
    return undefined;
  } catch (error) {
    return `${shot.name} (${theme}): ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  } finally {
    await stage.tidy();
  }
};

const main = async (): Promise<number> => {
  mkdirSync(folder, { recursive: true });
  if (chosen.length === 0 || chosenThemes.length === 0) {
    say('No such picture or theme.');
    return 1;
  }
  const failed: string[] = [];
  for (const theme of chosenThemes) {
    const stage = await createStage(theme);
    try {
      for (const shot of chosen) {
        const problem = await takeOne(stage, shot, theme);
        if (problem !== undefined) failed.push(problem);
        say(`${problem === undefined ? '✓' : '✗'} ${shot.name} ${theme}`);
      }
    } finally {
      await stage.end();
    }
  }
  const taken = new Set(readdirSync(folder));
  const mockups = asked.mockups === undefined ? undefined : resolve(asked.mockups);
  writeFileSync(join(folder, 'index.html'), galleryPage(allShots, taken, mockups));
  for (const problem of failed) say(`✗ ${problem}`);
  say(`${chosen.length * chosenThemes.length - failed.length} taken, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
};

process.exitCode = await main();
