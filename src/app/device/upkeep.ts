/**
 * What a tablet sees to while nobody waits: the room that is left, the log that may grow shorter, files to hand in, and
 * the marker that tells what this tablet was. Loaded after the first view; nothing at the door depends on it.
 */
import * as z from 'zod/mini';
import { dayOf } from '../../domain/time.ts';
import type { DeviceDatabase, SettingsStore } from './database.ts';
import { handInWaiting, keepFile } from './hand-in-queue.ts';
import type { AskServer, DeviceIdentity } from './identity.ts';
import { keepJournal } from './journal.ts';
import { readMarker, writeMarker } from './marker.ts';
import { orphanLogs } from './orphan-logs.ts';
import { rescueFileOf } from './rescue-file.ts';
import { tellSpace } from './space.ts';
import { lookAtRoom, outlookOf } from './storage-room.ts';
import type { Tablet } from './tablet.ts';

export type UpkeepDeps = {
  readonly database: DeviceDatabase;
  readonly tablet: Tablet;
  readonly asking: AskServer;
  readonly clock: () => number;
};

/** The room is looked at again after so many events. */
const lookEveryEvents = 25;
const paceKey = 'pace';
const paceDays = 14;
const Pace = z.array(z.tuple([z.string(), z.int()]));

/** The most events of one day lately: how fast the room goes. */
const paceOf = async (settings: SettingsStore, recorded: number, day: string): Promise<number> => {
  const before = (Pace.safeParse(await settings.get(paceKey)).data ?? []).filter(([, n]) => n <= recorded);
  const days = [...before.filter(([each]) => each !== day), [day, recorded] as const].slice(-paceDays);
  await settings.put(paceKey, days);
  return Math.max(0, ...days.map(([, n], i) => n - (days[i - 1]?.[1] ?? n)));
};

const lookAtSpace = async ({ database, tablet, clock }: UpkeepDeps): Promise<void> => {
  const room = await lookAtRoom();
  const pace = await paceOf(database.settings, tablet.state().recorded, dayOf(clock())).catch(() => 0);
  tellSpace(outlookOf(room, pace));
};

/**
 * False until the office has said after its last answer whether it was put back meanwhile: what it acknowledged before
 * then it may have lost, and only the plan tells (STORE-3).
 */
const keepJournals = async ({ database, tablet }: UpkeepDeps): Promise<boolean> => {
  const planAt = (await database.plan.get())?.confirmedAt;
  if (planAt === undefined || planAt < (tablet.state().send.lastSentAt ?? 0)) return false;
  const { lockedUntil, restoredAt } = tablet.state().plan?.plan ?? {};
  const current = await database.identity.get();
  for (const { device } of [
    ...(await database.identity.former()),
    ...(current === undefined ? [] : [current]),
  ])
    await keepJournal(
      device,
      database.logOf(device),
      database.durable ?? database.settings,
      lockedUntil,
      restoredAt,
    );
  return true;
};

const mark = async ({ database, tablet }: UpkeepDeps, identity: DeviceIdentity): Promise<void> => {
  const { recorded, lost, plan } = tablet.state();
  const log = database.logOf(identity.device);
  const { seq } = await log.head();
  /* A log that has been cleared under the page says nothing: the marker never goes down (STORE-5). */
  if (lost !== undefined || seq < recorded) return;
  const receipt = await log.receipt();
  await writeMarker({
    device: identity.device,
    name: identity.name,
    publicKey: identity.publicKey,
    recorded: seq,
    acknowledged: receipt?.seq ?? 0,
    acknowledgedAt: receipt?.at ?? null,
    officeKey: plan?.plan.officeKey ?? (await readMarker())?.officeKey ?? '',
  });
};

/**
 * A log whose key the browser has cleared is handed in without a signature, and a log that an old backup cannot be filled
 * from is handed in whole: a person decides on both (STORE-4, STORE-5).
 */
const keepStranded = async (
  { database, tablet, clock }: UpkeepDeps,
  durable: SettingsStore,
  identity: DeviceIdentity,
): Promise<void> => {
  const officeKey = tablet.state().plan?.plan.officeKey ?? '';
  if (officeKey === '') return;
  const keep = async (own: Parameters<typeof rescueFileOf>[0]['identity'], which: 'unsent' | 'all') => {
    const log = database.logOf(own.device);
    const told = `stranded/${own.device}`;
    const { seq } = await log.head();
    if (seq === 0 || (await durable.get(told)) === seq) return;
    const { name, text, events } = await rescueFileOf({ identity: own, log, officeKey, clock }, which);
    if (events === 0 || (await keepFile(durable, { name, text }))) await durable.put(told, seq);
  };
  const marker = await readMarker();
  const known = [identity, ...(await database.identity.former())].map(({ device }) => device);
  for (const device of await orphanLogs(known))
    await keep(
      { device, publicKey: marker?.device === device ? marker.publicKey : '', privateKey: undefined },
      'unsent',
    );
  if (tablet.state().setAside === 'gap') await keep(identity, 'all');
};

/** Answers whether the logs are to be looked at again as soon as there is news. */
const round = async (deps: UpkeepDeps, isAnswered: boolean): Promise<boolean> => {
  const { database, asking } = deps;
  const identity = await database.identity.get();
  if (identity === undefined) return false;
  /* Neither stops what is to be handed in. */
  await lookAtSpace(deps).catch(() => undefined);
  await mark(deps, identity).catch(() => undefined);
  const { durable } = database;
  if (!isAnswered || durable === undefined) return false;
  const isAside = deps.tablet.state().setAside !== undefined;
  const isKept = isAside || (await keepJournals(deps));
  await keepStranded(deps, durable, identity);
  const restoredAt = deps.tablet.state().plan?.plan.restoredAt;
  await handInWaiting({ durable, identity, asking, clock: deps.clock, restoredAt });
  return !isKept;
};

/** When the office last answered. A log that is set aside is never sent, but the office is there and files go to it. */
const heardAt = ({ send, setAside, clockComparedAt }: ReturnType<Tablet['state']>): number | undefined =>
  setAside === undefined ? send.lastSentAt : clockComparedAt;

/** Sees to it all now, after every delivery and after every so many events. Answers how to stop. */
export const startUpkeep = (deps: UpkeepDeps): (() => void) => {
  const { tablet } = deps;
  let heard: number | undefined;
  let looked = tablet.state().recorded;
  let running: Promise<void> | undefined;
  let isAgain = false;
  let isDue = false;
  const go = (): void => {
    if (running !== undefined) {
      isAgain = true;
      return;
    }
    const last = heardAt(tablet.state());
    const isAnswered = isDue || (last !== undefined && last !== heard);
    heard = last;
    looked = tablet.state().recorded;
    isDue = false;
    running = round(deps, isAnswered)
      .then((isLeft) => {
        isDue = isLeft;
      })
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        if (isAgain) {
          isAgain = false;
          go();
        }
      });
  };
  go();
  return tablet.subscribe(() => {
    const isHeard = heardAt(tablet.state()) !== heard;
    if (isDue || isHeard || tablet.state().recorded - looked >= lookEveryEvents) go();
  });
};
