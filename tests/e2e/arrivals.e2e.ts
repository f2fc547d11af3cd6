/**
 * A whole arrival on real parts: twenty people, a guest and somebody without a card come every way there is, much of it
 * goes otherwise than planned, the tablet is without a network, is reloaded and killed; then the list is closed and
 * attested, and what the office holds is compared with what was played.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { IssueTrainerCodeReply } from '../../src/protocol/issue-trainer-code.ts';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import type { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { hoursAndMinutes } from '../../src/app/admin/sessions/formats.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { expectedRows, officeRows, type Played } from '../support/played-day.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { readQrOn } from '../support/read-qr.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const minuteMs = 60_000;
const minuteOf = (at: number): number => Math.floor(at / minuteMs);
const clockTime = (at: number): string =>
  new Date(at).toLocaleTimeString('sv-SE', {
    timeZone: 'Europe/Stockholm',
    hour: '2-digit',
    minute: '2-digit',
  });

test.describe('a whole arrival', () => {
  let world: DoorWorld;
  let tablet: RealChromium;
  let folder: string;
  let guests: readonly BadgeCard[];
  let blockedText: string;
  /** The readable codes as they are on everybody's card now. */
  let codes: ReadonlyMap<string, string>;
  let trainerCode: string;
  let page: Page;
  /** The tablet's first minute at the door: enough ago that somebody can have been there for minutes. */
  let firstAt: number;

  test.beforeAll(async () => {
    world = await startDoorWorld();
    guests = await world.otherCards();
    blockedText = card(19).text;
    await world.office.post('/api/admin/badges/reissue', {
      participant: id(19),
      reason: 'lost',
    });
    codes = new Map(
      (await world.office.badges(world.cohort)).map(({ participant, code }) => [participant, code]),
    );
    const { trainer: name } = world.session;
    trainerCode = (await world.office.post<IssueTrainerCodeReply>('/api/admin/trainers/code', { name })).code;
    folder = mkdtempSync(join(tmpdir(), 'narvaro-arrival-'));
    writeQrVideo(
      join(folder, 'door.y4m'),
      [
        { durationMs: 2500 },
        { text: card(0).text, durationMs: 1600, tiltDeg: 12 },
        { durationMs: 1200 },
        { text: card(1).text, durationMs: 1600, dim: 0.5 },
        { durationMs: 30_000 },
      ],
      { fps: 8 },
    );
    tablet = createRealChromium();
    firstAt = (minuteOf(Date.now()) - 9) * minuteMs;
  });
  test.afterAll(async () => {
    await tablet.end();
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const card = (n: number): BadgeCard => {
    const found = world.cards[n];
    if (found === undefined) throw new Error(`there is no card ${n}`);
    return found;
  };
  const givenName = (n: number): string => card(n).name.replace(/ [^ ]+\.$/, '');
  const id = (n: number): string => card(n).participant;
  const view = (name: string): string => `${world.server.origin}/tillfalle/${world.session.id}/${name}`;
  const stage = (): Locator => page.getByRole('region', { name: 'Kamera' });

  /** The tablet's clock stands at this minute of the arrival; the seconds pass with every act. */
  let seconds = 0;
  const atMinute = async (minute: number): Promise<void> => {
    seconds = 0;
    await page.clock.setFixedTime(firstAt + minute * minuteMs);
    now = minute;
  };
  let now = 0;
  const aMomentLater = async (): Promise<void> => {
    seconds += 1;
    await page.clock.setFixedTime(firstAt + now * minuteMs + seconds * 1000);
  };
  const minute = (n: number): number => minuteOf(firstAt) + n;

  const scan = async (text: string, words: RegExp): Promise<void> => {
    await aMomentLater();
    await scanByReader(page, text);
    await expect(stage()).toContainText(words);
    await aMomentLater();
  };
  /** Two results with the same words follow each other, so the name tells that it is this one's. */
  const scanCard = async (n: number, words = /Incheckad kl\./): Promise<void> => {
    await scan(card(n).text, words);
    await expect(stage()).toContainText(givenName(n));
    await aMomentLater();
  };
  const openDoor = async (): Promise<void> => {
    await page.goto(view('skanna'));
    await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
    await expect(stage()).toContainText(/Håll koden i ringen|Går det inte|Startar kameran/);
  };
  const openList = async (): Promise<void> => {
    await page.goto(view('lista'));
    await expect(page.getByLabel('Sök namn')).toBeVisible();
  };
  /** The one row that this card code finds. */
  const findInList = async (n: number): Promise<void> => {
    await page.getByLabel('Sök namn').fill(codes.get(id(n)) ?? '');
    await expect(page.getByText('1 träff', { exact: true })).toBeVisible();
  };
  const checkInByName = async (n: number): Promise<void> => {
    await aMomentLater();
    await findInList(n);
    await page
      .getByRole('button', { name: /^Checka in / })
      .first()
      .click();
    await expect(page.getByText(/incheckad kl\./).first()).toBeVisible();
    await page.getByLabel('Sök namn').fill('');
  };
  const inSheet = async (n: number, choice: RegExp): Promise<void> => {
    await aMomentLater();
    await findInList(n);
    await page.getByRole('button', { name: /^Ändra för / }).click();
    await page.getByRole('dialog').getByRole('button', { name: choice }).click();
  };

  /** A participant's phone, opened by the badge's address and past the notice. */
  const openPhone = async (context: BrowserContext, n: number): Promise<Page> => {
    const phone = await context.newPage();
    await phone.goto(`${world.server.origin}/B/${card(n).text.slice(-26)}`);
    await phone.getByRole('button', { name: 'Jag har läst, fortsätt' }).click();
    await expect(phone.getByText('Varje prick är en timme')).toBeVisible();
    return phone;
  };
  /** The minute the office has this person in from. */
  const cameInByPhone = async (n: number): Promise<number> => {
    const person = (await world.held()).people.find(({ participant }) => participant === id(n));
    return minuteOf(person?.attendance?.checkedInAt ?? 0);
  };
  const breaksFor = async (phone: Page): Promise<readonly { startsAt: number; endsAt: number }[]> => {
    const reply = await phone.request.get(`${world.server.origin}/api/me`);
    const { hours } = (await reply.json()) as ShowMyPageReply;
    const mine = hours?.sessions.find((session) => session.id === world.session.id);
    return (mine?.breaks ?? []).map((each) => ({ startsAt: each.from, endsAt: each.to }));
  };

  test('[ATT-1, DOOR-1, CLOSE-1, ATTEST-1, CODE-4] twenty people come every way there is, offline, through a reload and a killed browser, and the office holds exactly what was played', async ({
    browser,
  }) => {
    test.setTimeout(420_000);
    const played: Played[] = [];
    const came = (n: number, via: Played['via'], more: Partial<Played> = {}): void =>
      void played.push({ who: id(n), via, stays: [{ in: minute(now) }], ...more });
    const byHand = { remarks: ['by-hand'] } as const;

    page = await tablet.start(fakeCameraFlags(join(folder, 'door.y4m')));
    await enrolTablet(page, await world.tabletLink('Entrén'));
    await waitUntilInstalled(page);
    const [online, offline] = [await browser.newContext(), await browser.newContext()];
    const onlinePhone = await openPhone(online, 9);
    const offlinePhone = await openPhone(offline, 10);
    await waitUntilInstalled(offlinePhone);
    const breaks = await breaksFor(onlinePhone);

    /* Own phone with a network, from the code on the tablet's screen. */
    await page.goto(view('kod'));
    await expect(page.getByRole('img', { name: /Kod att läsa/ })).toBeVisible();
    await onlinePhone.goto(await readQrOn(page));
    await expect(onlinePhone.getByRole('heading', { name: 'Du är incheckad' })).toBeVisible();
    const phoneAt = await cameInByPhone(9);
    expect(Math.abs(phoneAt - minuteOf(Date.now()))).toBeLessThanOrEqual(1);
    played.push({ who: id(9), via: 'phone', stays: [{ in: phoneAt }] });

    await world.server.stop();

    /* Own phone without a network: it saw the code, and cannot send it yet. */
    await offline.setOffline(true);
    const seenAt = minuteOf(Date.now());
    await offlinePhone.goto(await readQrOn(page));
    await expect(offlinePhone.getByRole('heading', { name: 'Telefonen har inget nät' })).toBeVisible();

    /* The camera. */
    await atMinute(0);
    await openDoor();
    for (const n of [0, 1]) {
      await expect(stage()).toContainText(givenName(n), { timeout: 60_000 });
      await expect(stage()).toContainText(/Incheckad kl\./);
      came(n, 'badge');
    }

    /* A hardware scanner, and a card that is shown twice. */
    await atMinute(1);
    for (const n of [2, 3, 4, 14, 16, 17]) {
      await scanCard(n);
      came(n, 'badge');
    }
    await scanCard(14, /redan incheckad/i);

    /* The card's readable code, typed. */
    await aMomentLater();
    await page.getByRole('button', { name: 'Kortets kod' }).click();
    const codeField = page.getByRole('region', { name: 'Kortets kod' });
    await codeField.getByRole('textbox').fill(card(5).code);
    await codeField.getByRole('button', { name: 'Checka in', exact: true }).click();
    await expect(stage()).toContainText(givenName(5));
    came(5, 'code');
    await codeField.getByRole('button', { name: 'Stäng' }).click();

    /* Everything that is not a plain check-in. */
    await atMinute(2);
    await scan(`${world.server.origin}/B/${'0'.repeat(26)}`.toUpperCase(), /finns inte på plattans lista/);
    await stage().getByRole('button', { name: 'Hoppa över' }).click();
    await scan('https://example.se/meny', /annan sorts kod/);
    await scan(blockedText, /spärrat/);
    await stage().getByRole('button', { name: 'Hoppa över' }).click();
    await scan(guests[0]?.text ?? '', /annat tillfälle/);
    await stage()
      .getByRole('button', { name: /^Checka in här ändå/ })
      .click();
    await expect(stage()).toContainText(/Incheckad kl\./);
    played.push({
      who: guests[0]?.participant ?? '',
      via: 'badge',
      stays: [{ in: minute(2) }],
      remarks: ['guest'],
    });
    await scan(guests[1]?.text ?? '', /annat tillfälle/);
    await stage().getByRole('button', { name: 'Checka inte in' }).click();
    await scanCard(11);
    await stage()
      .getByRole('button', { name: /Ångra/ })
      .click();
    await expect(stage()).toContainText('Ångrat');
    for (const n of [12, 13]) await scanCard(n);

    /* The page is loaded anew, still without a network; nobody has gone. */
    await page.reload();
    await openList();
    await expect(
      page.getByText(new RegExp(`· 1[23] av ${world.cards.length + 1} är här`)).first(),
    ).toBeVisible();
    await atMinute(3);
    for (const n of [6, 7, 19]) {
      await checkInByName(n);
      came(n, 'hand', byHand);
    }

    /* Killed in the middle of the queue. */
    await tablet.kill();
    page = await tablet.start(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
    await atMinute(4);
    await openDoor();
    await scanCard(8);
    came(8, 'badge');

    /* On their own at the locked tablet, which only the trainer's code opens. */
    await page.goto(view('sjalv'));
    await page.getByRole('button', { name: 'Lås och börja' }).click();
    await expect(page.getByText('Håll upp din kod.').first()).toBeVisible();
    await aMomentLater();
    await scanByReader(page, card(15).text);
    await expect(page.getByText('Du är incheckad.').first()).toBeVisible();
    came(15, 'kiosk');
    for (let n = 0; n < 5; n += 1) await aMomentLater();
    await expect(page.getByText('Du är incheckad.').first()).toBeHidden();
    await page.getByRole('button', { name: 'Kursledare: lämna självincheckning' }).press('Enter');
    await page.getByLabel('Din kod som kursledare').fill(trainerCode);
    await page.getByRole('button', { name: 'Lås upp' }).click();
    await expect(stage()).toBeVisible();

    /* Somebody without a card, whose name nobody but the office will read. */
    await page.goto(view('lagg-till'));
    await page.getByLabel('Förnamn').fill('Zeinab');
    await page.getByLabel('Efternamn').fill('Qvist Okafor');
    await page.getByLabel('Arbetsplats').fill('Förskolan Linden');
    await page.getByRole('button', { name: 'Lägg till och checka in' }).click();
    await expect(page.getByText(/Tillagd och incheckad kl/).first()).toBeVisible();

    /* Leaving: now, earlier than now, several at once; and coming back. */
    await atMinute(5);
    await openList();
    await inSheet(12, /^Checka ut nu/);
    await expect(page.getByText(/utcheckad kl\./).first()).toBeVisible();
    await inSheet(13, /^Gick tidigare/);
    await page.getByLabel('Klockslag').fill(clockTime(firstAt + 4 * minuteMs).replace(':', '.'));
    await page.getByRole('button', { name: /^Spara att hen gick/ }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    played.push({
      who: id(13),
      via: 'badge',
      stays: [{ in: minute(2), out: minute(4) }],
      remarks: ['by-hand', 'time-by-hand'],
    });
    await atMinute(6);
    await page.getByLabel('Sök namn').fill('');
    await page.getByRole('button', { name: 'Checka ut flera' }).click();
    for (const n of [16, 17])
      await page
        .getByRole('checkbox', { name: new RegExp(card(n).name.replaceAll('.', '\\.')) })
        .first()
        .check();
    await page.getByRole('button', { name: 'Checka ut 2 personer' }).click();
    await expect(page.getByRole('button', { name: 'Checka ut flera' })).toBeVisible();
    await expect(page.getByText(/2\s+personer\s+utcheckade/).first()).toBeVisible();
    for (const n of [16, 17]) {
      const at = played.findIndex(({ who }) => who === id(n));
      played[at] = { who: id(n), via: 'badge', stays: [{ in: minute(1), out: minute(6) }], ...byHand };
    }
    await atMinute(7);
    await inSheet(12, /^Kom tillbaka/);
    await expect(page.getByText(/incheckad kl\./).first()).toBeVisible();
    played.push({
      who: id(12),
      via: 'badge',
      stays: [{ in: minute(2), out: minute(5) }, { in: minute(7) }],
      ...byHand,
    });

    /* Closed and attested without a network; one of the missing was there all the time. */
    const closedAt = Date.now();
    await page.clock.setFixedTime(closedAt);
    await page.goto(view('avsluta'));
    const missing = page
      .getByRole('radiogroup', { name: card(18).name })
      .or(page.getByRole('group', { name: card(18).name }));
    await missing.getByRole('radio', { name: 'Var här', exact: true }).check();
    played.push({
      who: id(18),
      via: 'hand',
      stays: [{ in: minuteOf(world.session.startsAt) }],
      remarks: ['by-hand', 'time-by-hand'],
    });
    await page.getByRole('checkbox', { name: /Jag intygar/ }).check();
    await page.getByLabel('Din kod som kursledare').fill(trainerCode);
    await page.getByRole('button', { name: 'Intyga och avsluta' }).click();
    await expect(page.getByText('Klart. Tack för i dag')).toBeVisible();

    /* The network is back, for the tablet and for the phone. */
    await world.server.start();
    await page.clock.setFixedTime(Date.now());
    await page.goto(`${world.server.origin}/plattan`);
    await page.getByRole('button', { name: /Försök skicka nu/ }).click();
    await expect(page.getByRole('link', { name: /Allt är skickat/ })).toBeVisible({ timeout: 60_000 });
    await offline.setOffline(false);
    await expect(offlinePhone.getByRole('heading', { level: 1 })).toHaveText('Du är incheckad');

    /* It counts from when the code was seen, or from now if that was only a moment ago. */
    const sentAt = await cameInByPhone(10);
    expect(sentAt).toBeGreaterThanOrEqual(seenAt);
    expect(sentAt).toBeLessThanOrEqual(minuteOf(Date.now()));
    played.push({ who: id(10), via: 'phone', stays: [{ in: sentAt }] });

    const session = { ...world.session, breaks, closedAt };
    await expect
      .poll(async () => officeRows(await world.held()), { timeout: 20_000 })
      .toEqual(expectedRows(played, session));
    const held = await world.held();
    expect(held.chains.filter(({ name }) => name === 'Entrén').map(({ state }) => state)).toEqual(['whole']);
    expect(held.chains.every(({ state }) => state === 'whole')).toBe(true);
    expect(held.attested?.trainer).toBe(world.session.trainer);
    expect(held.closing?.at).toBeGreaterThanOrEqual(closedAt);
    expect(held.walkIns.map(({ written }) => written)).toEqual([
      { given: 'Zeinab', family: 'Qvist Okafor', workplace: 'Förskolan Linden' },
    ]);
    expect(held.refusedScans.map(({ reason, participant }) => [reason, participant?.id ?? null])).toEqual([
      ['unknown', null],
      ['blocked', id(19)],
      ['other-session', guests[1]?.participant],
    ]);
    expect(held.session.present).toBe(played.length);

    /* The office's own page says the same. */
    const officeContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(officeContext, world);
    const officePage = await officeContext.newPage();
    await officePage.goto(`${world.server.origin}/admin/tillfallen/${world.session.id}`);
    for (const { given, family, attendance } of held.people.filter((person) => person.attendance !== null)) {
      const row = officePage.getByRole('row', { name: new RegExp(`${given} ${family}`) });
      await expect(row).toContainText(hoursAndMinutes(attendance?.minutes ?? -1).replaceAll('\u00A0', ' '));
    }
    await expect(officePage.getByText('Zeinab Qvist Okafor')).toBeVisible();
    for (const context of [online, offline, officeContext]) await context.close();
  });
});
