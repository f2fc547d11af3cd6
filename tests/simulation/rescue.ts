/**
 * A log that travels as a file (F31–F34): saved by a person on a tablet, handed in on another one or at the office, again,
 * late, cut or altered. Whoever has the file keeps it until the office has answered, and hands it in again when the
 * office is put back from before that.
 */
import { handInFile, keepFile, waitingFiles } from '../../src/app/device/hand-in-queue.ts';
import { rescueFileOf } from '../../src/app/device/rescue-file.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { canonical, emptyHead } from '../../src/domain/log.ts';
import { hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { officeMarkOf, rescuePurpose } from '../../src/protocol/rescue-file.ts';
import { openRescueFile } from '../../src/server/rescue-intake.ts';
import { sealToOffice } from '../../src/signing/envelope.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { between, oneOf } from '../support/seeded.ts';
import { rowsOf } from './rows.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

/** A file that somebody has, and the exact texts in it. */
export type SavedFile = {
  readonly device: DeviceId;
  readonly name: string;
  readonly text: string;
  readonly texts: readonly string[];
  /** True while a person has it, whatever the office and the tablets have. */
  isHeld: boolean;
  /** True once the office has answered for it. */
  isAnswered: boolean;
  /** Where a tablet has said that it keeps it, and the person has thrown it away. */
  keptOn: SimulatedTablet | undefined;
  /** True once it is known that the office is given it again when it is put back. */
  isRemembered: boolean;
  readonly from: number;
};

const noted = async (
  world: World,
  device: DeviceId,
  file: { readonly name: string; readonly text: string },
): Promise<SavedFile | undefined> => {
  const opened = await openRescueFile(file.text, world.office.services);
  if (!opened.ok || opened.value.inside === undefined) {
    world.wrong('I1', `the office cannot read the file that ${device} saved`);
    return undefined;
  }
  const { name, text } = file;
  const { events: texts, from } = opened.value.inside;
  const saved = {
    device,
    name,
    text,
    texts,
    from,
    isHeld: true,
    isAnswered: false,
    keptOn: undefined,
    isRemembered: false,
  };
  world.files.push(saved);
  return saved;
};

/** Somebody saves what the tablet has as a file; everything that is not sent must be in it (RESCUE-1). */
const saveFile = async (
  world: World,
  tablet: SimulatedTablet,
  which: 'unsent' | 'all',
): Promise<SavedFile | undefined> => {
  const device = tablet.deviceId();
  if (device === undefined) return undefined;
  const { storage } = tablet;
  const sent = storage.receiptOf(device)?.seq ?? 0;
  const before = storage.eventsOf(device).filter(({ seq }) => which === 'all' || seq > sent);
  let made: { readonly name: string; readonly text: string } | undefined;
  await world.onPage(tablet, async (page) => {
    if (page.app.state().identity?.device === device) made = await page.app.rescue(which);
  });
  if (made === undefined) return undefined;
  const file = await noted(world, device, made);
  world.checked.count('I1');
  const has = new Set(file?.texts);
  /* Sent and acknowledged meanwhile it need not be in it any more. */
  const now = storage.receiptOf(device)?.seq ?? 0;
  const missing = before.find(({ seq, text }) => !has.has(text) && (which === 'all' || seq > now));
  if (missing !== undefined) world.wrong('I1', `number ${missing.seq} is not in the file ${made.name}`);
  world.tell(() => `${tablet.name}'s log is saved as a file of ${file?.texts.length ?? 0} events`);
  return file;
};

/** What would show that something was taken: how many events and files the office has. */
const sizeOf = ({ office }: World): string =>
  JSON.stringify(
    office.disk.read(
      'select (select count(*) from log_events) as events, (select count(*) from log_forks) as forks, (select count(*) from handed_in_files) as files',
    ),
  );

/** At the office somebody hands it in, as often as it takes. */
const handInAtOffice = async (world: World, file: SavedFile): Promise<void> => {
  world.strike('F32');
  world.checked.count('I3');
  const held = new Set(rowsOf(world).map(({ text }) => text));
  const isKnown = file.isAnswered && file.texts.length > 0 && file.texts.every((text) => held.has(text));
  const before = sizeOf(world);
  const { status, body } = await world.office.ask('system', '/api/admin/hand-in', { file: file.text });
  world.tell(
    () =>
      `the file ${file.name} is handed in at the office: ${status === 200 ? String(body['outcome']) : status}`,
  );
  if (status !== 200)
    return world.wrong('I14', `the office refuses the file ${file.name}: ${JSON.stringify(body)}`);
  if (isKnown && sizeOf(world) !== before)
    world.wrong('I3', `the file ${file.name} handed in again changes something`);
  answered(world, file);
};

/** The office has answered; put back to before that it is given the file again by whoever kept it. */
const answered = (world: World, file: SavedFile): void => {
  file.isAnswered = true;
  if (file.isRemembered) return;
  file.isRemembered = true;
  world.decided.push({
    backup: world.office.disk.backups(),
    again: () => handInAtOffice(world, file),
  });
};

/** On another tablet, which keeps it until the office has answered (RESCUE-6). */
const handInOn = async (world: World, other: SimulatedTablet, file: SavedFile): Promise<void> => {
  world.strike('F31');
  let isKept = false;
  let isAnswered = false;
  await world.onPage(other, async ({ database: { durable, identity }, asking, upkeep }) => {
    const self = await identity.get();
    /* Another tab of it lets go at the same time of what was handed in before. */
    const isBeside = world.random() < 0.3;
    if (isBeside) void upkeep();
    if (durable === undefined || self === undefined) return;
    isKept = await keepFile(durable, file);
    if (!isKept) return;
    const handed = await handInFile(file, { durable, identity: self, asking, clock: other.clock });
    if (handed.kind === 'refused')
      world.wrong('I14', `a tablet's file is refused: ${JSON.stringify(handed.problem)}`);
    isAnswered = handed.kind === 'answered';
    world.checked.count('I14');
    /* Another round of it may have had the answer before this one gave up. */
    const isThere = isBeside || liesOn(other, file);
    if (handed.kind === 'waits' && !isThere)
      world.wrong('I14', `${other.name} has let go of a file that the office has not answered for`);
  });
  world.tell(
    () =>
      `the file ${file.name} is handed in on ${other.name}: ${isAnswered ? 'taken' : isKept ? 'waits' : 'not kept'}`,
  );
  /* Told that it is kept there, not everybody keeps it as well. */
  if (isKept && !file.isRemembered && world.random() < 0.5) {
    file.isHeld = false;
    file.keptOn = other;
  } else if (isAnswered) answered(world, file);
};

const handIn = async (world: World, tablet: SimulatedTablet, file: SavedFile): Promise<void> => {
  const others = world.tablets.filter((one) => one !== tablet);
  const other = others.length === 0 ? undefined : oneOf(world.random, others);
  await (other === undefined || world.random() < 0.4
    ? handInAtOffice(world, file)
    : handInOn(world, other, file));
};

/** The tablet goes on, and the file comes when the office may have it all already, once or twice (F33). */
export const handInLate = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const file = await saveFile(world, tablet, oneOf(world.random, ['unsent', 'all']));
  if (file === undefined) return;
  world.strike('F33');
  if (world.random() < 0.5) await handIn(world, tablet, file);
  const times = between(world.random, 1, 2);
  for (let i = 0; i < times; i += 1)
    world.later.push({
      at: world.scheduler.now() + between(world.random, 20, 3 * 24 * 60) * minuteMs,
      act: () => handIn(world, tablet, file),
    });
};

