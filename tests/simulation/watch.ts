/** What is checked while a world lives: at every answer of the office, and after every step. */
import type { Receipt } from '../../src/signing/heads.ts';
import { canaries } from './programme.ts';
import { textsInFiles } from './rescue.ts';
import type { Sent } from './network.ts';
import type { World } from './world.ts';

type Promised = { seq: number; readonly hashes: Map<number, string> };

const receiptIn = (body: string): Receipt | undefined =>
  (JSON.parse(body) as { readonly receipt?: Receipt }).receipt;

/** Every secret that must never be seen outside its place. */
const secretsOf = (world: World): readonly string[] => [
  ...world.programme.people.map((_, i) => canaries.number(i).slice(2)),
  canaries.protectedGiven,
  canaries.protectedFamily,
];

/** The first text that holds a secret; most secrets begin alike, so that most texts are looked through a few times only. */
export const findsIn = (secrets: readonly string[], texts: readonly string[]): string | undefined => {
  const starts = [...new Set(secrets.map((secret) => secret.slice(0, 6)))];
  return texts.find(
    (text) => starts.some((start) => text.includes(start)) && secrets.some((secret) => text.includes(secret)),
  );
};

export type Watch = {
  /** After each step; `isThorough` also looks through whole logs and stores. */
  readonly step: (isThorough: boolean) => void;
};

const maxBodyBytes = 2 * 1024 * 1024;

