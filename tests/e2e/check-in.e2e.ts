/**
 * The main job on real parts: a tablet enrolled online reads badges through a real camera path with the server gone, the
 * browser is killed, and when both are back the office has exactly what happened at the door.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import type { ShowReviewReply } from '../../src/protocol/review.ts';
import type { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { hoursAndMinutes } from '../../src/app/admin/sessions/formats.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';

const minuteOf = (at: number): number => Math.floor(at / 60_000);

/** Each whole minute from the one that `from` is in, up to the one that `to` is in. */
const minutesBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, minuteOf(to) - minuteOf(from)) }, (_, i) => minuteOf(from) + i);

/** Badges held up one after another: the first twice, more than four seconds apart, then a long empty room. */
const film = (path: string, [first, second, third]: readonly string[]): void => {
  const held = { tiltDeg: 14, perspective: 0.25, motion: 1, sizePx: 190 };
  const badge = (text: string | undefined) => ({
    ...held,
    durationMs: 1700,
    ...(text === undefined ? {} : { text }),
  });
  const room = (durationMs: number) => ({ durationMs });
  writeQrVideo(
    path,
    [
      room(2500),
      badge(first),
      room(900),
      badge(second),
      room(3200),
      badge(first),
      room(900),
      badge(third),
      room(26_000),
    ],
    { fps: 8 },
  );
};

test.describe('the first offline check-in', () => {
  let server: RealServer;
  let office: OfficeClient;
  let tablet: RealChromium;
  let cards: readonly BadgeCard[];
  let folder: string;

  test.beforeAll(async () => {
    server = await startRealServer();
    office = await signInToOffice(server.origin, server.links().admin);
    cards = await office.badges(new URL(server.links().badges).searchParams.get('cohort') ?? '');
    folder = mkdtempSync(join(tmpdir(), 'narvaro-film-'));
    film(
      join(folder, 'door.y4m'),
      cards.slice(0, 3).map(({ text }) => text),
    );
    tablet = createRealChromium();
  });

  test.afterAll(async () => {
    await tablet.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const attendanceAtOffice = async (session: string): Promise<ShowSessionReply> =>
    office.get<ShowSessionReply>(`/api/admin/sessions/${session}`);

  const givenName = (at: number): string => (cards[at]?.name ?? '').replace(/ [^ ]+\.$/, '');

  const expectResult = async (page: Page, words: RegExp, name: string): Promise<void> => {
    const result = page.getByRole('region', { name: 'Kamera' });
    await expect(result).toContainText(words, { timeout: 60_000 });
    await expect(result).toContainText(name);
  };

  test('[DOOR-2] a trainer without a network checks people in by camera, the browser is killed, and the office sees exactly who was there and for how long', async ({
    browser,
  }) => {
    let page = await tablet.start(fakeCameraFlags(join(folder, 'door.y4m')));
    await enrolTablet(page, server.links().tablet);
    await waitUntilInstalled(page);

    await server.stop('SIGKILL');
    await page.goto(`${server.origin}/idag`);
    await page.reload();
    await page
      .getByRole('link', { name: /Börja checka in/ })
      .first()
      .click();
    const session = /tillfalle\/([^/]+)\/skanna/.exec(page.url())?.[1] ?? '';

    await expectResult(page, /Incheckad kl\./, givenName(0));
    await expectResult(page, /Incheckad kl\./, givenName(1));
    await expectResult(page, /redan incheckad/i, givenName(0));
    await expectResult(page, /Incheckad kl\./, givenName(2));
    await page.waitForTimeout(500);
    await page
      .getByRole('region', { name: 'Kamera' })
      .getByRole('button', { name: /Ångra/ })
      .click();
    await expect(page.getByRole('region', { name: 'Kamera' })).toContainText('Ångrat');
    await expect(page.getByRole('complementary', { name: 'Läget' })).toContainText(
      `av ${cards.length} är här`,
    );
    await expect(page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first()).toHaveText('2');

    await tablet.kill();
    page = await tablet.start();
    await page.goto(`${server.origin}/tillfalle/${session}/lista`);
    await expect(page.getByText(`2 av ${cards.length} är här`)).toBeVisible();
    await expect(page.getByRole('link', { name: /sparade på plattan/ })).toBeVisible();

    const scanned = Date.now();
    await expect.poll(() => minuteOf(Date.now()) > minuteOf(scanned), { timeout: 70_000 }).toBe(true);
    await page.goto(`${server.origin}/tillfalle/${session}/avsluta`);
    await page.getByRole('button', { name: 'Avsluta utan att intyga' }).click();
    await expect(page.getByText('Klart. Tack för i dag')).toBeVisible();

    await server.start();
    await page.goto(`${server.origin}/plattan`);
    await page.getByRole('button', { name: /Försök skicka nu/ }).click();
    await expect(page.getByRole('link', { name: /Allt är skickat/ })).toBeVisible({ timeout: 60_000 });

    const held = await attendanceAtOffice(session);
    const present = held.people.filter(({ attendance }) => attendance !== null);
    expect(present.map(({ participant }) => participant).sort()).toEqual(
      [cards[0]?.participant, cards[1]?.participant].sort(),
    );
    const closedAt = held.closing?.at ?? 0;
    const { breaks } = await office.get<ShowReviewReply>(`/api/admin/review/${session}`);
    const isBreak = (minute: number): boolean =>
      breaks.some(({ from, to }) => minute >= minuteOf(from) && minute < minuteOf(to));
    for (const { attendance } of present) {
      expect(attendance?.via).toBe('badge');
      expect(attendance?.isOpen).toBe(false);
      const stayed = minutesBetween(attendance?.checkedInAt ?? 0, closedAt);
      expect(stayed.length).toBeGreaterThan(0);
      expect(attendance?.minutes).toBe(stayed.filter((minute) => !isBreak(minute)).length);
    }
    expect(
      held.people.find(({ participant }) => participant === cards[2]?.participant)?.attendance,
    ).toBeNull();
    expect(held.chains.map(({ state }) => state)).toEqual(['whole']);
    expect(held.session.present).toBe(2);

    const officePage = await browser.newPage();
    await officePage.goto(`${server.origin}/admin/tillfallen/${session}`);
    await officePage.getByLabel('Inloggningsnamn').fill(office.login);
    await officePage.getByLabel('Lösenord', { exact: true }).fill(office.password);
    await officePage.getByRole('button', { name: 'Logga in', exact: true }).click();
    for (const { given, family, attendance } of present) {
      const row = officePage.getByRole('row', { name: new RegExp(`${given} ${family}`) });
      await expect(row).toContainText('Kort');
      await expect(row).toContainText(hoursAndMinutes(attendance?.minutes ?? -1).replaceAll('\u00A0', ' '));
    }
    await officePage.close();
  });
});