/** The tablet falls and is broken: what the file holds is all there is of its log. A new one takes its place. */
export const breakTablet = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const device = tablet.deviceId();
  const { storage } = tablet;
  const others = storage
    .formers()
    .some((one) => storage.headOf(one.device).seq > (storage.receiptOf(one.device)?.seq ?? 0));
  if (device === undefined || others) return;
  const file = await saveFile(world, tablet, 'all');
  if (file === undefined) return;
  tablet.killAll();
  const inFile = new Set(file.texts);
  /* What was written while the file was being saved is lost with the tablet, and known to be. */
  const after = storage.eventsOf(device).filter(({ text }) => !inFile.has(text));
  for (const lost of [device, ...storage.formers().map((one) => one.device)]) {
    const texts = lost === device ? after : storage.eventsOf(lost);
    world.losses.push({ device: lost, texts: new Set(texts.map(({ text }) => text)), reason: 'broken' });
  }
  loseFiles(world, tablet, 'broken');
  storage.evict('all');
  world.tell(() => `${tablet.name} is broken, and another takes its place`);
  await world.connectAnew(tablet);
  if (world.random() < 0.5) await handIn(world, tablet, file);
  else
    world.later.push({
      at: world.scheduler.now() + between(world.random, 1, 48) * hourMs,
      act: () => handIn(world, tablet, file),
    });
};

