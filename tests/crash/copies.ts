/**
 * A tablet's whole browser profile is copied, and both copies are used: the office keeps what each has recorded and
 * tells it, only the log that came first counts, and one code gets the other going (STORE-5, CRASH-8).
 */
import { expect, type Page } from '@playwright/test';
import type { SessionId } from '../../src/domain/ids.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { between, type Random } from '../support/seeded.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { pressIfThere, keptWhole, sendAll } from './kept.ts';
import { startCrashWorld, unit, type CrashWorld, type PlantedPerson } from './office-world.ts';
import { checkedInBy, keptEvents, scanFast, watchShown } from './tablet-browser.ts';

export type CopyFigures = {
  readonly copies: number;
  readonly acknowledged: number;
  readonly wrongs: readonly string[];
};

type Copy = { readonly page: Page; readonly shown: Set<string> };

const perTrial = 9;

const linkFor = async ({ administrator }: CrashWorld, name: string): Promise<string> =>
  (await administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', { name, unit })).link;

const scan = async (
  { office }: CrashWorld,
  { page, shown }: Copy,
  session: SessionId,
  people: readonly PlantedPerson[],
): Promise<void> => {
  watchShown(page, shown);
  await page.goto(`${office.origin}/tillfalle/${session}/skanna`);
  await expect(page.getByRole('region', { name: 'Kamera' })).toBeVisible({ timeout: 60_000 });
  await scanFast(
    page,
    people.map(({ token }) => `${office.origin}/B/${token}`.toUpperCase()),
    20_000,
  );
};

const textsOn = async (page: Page): Promise<readonly string[]> =>
  (await keptEvents(page)).map(({ text }) => text);

const idsOf = (people: readonly PlantedPerson[]): readonly string[] =>
  people.map(({ id }) => id.toUpperCase());

/** Names that are in one and not in the other. */
const missing = (wanted: Iterable<string>, there: ReadonlySet<string>): readonly string[] =>
  [...wanted].filter((name) => !there.has(name));

const presentAt = async ({ stores }: CrashWorld, session: SessionId): Promise<ReadonlySet<string>> =>
  new Set(
    (await stores(({ attendance }) => attendance.ofSession(session))).map(({ participant }) =>
      participant.toUpperCase(),
    ),
  );

const send = async (page: Page, origin: string): Promise<void> => {
  await page.goto(`${origin}/plattan`);
  const button = page.getByRole('button', { name: /Försök skicka nu/ });
  const isSettled = page
    .getByRole('link', { name: /Allt är skickat/ })
    .or(page.getByText(/Plattan behöver anslutas igen|en gammal kopia/));
  await expect(button.or(isSettled).first()).toBeVisible({ timeout: 30_000 });
  await pressIfThere(button);
};

/** The tablet that comes second is told to be connected anew; the first that there is a copy. */
const tellBoth = async (world: CrashWorld, first: Page, second: Page): Promise<void> => {
  await sendAll(first, world.office.origin);
  await send(second, world.office.origin);
  await second.goto(`${world.office.origin}/idag`);
  await expect(second.getByText(/Plattan behöver anslutas igen|en gammal kopia/).first()).toBeVisible({
    timeout: 30_000,
  });
  await first.goto(`${world.office.origin}/idag`);
  await expect(first.getByText('Det finns en kopia av plattan')).toBeVisible({ timeout: 30_000 });
};

/** Whether what the office holds of the tablet is this copy's; only one of them records what is in its own. */
const isFirst = async ({ stores }: CrashWorld, device: string, copy: Page): Promise<boolean> => {
  const held = (await stores(({ logs }) => logs.ofDevice(device, 1, 100_000))).at(-1)?.text ?? '';
  return (await textsOn(copy)).includes(held);
};

/** What the office holds of the tablet: its log, and what was kept apart. */
const heldOf = ({ stores }: CrashWorld, device: string) =>
  stores(async ({ logs }) => ({
    log: (await logs.ofDevice(device, 1, 100_000)).map(({ text }) => text),
    apart: (await logs.forks(device)).flatMap(({ texts }) => JSON.parse(texts) as string[]),
  }));

/** Both copies' events are with the office, the first's as the log, and its list says so. */
const checkHeld = async (
  world: CrashWorld,
  device: string,
  first: readonly string[],
  second: readonly string[],
): Promise<readonly string[]> => {
  const { log, apart } = await heldOf(world, device);
  const { devices } = await world.administrator.get<ListDevicesReply>('/api/admin/devices');
  const held = new Set([...log, ...apart]);
  return [
    ...(JSON.stringify(log) === JSON.stringify(first) ? [] : ['the log is not the first copy’s']),
    ...second.filter((text) => !held.has(text)).map((text) => `lost: ${text} of the second copy`),
    ...((devices.find(({ id }) => id === device)?.forks ?? 0) > 0 ? [] : ['the office’s list does not say']),
  ];
};

/** One code: the copy is a tablet of its own from now on, and nothing it recorded before counts by itself. */
const connectAnew = async (world: CrashWorld, { page }: Copy, name: string): Promise<void> => {
  const code = new URL(await linkFor(world, name)).hash.slice(1);
  await page.goto(`${world.office.origin}/anslut`);
  await page.getByRole('textbox').fill(code);
  await page.getByRole('button', { name: 'Anslut plattan' }).click();
  await page.getByRole('link', { name: 'Till I dag' }).click();
  await expect(page.getByText('Plattan är ansluten igen').first()).toBeVisible({ timeout: 30_000 });
};

type Trial = {
  readonly world: CrashWorld;
  readonly random: Random;
  readonly session: SessionId;
  readonly people: readonly PlantedPerson[];
};

/** Enrols a tablet, has it check two people in, and kills it; now and then before the office has heard of them. */
const recordOnOriginal = async (browser: RealChromium, trial: Trial, shown: Set<string>): Promise<string> => {
  const { world, random, session, people } = trial;
  const page = await browser.start();
  await enrolTablet(page, await linkFor(world, 'Dörren'));
  await waitUntilInstalled(page);
  await page.context().setOffline(random() < 0.5);
  await scan(world, { page, shown }, session, people.slice(0, 2));
  const text = (await textsOn(page))[0] ?? '{}';
  await browser.kill();
  return (JSON.parse(text) as { device: string }).device;
};

const workOnBoth = async (
  trial: Trial,
  device: string,
  one: Copy,
  other: Copy,
): Promise<readonly string[]> => {
  const { world, random, session, people } = trial;
  const wrongs: string[] = [];
  const [own, shared] = [people.slice(2, 4), people.slice(4, 5)];
  await Promise.all([one, other].map(({ page }) => page.context().setOffline(true)));
  await scan(world, one, session, [...own, ...shared]);
  await scan(world, other, session, [...shared, ...people.slice(5, 5 + between(random, 1, 3))]);
  const inTurn = random() < 0.5 ? [one, other] : [other, one];
  for (const { page } of inTurn) {
    await page.context().setOffline(false);
    await send(page, world.office.origin);
  }
  /* A browser also sends in the background, when it thinks best. */
  await expect.poll(async () => (await heldOf(world, device)).apart.length).toBeGreaterThan(0);
  const [first, second] = (await isFirst(world, device, one.page)) ? [one, other] : [other, one];
  const texts = [await textsOn(first.page), await textsOn(second.page)] as const;
  for (const { page, shown } of [first, second]) wrongs.push(...(await keptWhole(page, shown)));
  await tellBoth(world, first.page, second.page);
  wrongs.push(...(await checkHeld(world, device, ...texts)));
  const counted = checkedInBy(texts[0].map((text) => ({ text })));
  const present = await presentAt(world, session);
  wrongs.push(
    ...missing(counted, present).map((name) => `lost: ${name} is not counted`),
    ...missing(present, counted).map((name) => `invented: ${name} is counted`),
  );
  await connectAnew(world, second, 'Dörrens kopia');
  const late = people.slice(8, 9);
  await scan(world, second, session, late);
  await sendAll(second.page, world.office.origin);
  const after = await presentAt(world, session);
  wrongs.push(
    ...missing([...counted, ...idsOf(late)], after).map((name) => `lost: ${name} after one code`),
    ...missing(after, new Set([...counted, ...idsOf(late)])).map(
      (name) => `invented: ${name} after one code`,
    ),
    ...(await checkHeld(world, device, ...texts)),
  );
  return wrongs;
};

/** Copies a tablet `times` times. */
export const copyTablets = async (options: {
  readonly times: number;
  readonly random: Random;
  readonly tell?: (copies: number, acknowledged: number) => void;
}): Promise<CopyFigures> => {
  const { times, random } = options;
  const world = await startCrashWorld({ size: { groups: times, perGroup: perTrial } });
  const wrongs: string[] = [];
  let copies = 0;
  let acknowledged = 0;
  try {
    for (const session of world.sessions.slice(0, times)) {
      const trial = {
        world,
        random,
        session: session.id,
        people: world.people.filter((person) => person.session.id === session.id),
      };
      const original = createRealChromium();
      let copied: RealChromium | undefined;
      try {
        const before = new Set<string>();
        const device = await recordOnOriginal(original, trial, before);
        copied = original.copy();
        const one = { page: await original.start(), shown: new Set(before) };
        const other = { page: await copied.start(), shown: new Set(before) };
        wrongs.push(...(await workOnBoth(trial, device, one, other)));
        acknowledged += new Set([...one.shown, ...other.shown]).size;
      } catch (error) {
        wrongs.push(`stuck: ${String(error)}`);
      } finally {
        await original.end();
        await copied?.end();
      }
      copies += 1;
      options.tell?.(copies, acknowledged);
      if (wrongs.length > 0) break;
    }
    return { copies, acknowledged, wrongs };
  } finally {
    await world.end();
  }
};