export const watchWorld = (world: World): Watch => {
  const { office, checked } = world;
  const promised = new Map<string, Promised>();
  const secrets = secretsOf(world);
  let life = office.life();
  /** What the office says binds it for as long as it has not been put back, and then again (I5, I24). */
  const hold = (receipt: Receipt): void => {
    if (life !== office.life()) promised.clear();
    life = office.life();
    const { device, seq, hash } = receipt;
    const before = promised.get(device) ?? { seq: 0, hashes: new Map<number, string>() };
    promised.set(device, before);
    if (seq === 0) return;
    const [row] = office.disk.read(
      'select count(*) as n, max(seq) as last, (select hash from log_events where device = ? and seq = ?) as hash from log_events where device = ? and seq <= ?',
      device,
      seq,
      device,
      seq,
    );
    checked.count('I4');
    if (row?.['n'] !== seq || row['last'] !== seq)
      world.wrong('I4', `the office acknowledges ${seq} events of ${device} and holds ${String(row?.['n'])}`);
    checked.count('I6');
    if (row?.['hash'] !== hash)
      world.wrong('I6', `the receipt for ${device} number ${seq} names another hash`);
    checked.count('I24');
    const said = before.hashes.get(seq);
    if (said !== undefined && said !== hash && !world.cloned.has(device))
      world.wrong('I24', `two receipts for ${device} number ${seq} contradict each other`);
    before.hashes.set(seq, hash);
    before.seq = Math.max(before.seq, seq);
  };

  world.watch((sent, status, body) => {
    checked.count('I16');
    if (body.length > maxBodyBytes)
      world.wrong('I16', `an answer of ${body.length} characters to ${sent.path}`);
    const given = typeof sent.init.body === 'string' ? sent.init.body.length : 0;
    if (given > maxBodyBytes) world.wrong('I16', `a question of ${given} characters to ${sent.path}`);
    if (status >= 500 && world.office.faultsSoFar() === 0)
      world.wrong(
        'defect',
        `the office answers ${status} to ${sent.path}: ${world.office.written.at(-1) ?? ''}`,
      );
    if (sent.path !== '/api/log' || status !== 200) return;
    const receipt = receiptIn(body);
    if (receipt === undefined) return;
    hold(receipt);
    clocks(sent, receipt);
  });

  /** What came in now is kept with the office's own time and how far the tablet's clock was from it (I18). */
  const clocks = ({ init }: Sent, { device, seq }: Receipt): void => {
    const head = (
      JSON.parse(typeof init.body === 'string' ? init.body : '{}') as {
        readonly head: { readonly at: number; readonly seq: number };
      }
    ).head;
    const now = world.scheduler.now();
    if (head.seq !== seq || seq === 0) return;
    const [row] = office.disk.read(
      'select at, received_at, clock_offset_ms, text from log_events where device = ? and seq = ?',
      device,
      seq,
    );
    if (row?.['received_at'] !== now) return;
    checked.count('I18');
    const { at } = JSON.parse(String(row['text'])) as { readonly at: number };
    if (row['clock_offset_ms'] !== now - head.at || row['at'] !== at)
      world.wrong('I18', `number ${seq} of ${device} is not kept with its own time and the office's`);
  };

  const promises = (): void => {
    if (life !== office.life()) return;
    checked.count('I5');
    for (const [device, { seq }] of promised) {
      if (seq === 0) continue;
      const [row] = office.disk.read('select head_seq as n from devices where id = ?', device);
      if (Number(row?.['n'] ?? 0) < seq)
        world.wrong(
          'I5',
          `the office has acknowledged ${seq} events of ${device} and now says ${String(row?.['n'])}`,
        );
    }
  };

  const tablets = (): void => {
    for (const tablet of world.tablets) {
      const device = tablet.deviceId();
      if (device === undefined) continue;
      const receipt = tablet.storage.receiptOf(device);
      const events = tablet.storage.eventsOf(device);
      if (receipt !== undefined && receipt.seq > 0) {
        checked.count('I24');
        const cleared = tablet.storage.anchorOf(device);
        const own = receipt.seq === cleared.seq ? cleared.hash : events[receipt.seq - 1 - cleared.seq]?.hash;
        if (receipt.device !== device || (own !== receipt.hash && receipt.seq >= cleared.seq))
          world.wrong('I24', `${tablet.name} keeps a receipt that is not about its own log`);
      }
      const page = tablet.pages()[0];
      if (page === undefined) continue;
      const said = page.app.state();
      const last = tablet.storage.headOf(device).seq;
      const isWhole = said.lost === undefined && said.identity?.device === device;
      if (said.recorded > last && isWhole)
        world.wrong('I1', `${tablet.name} says it has recorded ${said.recorded}, and has ${last}`);
      const isAllSent = said.send.unsent === 0 && said.recorded > 0 && said.identity?.device === device;
      /* What the tablet believes, held against what the office has: a receipt may be forged, or made up (I1). */
      if (isAllSent && office.life() === 0 && !world.cloned.has(device)) {
        const [row] = office.disk.read('select head_seq as n from devices where id = ?', device);
        if (Number(row?.['n'] ?? 0) < said.recorded)
          world.wrong(
            'I1',
            `${tablet.name} says all ${said.recorded} are sent, and the office has ${String(row?.['n'])}`,
          );
      }
      if (isAllSent && (receipt?.seq ?? 0) < said.recorded)
        world.wrong(
          'I1',
          `${tablet.name} says all is sent, and the office has acknowledged ${receipt?.seq ?? 0} of ${said.recorded}`,
        );
    }
  };

  const leaks = (): void => {
    checked.count('I23');
    const kept = world.tablets.flatMap(({ storage }) => storage.texts());
    const found = findsIn(secrets, [...kept, ...world.wire.splice(0), ...office.written]);
    if (found !== undefined) world.wrong('I23', `a canary is where it must not be: ${found.slice(0, 200)}`);
    for (const tablet of world.tablets) {
      const plan = tablet.pages()[0]?.app.state().plan?.plan;
      if (plan === undefined || tablet.unit === null) continue;
      const strangers = plan.cohorts
        .flatMap(({ people }) => people)
        .filter(({ id }) => world.homes.get(id)?.has(tablet.unit ?? '') !== true);
      if (strangers.length > 0 || findsIn(secrets, [JSON.stringify(plan)]) !== undefined)
        world.wrong('I23', `${tablet.name} has the name of somebody outside its sessions`);
    }
  };

  return {
    step: (isThorough) => {
      tablets();
      if (!isThorough) return;
      promises();
      leaks();
      everyEvent(world);
    },
  };
};

/** Every event that somebody was told is saved is on the tablet or at the office, or its loss is known (I1). */
export const everyEvent = (world: World): void => {
  const { office, checked, shown } = world;
  checked.count('I1');
  const held = new Map<string, Set<string>>();
  const heldOf = (device: string): Set<string> => {
    const known = held.get(device);
    if (known !== undefined) return known;
    const texts = new Set<string>();
    for (const tablet of world.tablets)
      for (const { text } of tablet.storage.eventsOf(device as never)) texts.add(text);
    for (const row of office.disk.read('select text from log_events where device = ?', device))
      texts.add(String(row['text']));
    for (const text of textsInFiles(world, device)) texts.add(text);
    for (const row of office.disk.read('select texts from log_forks where device = ?', device))
      for (const text of JSON.parse(String(row['texts'])) as string[]) texts.add(text);
    held.set(device, texts);
    return texts;
  };
  for (const { device, seq, text, tablet } of shown) {
    if (heldOf(device).has(text)) continue;
    const isKnown = world.losses.some((loss) => loss.device === device && loss.texts.has(text));
    if (!isKnown) {
      world.wrong('I1', `${tablet} said that number ${seq} is saved, and it is nowhere: ${text}`);
      return;
    }
  }
};