/** The log whose key the browser has cleared is saved without a signature: it waits for a person (RESCUE-4). */
export const saveStranded = async (
  world: World,
  tablet: SimulatedTablet,
  device: DeviceId,
): Promise<void> => {
  const { storage } = tablet;
  if (storage.headOf(device).seq === 0) return;
  const log = {
    head: () => Promise.resolve(storage.headOf(device)),
    from: (seq: number, count: number) =>
      Promise.resolve(
        storage
          .eventsOf(device)
          .filter((event) => event.seq >= seq)
          .slice(0, count),
      ),
    receipt: () => Promise.resolve(storage.receiptOf(device)),
  };
  const officeKey = world.office.services.secrets.officePublicKey;
  const identity = { device, publicKey: '', privateKey: undefined };
  const made = await rescueFileOf(
    { identity, log: { ...log, journal: undefined as never }, officeKey, clock: tablet.clock },
    'all',
  );
  const file = await noted(world, device, made);
  if (file !== undefined) await handIn(world, tablet, file);
};

/** What somebody who has a file, and no key of the tablet's, can make of it. */
const altered = async (world: World, file: SavedFile): Promise<string> => {
  const { random, office } = world;
  const outer = JSON.parse(file.text) as { readonly sealed: string };
  const roll = between(random, 0, 2);
  if (roll === 0) {
    const at = between(random, 0, outer.sealed.length - 1);
    const sealed = `${outer.sealed.slice(0, at)}${outer.sealed[at] === 'A' ? 'B' : 'A'}${outer.sealed.slice(at + 1)}`;
    return JSON.stringify({ ...outer, sealed });
  }
  /* Made anew by somebody who knows all but the tablet's key: how its log goes on, and the office's public key. */
  const { privateKey, publicKey } = await createKeyPair();
  const { device } = file;
  const [last] = office.disk.read('select head_seq, head_hash from devices where id = ?', device);
  const seq = Number(last?.['head_seq'] ?? 0) + 1;
  const at = instant(world.scheduler.now());
  const prev = seq === 1 ? emptyHead.hash : last?.['head_hash'];
  const session = world.programme.sessions[0]?.session.id;
  const text = canonical({ at, device, kind: 'session-opened', prev, seq, session, v: 1 });
  const head = await signHead(privateKey, { device, seq, hash: await sha256(text), at });
  const inside = { v: 2, device, publicKey, from: seq, events: [text], head: roll === 1 ? head : null };
  const officeKey = office.services.secrets.officePublicKey;
  const sealed = await sealToOffice(officeKey, rescuePurpose(device), JSON.stringify(inside));
  const mark = officeMarkOf(await sha256(officeKey));
  return JSON.stringify({ v: 2, kind: 'narvaro-rescue', device, office: mark, sealed });
};

/** Cut it is refused, altered it waits for a person; neither adds to anybody's log (F34, RESCUE-4, RESCUE-5). */
export const handInDamaged = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const file = await saveFile(world, tablet, 'all');
  if (file === undefined) return;
  world.strike('F34');
  const isCut = world.random() < 0.4;
  const given = isCut
    ? file.text.slice(0, between(world.random, 0, file.text.length - 2))
    : await altered(world, file);
  const before = JSON.stringify(rowsOf(world));
  const { status, body } = await world.office.ask('system', '/api/admin/hand-in', { file: given });
  world.tell(() => `a file that is ${isCut ? 'cut' : 'altered'} is handed in: ${status}`);
  world.checked.count('I2');
  if (JSON.stringify(rowsOf(world)) !== before)
    world.wrong('I2', `a file that is ${isCut ? 'cut' : 'altered'} adds to a log: ${JSON.stringify(body)}`);
  if (isCut ? status === 200 : status === 200 && body['outcome'] !== 'set-aside')
    world.wrong('I2', `a damaged file is taken: ${JSON.stringify(body)}`);
  await handIn(world, tablet, file);
};

