/**
 * A film through the real camera path to the trainer's screen and the log: badges held badly, what cannot be read and the
 * hint that comes then, and each outcome with its words and its shape.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { noteResults, resultsOn, type DoorResult } from '../support/door-results.ts';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { writeQrVideo, type Segment } from '../support/qr-video.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { closeSession, enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';

const room = (durationMs: number): Segment => ({ durationMs });

/** One after another, with the empty room between, and a long empty room last: the browser starts the film over. */
const filmOf = (scenes: readonly Omit<Segment, 'durationMs'>[], heldMs = 1500): readonly Segment[] => [
  room(2500),
  ...scenes.flatMap((scene) => [{ ...scene, durationMs: heldMs }, room(1100)]),
  room(20_000),
];

/** Ways to hold a badge up that are read, each with a name for the film's order. */
const readable: readonly Omit<Segment, 'durationMs'>[] = [
  { dim: 0.8, noise: 10 },
  { blur: 3 },
  { sizePx: 75, offsetX: 60 },
  { cracked: true, tiltDeg: 20 },
  { glow: 0.8 },
  { glow: 0.4, glare: 0.35, cracked: true },
  { torn: 0.35 },
];

/** Ways that no reader could tell: too dark, out of focus, too far away, blown out, half of it gone. */
const unreadable: readonly Omit<Segment, 'durationMs'>[] = [
  { dim: 0.97, noise: 6 },
  { blur: 7 },
  { sizePx: 40 },
  { glow: 2.5 },
  { glare: 0.7 },
  { torn: 0.65 },
];

test.describe('badges before the camera', () => {
  test.describe.configure({ mode: 'serial' });

  let world: DoorWorld;
  let tablet: RealChromium;
  let folder: string;
  /** Its person has been given a new one. */
  let blocked: BadgeCard;
  let guest: BadgeCard;

  test.beforeAll(async () => {
    world = await startDoorWorld();
    const last = world.cards.at(-1);
    const [other] = await world.otherCards();
    if (last === undefined || other === undefined) throw new Error('the demo has too few cards');
    [blocked, guest] = [last, other];
    await world.office.post('/api/admin/badges/reissue', { participant: last.participant, reason: 'lost' });
    folder = mkdtempSync(join(tmpdir(), 'narvaro-film-'));
    tablet = createRealChromium();
    const page = await tablet.start();
    await enrolTablet(page, await world.tabletLink('Filmad'));
    await waitUntilInstalled(page);
    await page.goto(`${world.server.origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
    await tablet.kill();
  });
  test.afterAll(async () => {
    await tablet.end();
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The tablet at the door of its session, its camera filming this. */
  const atTheDoor = async (segments: readonly Segment[]): Promise<Page> => {
    const path = join(folder, `${test.info().testId}.y4m`);
    writeQrVideo(path, segments, { fps: 8 });
    const page = await tablet.start(fakeCameraFlags(path));
    await noteResults(page);
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
    return page;
  };
  const card = (n: number): BadgeCard => {
    const found = world.cards[n];
    if (found === undefined) throw new Error(`there is no card ${n}`);
    return found;
  };
  const expectResults = (page: Page, expected: readonly (readonly [DoorResult['shape'], RegExp])[]) =>
    expect
      .poll(() => resultsOn(page), { timeout: 90_000 })
      .toEqual(expected.map(([shape, words]) => ({ shape, words: expect.stringMatching(words) })));
  const cameIn = async (): Promise<readonly (readonly [string, string])[]> =>
    (await world.held()).people
      .flatMap(({ participant, attendance }): [string, string][] =>
        attendance === null ? [] : [[participant, attendance.via]],
      )
      .toSorted();
  /** Why scans gave no check-in, as the office's log has it. */
  const refusals = async (): Promise<readonly string[]> => {
    const { events, people } = await world.held();
    return [...events, ...people.flatMap((person) => person.events)]
      .flatMap(({ reason }) => (reason === null ? [] : [reason]))
      .toSorted();
  };

  test('[SCAN-1] badges held up dim, blurred, far away, on a cracked, a far too bright, a mirroring and a torn surface are all read, once each', async () => {
    const page = await atTheDoor(filmOf(readable.map((look, n) => ({ ...look, text: card(n).text }))));
    await expectResults(
      page,
      readable.map(() => ['circle', /Incheckad kl\. \d\d\.\d\d/] as const),
    );
    const names = readable.map((_look, n) => card(n).name.replace(/ [^ ]+\.$/, ''));
    const shown = await resultsOn(page);
    for (const [n, name] of names.entries()) expect(shown[n]?.words).toContain(name);
    await expect.poll(cameIn).toEqual(readable.map((_look, n) => [card(n).participant, 'badge']).toSorted());
    await tablet.kill();
  });

  test('[SCAN-1, SCAN-4] what is too dark, too blurred, too small, blown out, half gone or not the only one in view is never guessed: nothing is recorded, a hint says what to do, and the next badge is read', async () => {
    const [first, second] = [card(8).text, card(9).text];
    const page = await atTheDoor(
      filmOf([
        ...unreadable.map((look) => ({ ...look, text: first })),
        { text: first, secondText: second, sizePx: 130, perspective: 5 },
        { text: card(10).text },
      ]),
    );
    const camera = page.getByRole('region', { name: 'Kamera' });
    await expect(camera).toContainText('Går det inte? Håll stilla, 20 cm bort, eller sök namn.');
    expect(await resultsOn(page)).toEqual([]);
    await expectResults(page, [['circle', /Incheckad kl\./]]);
    expect((await resultsOn(page))[0]?.words).toContain(card(10).name.replace(/ [^ ]+\.$/, ''));
    const before = readable.map((_look, n) => card(n).participant);
    await expect
      .poll(cameIn)
      .toEqual([...before, card(10).participant].map((who) => [who, 'badge']).toSorted());
    expect(await refusals()).toEqual([]);
    await tablet.kill();
  });

  test('[STAGE-1, DOOR-6] each outcome comes with words and a shape of its own, and the log holds what was refused', async () => {
    const page = await atTheDoor(
      filmOf(
        [
          { text: card(11).text },
          { text: 'https://example.se/meny' },
          { text: `${world.server.origin}/B/${'0'.repeat(26)}`.toUpperCase() },
          { text: blocked.text },
          { text: guest.text },
          { text: card(11).text },
        ],
        1300,
      ),
    );
    await expectResults(page, [
      ['circle', /Incheckad kl\./],
      ['diamond', /Det är en annan sorts kod/],
      ['diamond', /Kortet finns inte på plattans lista/],
      ['octagon', /Kortet är spärrat/],
      ['diamond', /anmäld till ett annat tillfälle/],
      ['circle', /Är redan incheckad.*Inget mer behövs/],
    ]);
    await expect(page.getByText('Att reda ut (3)')).toBeVisible();
    await expect.poll(refusals).toEqual(['blocked', 'other-session', 'unknown']);
    await tablet.kill();
  });

  test('[CLOSE-2] before a closed session the camera is off and the screen says that the list is locked', async () => {
    const page = await atTheDoor(filmOf([{ text: card(12).text }]));
    await expectResults(page, [['circle', /Incheckad kl\./]]);
    await closeSession(page, `${world.server.origin}/tillfalle/${world.session.id}`);
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
    await expectResults(page, [['octagon', /Listan är låst/]]);
    await page.waitForTimeout(6000);
    expect(await page.locator('video').count()).toBe(0);
    expect(await cameIn()).toHaveLength(readable.length + 3);
  });
});
