/**
 * The app as it stands when a picture is taken: one demo, one tablet at the door, one office, and phones, each made when
 * the first picture needs it. Nothing is staged: people are scanned as a hardware scanner types them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { monthBefore, monthOf } from '../../src/domain/time.ts';
import type { IssueTrainerCodeReply } from '../../src/protocol/issue-trainer-code.ts';
import type { ReviewQueueReply, ShowReviewReply } from '../../src/protocol/review.ts';
import { signInBrowser, startDoorWorld } from '../support/door-world.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

export const sizes = {
  tablet: { width: 1180, height: 820 },
  portrait: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const;
export type Size = keyof typeof sizes;
export const themes = ['light', 'dark', 'contrast'] as const;
export type PictureTheme = (typeof themes)[number];

/** Something made once, when it is first asked for. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const letGo = (context: BrowserContext): Promise<void> => context.close();

export type Stage = Awaited<ReturnType<typeof createStage>>;

const startBrowser = async (folder: string): Promise<Browser> => {
  const room = join(folder, 'room.y4m');
  writeQrVideo(room, [{ durationMs: 2000 }], { fps: 4 });
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...fakeCameraFlags(room)],
  });
};

/** A new demo in a new browser, every page of which is shown in this theme. */
export const createStage = async (theme: PictureTheme) => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-screens-'));
  const browser = await startBrowser(folder);
  const world = await startDoorWorld();
  const { origin } = world.server;
  const { trainer } = world.session;
  const code = once(() =>
    world.office.post<IssueTrainerCodeReply>('/api/admin/trainers/code', { name: trainer }),
  );
  const blocked = once(async () => {
    const last = world.cards.at(-1);
    await world.office.post('/api/admin/badges/reissue', { participant: last?.participant, reason: 'lost' });
    return last?.text ?? '';
  });

  /** Pages that serve many pictures, and their own size. */
  const lasting = new Map<Page, Size>();

  const newContext = async (size: Size): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: sizes[size],
      colorScheme: theme === 'dark' ? 'dark' : 'light',
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
    });
    context.setDefaultTimeout(15_000);
    await context.addInitScript((look) => localStorage.setItem('narvaro.theme', look), theme);
    return context;
  };

  /** A tablet of its own, connected, whose results stay until somebody presses. */
  const newTablet = async (name: string): Promise<Page> => {
    await code();
    await blocked();
    const page = await (await newContext('tablet')).newPage();
    await enrolTablet(page, await world.tabletLink(name));
    await waitUntilInstalled(page);
    await page.goto(`${origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
    return page;
  };
  const tablet = once(async () => {
    const page = await newTablet('Bildplatta');
    lasting.set(page, 'tablet');
    return page;
  });

  /** The tablet, on this view of its session. */
  const at = async (view: string): Promise<Page> => {
    const page = await tablet();
    await page.context().setOffline(false);
    await page.goto(`${origin}/tillfalle/${world.session.id}/${view}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const scan = async (page: Page, text: string, words: RegExp): Promise<void> => {
    await scanByReader(page, text);
    await page.getByRole('region', { name: 'Kamera' }).getByText(words).first().waitFor();
  };
  /** Thirteen of the group have come. */
  const arrived = once(async () => {
    const page = await at('skanna');
    for (const { text } of world.cards.slice(0, 13)) await scan(page, text, /kl\. \d\d\.\d\d/);
    await page.keyboard.press('Escape');
  });
  /** The camera's view, with the group come. */
  const atDoor = async (): Promise<Page> => {
    await arrived();
    const page = await at('skanna');
    await page.locator('video').waitFor();
    return page;
  };

  const office = once(async () => {
    const context = await newContext('desktop');
    await signInBrowser(context, world);
    const page = await context.newPage();
    lasting.set(page, 'desktop');
    return page;
  });
  const newPage = async (size: Size, path: string): Promise<Page> => {
    const page = await (await newContext(size)).newPage();
    await page.goto(`${origin}${path}`);
    return page;
  };
  const phones = new Map<string, Page>();
  /** The phone of whoever has this card, opened by the card's address. */
  const phoneOf = async (card: BadgeCard | undefined): Promise<Page> => {
    const text = card?.text ?? '';
    const known = phones.get(text);
    if (known !== undefined) return known;
    const page = await newPage('phone', `/B/${text.slice(-26)}`);
    await page.waitForURL(/\/jag/);
    phones.set(text, page);
    lasting.set(page, 'phone');
    return page;
  };

  /** A session with a remark to decide on. */
  const toReview = once(async () => {
    const { sessions } = await world.office.get<ReviewQueueReply>('/api/admin/review');
    for (const { session } of sessions) {
      const { matters } = await world.office.get<ShowReviewReply>(`/api/admin/review/${session.id}`);
      if (matters[0]?.kind === 'remarks') return session.id;
    }
    throw new Error('the demo has no session with a remark to decide on');
  });
  /** A month that the demo has locked and sent: two before this one. */
  const lockedMonth = (): string => monthBefore(monthBefore(monthOf(Date.now())));

  /** After each picture: networks are back, sizes as they were, and what was opened for one picture alone is closed. */
  const tidy = async (): Promise<void> => {
    for (const context of browser.contexts()) {
      const stays = context.pages().filter((page) => lasting.has(page));
      if (stays.length === 0) await letGo(context);
      else await context.setOffline(false);
    }
    for (const [page, size] of lasting) await page.setViewportSize(sizes[size]);
  };

  return {
    tidy,
    world,
    origin,
    session: `/tillfalle/${world.session.id}`,
    blocked,
    newTablet,
    tablet,
    at,
    atDoor,
    arrived,
    scan,
    office,
    newPage,
    phoneOf,
    toReview,
    lockedMonth,
    trainerCode: async () => (await code()).code,
    end: async () => {
      await Promise.all(browser.contexts().map(letGo));
      await browser.close();
      await world.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