/** What was to be handed in later and is due. */
export const handInDue = async (world: World): Promise<void> => {
  const now = world.scheduler.now();
  const due = world.later.filter(({ at }) => at <= now);
  for (const one of due) {
    world.later.splice(world.later.indexOf(one), 1);
    await one.act();
  }
};

/** In the end everything that anybody has is handed in, and every tablet sees to what waits on it (RESCUE-6). */
export const handInRest = async (world: World): Promise<void> => {
  for (const tablet of world.tablets)
    for (let round = 0; round < 3 && tablet.storage.durable('hand-in-file/0') !== undefined; round += 1) {
      await world.onPage(tablet, async ({ app, upkeep }) => {
        await app.syncNow();
        await upkeep();
      });
      if ((await leftOn(world, tablet)) === 0) break;
    }
  for (const tablet of world.tablets)
    if ((await leftOn(world, tablet)) > 0)
      world.wrong('I25', `a file still waits on ${tablet.name}, and all is calm`);
  for (const file of world.files) {
    if (file.isHeld && (!file.isAnswered || world.random() < 0.3)) await handInAtOffice(world, file);
    file.isHeld = false;
    file.keptOn = undefined;
  }
};

const leftOn = async (world: World, tablet: SimulatedTablet): Promise<number> => {
  let left = 0;
  if (tablet.storage.durable('hand-in-file/0') !== undefined)
    await world.onPage(tablet, async ({ database }) => {
      left = database.durable === undefined ? 0 : (await waitingFiles(database.durable)).length;
    });
  return left;
};

/** True if the tablet has the file, whether or not the office has answered for it. */
const liesOn = ({ storage }: SimulatedTablet, { text }: SavedFile): boolean =>
  Array.from({ length: 20 }, (_, i) => storage.durable(`hand-in-file/${i}`)).some(
    (one) => (one as { readonly text?: string } | null | undefined)?.text === text,
  );

/** A tablet that loses what it keeps loses the files as well, and why is known (I1). */
export const loseFiles = (world: World, tablet: SimulatedTablet, reason: string): void => {
  for (const file of world.files)
    if (file.keptOn === tablet && !file.isHeld)
      world.losses.push({ device: file.device, texts: new Set(file.texts), reason });
};

/**
 * A tablet from which the office asks for what it has cleared hands in its whole log as a file by itself (STORE-4); notes
 * what of copied tablets has come to the office in that way.
 */
export const handInGaps = async (world: World): Promise<void> => {
  for (const tablet of world.tablets)
    if (tablet.pages().some(({ app }) => app.state().setAside === 'gap'))
      await world.onPage(tablet, ({ upkeep }) => upkeep());
  for (const device of world.cloned) {
    const texts: string[] = [];
    for (const { file } of world.office.disk.read(
      'select file from handed_in_files where device = ?',
      device,
    )) {
      const opened = await openRescueFile(String(file), world.office.services);
      if (opened.ok) texts.push(...(opened.value.inside?.events ?? []));
    }
    world.inFiles.set(device, new Set(texts));
  }
};

/** The exact texts of a device's events that are in files which a person, a tablet or the office has. */
export const textsInFiles = (world: World, device: string): readonly string[] =>
  world.files.flatMap((file) => {
    if (file.device !== device) return [];
    if (file.isHeld || (file.keptOn !== undefined && liesOn(file.keptOn, file))) return file.texts;
    /* The same events for the same reason are kept once, however often they were sealed anew. */
    const isAtOffice =
      world.office.disk.read(
        'select 1 from handed_in_files where device = ? and from_seq = ? and events = ?',
        device,
        file.from,
        file.texts.length,
      ).length > 0;
    return isAtOffice ? file.texts : [];
  });
