/**
 * Every kind of tampering somebody may think of, on the bundle of an autumn that was lived through on a real server. Most
 * are by somebody at the office, who signs the changed bundle with the office's own key: the signature alone finds nothing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { instant, minuteMs } from '../../src/domain/time.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import {
  fileNames,
  logFileOf,
  textsOf,
  type Manifest,
  type SessionVersionLine,
} from '../../src/verifier/bundle-format.ts';
import { readHead } from '../../src/verifier/expected-head.ts';
import type { Files } from '../../src/verifier/read-bundle.ts';
import { verifyBundle, type Verdict } from '../../src/verifier/verify-bundle.ts';
import { amina, anAuditedAutumn, elif, guest, olof, type Autumn } from '../support/audited-autumn.ts';
import { clockTime } from '../support/factories.ts';
import { openZip } from '../support/open-zip.ts';
import { edited, editedAndSigned, type Draft, type Entry } from '../support/tampering.ts';

let autumn: Autumn;
let bundle: Files;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-verifier-'));
  await writeFile(join(folder, 'verify.html'), 'the page');
  await writeFile(join(folder, 'verify.mjs'), 'the command');
  autumn = await anAuditedAutumn(folder);
  bundle = openZip(new Uint8Array(await (await autumn.bundle()).arrayBuffer()));
});
afterAll(async () => {
  await autumn.world.close();
  await rm(folder, { recursive: true });
});

const officeKey = (): CryptoKey => autumn.server.services.secrets.receiptKey as CryptoKey;
const byOffice = async (change: (draft: Draft) => void | Promise<void>): Promise<Verdict> =>
  verifyBundle(await editedAndSigned(bundle, officeKey(), change));
const byAnybody = async (change: (draft: Draft) => void | Promise<void>): Promise<Verdict> =>
  verifyBundle(await edited(bundle, change));
const broken = (verdict: Verdict) => verdict.findings.filter(({ level }) => level === 'broken');
const codes = (verdict: Verdict): readonly string[] => [
  ...new Set(broken(verdict).map(({ code }) => code as string)),
];
const tabletOf = (): string => autumn.world.tablet.id;

const sep1 = 'months/2026-09-v1.json';
const sep2 = 'months/2026-09-v2.json';
const oct = 'months/2026-10-v1.json';

const entry = (entries: readonly Entry[], kind: string): Entry => {
  const found = entries.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
};
/** Something that says nothing, in the place of an entry that somebody wants away. */
const nothing = ({ seq, at }: Entry): Entry => ({
  v: 1,
  seq,
  at,
  kind: 'signed-in',
  actor: 'server',
  method: 'password',
});
const without = (entries: readonly Entry[], kind: string): Entry[] => {
  const gone = entry(entries, kind);
  return entries.map((one) => (one === gone ? nothing(one) : one));
};

test('[BUNDLE-4] nobody has touched the bundle of a lived-through autumn, and it holds', async () => {
  const { holds, findings, counted } = await verifyBundle(bundle);
  expect(findings.filter(({ level }) => level === 'broken')).toEqual([]);
  expect(holds).toBe(true);
  expect(counted).toMatchObject({
    programme: 'Framtidens socialtjänst',
    devices: 2,
    events: 34,
    sessions: 4,
    months: [
      { month: '2026-09', version: 1, people: 2, minutes: 420, reportedMinutes: 360 },
      { month: '2026-09', version: 2, people: 3, minutes: 630, reportedMinutes: 540 },
      { month: '2026-10', version: 1, people: 3, minutes: 825, reportedMinutes: 780 },
    ],
  });
});

describe('the files', () => {
  test('[BUNDLE-2] somebody changes a minute with an editor, and the file is named', async () => {
    const verdict = await byAnybody(({ month }) =>
      month(oct, ({ lines }) => {
        lines[0] = { ...lines[0]!, minutes: 240 };
      }),
    );
    expect(broken(verdict)).toContainEqual({ level: 'broken', code: 'file-changed', file: oct });
  });

  test('[BUNDLE-2] somebody adds a file that the office never signed for, and it is named', async () => {
    const verdict = await byAnybody(({ put }) => put('months/2026-11-v1.json', '{}'));
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'file-not-listed',
      file: 'months/2026-11-v1.json',
    });
  });

  test('[BUNDLE-2] somebody takes away a delivery that was kept aside, and it is missed', async () => {
    const verdict = await byAnybody(({ files }) => void files.delete('forks/1.json'));
    expect(broken(verdict)).toEqual([{ level: 'broken', code: 'file-missing', file: 'forks/1.json' }]);
  });

  test('[BUNDLE-2] somebody lists the changed files anew but cannot sign as the office', async () => {
    const { privateKey } = await createKeyPair();
    const files = await editedAndSigned(bundle, privateKey, ({ month }) =>
      month(oct, (kept) => {
        kept.people = 4;
      }),
    );
    expect(codes(await verifyBundle(files))).toContain('manifest-signature');
  });

  test('[BUNDLE-6] somebody puts a key of their own in the office’s place, and its receipts give them away', async () => {
    const own = await createKeyPair();
    const files = await editedAndSigned(bundle, own.privateKey, ({ manifest }) =>
      manifest((said) => {
        said.officeKey = own.publicKey;
      }),
    );
    expect(codes(await verifyBundle(files))).toEqual(['receipt-wrong']);
  });

  test('[BUNDLE-6] somebody also makes new receipts; an auditor who has the office’s key sees that it is another', async () => {
    const own = await createKeyPair();
    const files = await editedAndSigned(bundle, own.privateKey, async ({ manifest, newReceipts }) => {
      manifest((said) => {
        said.officeKey = own.publicKey;
      });
      await newReceipts(own.privateKey);
    });
    const known = { officeKey: autumn.server.services.secrets.receiptPublicKey };
    expect(codes(await verifyBundle(files))).toEqual([]);
    expect(codes(await verifyBundle(files, known))).toEqual(['office-key-other']);
    expect(codes(await verifyBundle(bundle, known))).toEqual([]);
  });
});

describe('the tablets’ logs', () => {
  test('[BUNDLE-3] the office takes away an event in the middle of a tablet’s log', async () => {
    const verdict = await byOffice(async ({ log, newReceipts }) => {
      log(tabletOf(), (texts) => texts.splice(4, 1));
      await newReceipts(officeKey());
    });
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'chain-broken',
      device: tabletOf(),
      seq: 5,
    });
  });

  test('[BUNDLE-3] the office takes away the last events, and the tablet has signed for more', async () => {
    const verdict = await byOffice(async ({ log, arrivals, newReceipts }) => {
      log(tabletOf(), (texts) => texts.splice(-3));
      arrivals((all) => all.filter(({ device, seq }) => device !== tabletOf() || seq <= 29));
      await newReceipts(officeKey());
    });
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'rolled-back',
      device: tabletOf(),
      seq: 29,
      signed: 32,
    });
  });

  test('[BUNDLE-3] the office lets two events change places', async () => {
    const verdict = await byOffice(({ log }) =>
      log(tabletOf(), (texts) => {
        [texts[1], texts[2]] = [texts[2]!, texts[1]!];
      }),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'chain-broken',
      device: tabletOf(),
      seq: 2,
    });
  });

  test('[BUNDLE-3] the office changes when somebody came', async () => {
    const verdict = await byOffice(({ log }) =>
      log(tabletOf(), (texts) => {
        const event = JSON.parse(texts[1]!) as { at: number };
        texts[1] = canonical({ ...event, at: event.at - 30 * minuteMs });
      }),
    );
    expect(codes(verdict)).toContain('chain-broken');
  });

  test('[BUNDLE-3] the office puts an event of one tablet into another’s log', async () => {
    const verdict = await byOffice(async ({ log, text, arrivals, newReceipts }) => {
      const other = textsOf(text(logFileOf(autumn.spare)))[0]!;
      log(tabletOf(), (texts) => texts.push(other));
      arrivals((all) => [
        ...all,
        { ...all.at(-1)!, arrival: all.at(-1)!.arrival + 1, device: DeviceId.parse(tabletOf()), seq: 33 },
      ]);
      await newReceipts(officeKey());
    });
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'chain-broken',
      device: tabletOf(),
      seq: 33,
    });
    expect(codes(verdict)).toContain('unsigned-tail');
  });

  /** A whole log with one more check-in in it, chained as it should be. */
  const forgedLog = async (
    device: string,
    texts: string[],
  ): Promise<{ readonly texts: readonly string[]; readonly head: LogHead }> => {
    const events = texts.map((text) => AttendanceEvent.parse(JSON.parse(text)));
    const first = events.find(({ kind }) => kind === 'checked-in');
    if (first?.kind !== 'checked-in') throw new Error('nobody checked in');
    const made: string[] = [];
    let head = emptyHead;
    for (const event of [...events, { ...first, participant: olof.id }]) {
      const { v: _v, device: _d, seq: _s, prev: _p, at, ...draft } = event;
      const text = canonical(placeAfter(head, DeviceId.parse(device), at, draft));
      head = { seq: head.seq + 1, hash: await sha256(text) };
      made.push(text);
    }
    return { texts: made, head };
  };

  const forgeSpare = async (
    { text, log, devices, arrivals, newReceipts }: Draft,
    withKey: boolean,
  ): Promise<void> => {
    const device = autumn.spare;
    const own = await createKeyPair();
    const { texts, head } = await forgedLog(device, [...textsOf(text(logFileOf(device)))]);
    log(device, (all) => all.splice(0, all.length, ...texts));
    const signed = await signHead(own.privateKey, { device, ...head, at: instant(1_790_000_000_000) });
    devices((all) => {
      const spare = all.find(({ id }) => id === device)!;
      spare.signedHead = signed;
      if (withKey) spare.publicKey = own.publicKey;
    });
    arrivals((all) => [
      ...all,
      { ...all.at(-1)!, arrival: all.at(-1)!.arrival + 1, device, seq: head.seq, setAside: 'revoked' },
    ]);
    await newReceipts(officeKey());
  };

  test('[BUNDLE-3] the office writes a tablet’s log anew and signs it with another key', async () => {
    const verdict = await byOffice((draft) => forgeSpare(draft, false));
    expect(broken(verdict)).toEqual([{ level: 'broken', code: 'head-signature', device: autumn.spare }]);
  });

  test('[BUNDLE-3] the office also gives the tablet that other key; the log says which it was enrolled with', async () => {
    const verdict = await byOffice((draft) => forgeSpare(draft, true));
    expect(broken(verdict)).toEqual([{ level: 'broken', code: 'device-key-other', device: autumn.spare }]);
  });

  test('[BUNDLE-3] the office lets what a revoked tablet sent count', async () => {
    const verdict = await byOffice(({ arrivals }) =>
      arrivals((all) => all.map((arrival) => ({ ...arrival, setAside: null }))),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'revoked-counted',
      device: autumn.spare,
      seq: 2,
    });
  });

  test('[BUNDLE-3] the office also says that the tablet was never revoked', async () => {
    const verdict = await byOffice(({ arrivals, devices }) => {
      arrivals((all) => all.map((arrival) => ({ ...arrival, setAside: null })));
      devices((all) => {
        for (const device of all) device.revokedAt = null;
      });
    });
    expect(codes(verdict)).toContain('revocation-other');
  });

  test('[BUNDLE-3] the office takes away a whole tablet with its log', async () => {
    const verdict = await byOffice(({ files, devices }) => {
      devices((all) => all.splice(0, all.length, ...all.filter(({ id }) => id !== autumn.spare)));
      files.delete(logFileOf(autumn.spare));
    });
    expect(codes(verdict)).toContain('arrival-without-event');
  });
});

describe('how events came in', () => {
  const wrongDelivery = (draft: Draft, clockOffsetMs: number): void => {
    draft.arrivals((all) =>
      all.map((arrival) =>
        Math.abs(arrival.clockOffsetMs) > 2 * minuteMs ? { ...arrival, clockOffsetMs } : arrival,
      ),
    );
  };

  test('[BUNDLE-4] the office changes how wrong a tablet’s clock went, and the minutes no longer come out', async () => {
    const verdict = await byOffice((draft) => wrongDelivery(draft, 20 * minuteMs));
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'line-other',
      month: '2026-10',
      version: 1,
      participant: amina.id,
      session: 'oct1',
      kept: 210,
      recomputed: 0,
    });
  });

  test('[BUNDLE-8] the office changes when an event came in, by a minute that moves no figure', async () => {
    const verdict = await byOffice(({ arrivals }) =>
      arrivals((all) =>
        all.map((arrival) =>
          arrival.arrival === 1
            ? { ...arrival, receivedAt: instant(arrival.receivedAt + minuteMs) }
            : arrival,
        ),
      ),
    );
    expect(broken(verdict)).toContainEqual(
      expect.objectContaining({ code: 'month-entry-other', field: 'arrivals', month: '2026-09' }),
    );
  });

  test('[BUNDLE-3] the office changes the clock of one event in a delivery', async () => {
    const verdict = await byOffice(({ arrivals }) =>
      arrivals((all) =>
        all.map((arrival) =>
          arrival.device === tabletOf() && arrival.seq === 3 ? { ...arrival, clockOffsetMs: 9e5 } : arrival,
        ),
      ),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'clock-uneven',
      device: tabletOf(),
      seq: 3,
    });
  });

  test('[BUNDLE-4] the office says that the month was locked later, when more had come', async () => {
    const verdict = await byOffice(({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) => {
        const lock = entry(entries, 'month-locked');
        return entries.map((one) => (one === lock ? { ...one, arrivals: 33 } : one));
      }),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'line-other',
      month: '2026-09',
      version: 1,
      participant: elif.id,
      session: 'sep',
      kept: 0,
      recomputed: 210,
    });
  });
});

describe('the plan', () => {
  const longer = async ({ put, text }: Draft, withHash: boolean): Promise<void> => {
    const lines = textsOf(text(fileNames.sessionVersions)).map(
      (line) => JSON.parse(line) as SessionVersionLine,
    );
    const made: string[] = [];
    for (const line of lines) {
      const planned = JSON.parse(line.text) as { session: { id: string; breaks: unknown[] } };
      if (planned.session.id === 'sep') planned.session.breaks = [];
      const changed = canonical(planned);
      made.push(
        JSON.stringify({ ...line, text: changed, hash: withHash ? await sha256(changed) : line.hash }),
      );
    }
    put(fileNames.sessionVersions, made.map((line) => `${line}\n`).join(''));
  };

  test('[BUNDLE-3] the office takes the break out of a session’s plan', async () => {
    const verdict = await byOffice((draft) => longer(draft, false));
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'plan-version-changed',
      session: 'sep',
      version: 1,
    });
  });

  test('[BUNDLE-3] the office also gives the changed plan a hash that fits; its own log names another', async () => {
    const verdict = await byOffice((draft) => longer(draft, true));
    expect(codes(verdict)).toContain('plans-missing');
    expect(codes(verdict)).toContain('line-other');
  });

  test('[BUNDLE-3] the office adds a plan that nobody has decided', async () => {
    const verdict = await byOffice(({ put, text }) => {
      const [first = ''] = textsOf(text(fileNames.sessionVersions));
      const more = { ...(JSON.parse(first) as SessionVersionLine), version: 2, at: 1_800_000_000_000 };
      put(fileNames.sessionVersions, `${text(fileNames.sessionVersions)}${JSON.stringify(more)}\n`);
    });
    expect(codes(verdict)).toEqual(['plan-version-unknown']);
  });
});

describe('the decisions', () => {
  test('[BUNDLE-3] the office changes the times of a correction', async () => {
    const verdict = await byOffice(({ put, text }) => {
      const log = text(fileNames.officeLog);
      const was = String(clockTime('2026-10-06', '08:45'));
      put(fileNames.officeLog, log.replace(was, String(clockTime('2026-10-06', '08:30'))));
    });
    expect(codes(verdict)).toContain('office-chain-broken');
  });

  test('[BUNDLE-3] the office takes a decision out of its log', async () => {
    const verdict = await byOffice(({ put, text }) => {
      const texts = [...textsOf(text(fileNames.officeLog))];
      const at = texts.findIndex((one) => one.includes('"kind":"attendance-corrected"'));
      put(
        fileNames.officeLog,
        texts
          .toSpliced(at, 1)
          .map((one) => `${one}\n`)
          .join(''),
      );
    });
    expect(codes(verdict)).toContain('office-chain-broken');
    expect(codes(verdict)).toContain('office-head-other');
  });

  test('[BUNDLE-4] the office chains its log anew without a correction; the kept minutes no longer follow', async () => {
    const verdict = await byOffice(({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) => without(entries, 'attendance-corrected')),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'line-other',
      month: '2026-10',
      version: 1,
      participant: elif.id,
      session: 'oct1',
      kept: 195,
      recomputed: 0,
    });
  });

  test('[BUNDLE-3] somebody adds a decision at the end, and the log ends elsewhere than the bundle says', async () => {
    const verdict = await byOffice(async ({ rewriteOfficeLog, manifest }) => {
      let head: Manifest['officeHead'] | undefined;
      manifest(({ officeHead }) => {
        head = officeHead;
      });
      await rewriteOfficeLog((entries) => [...entries, { ...nothing(entries[0]!), seq: 0 }]);
      manifest((said) => {
        said.officeHead = head!;
      });
    });
    expect(codes(verdict)).toEqual(['office-head-other']);
  });

  test('[BUNDLE-4] the office says afterwards that every started quarter was to be reported', async () => {
    const verdict = await byOffice(({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) =>
        entries.map((one) => (one.kind === 'policy-set' ? { ...one, roundToMinutes: 15 } : one)),
      ),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'row-other',
      month: '2026-09',
      version: 1,
      participant: amina.id,
      field: 'reportedMinutes',
      kept: 180,
      recomputed: 210,
    });
  });

  test('[BUNDLE-4] the office takes a late arrival in without anybody having decided it', async () => {
    const verdict = await byOffice(({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) => without(entries, 'late-change-decided')),
    );
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'change-other',
      month: '2026-09',
      version: 2,
      participant: elif.id,
      session: 'sep',
      kept: 210,
      recomputed: 210,
    });
  });

  test('[BUNDLE-3] the office claims a scan that no tablet has recorded', async () => {
    const verdict = await byOffice(({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) => [
        ...entries,
        {
          ...nothing(entries[0]!),
          kind: 'scan-claimed',
          session: 'oct2',
          participant: elif.id,
          event: `${tabletOf()}:99`,
        },
      ]),
    );
    expect(codes(verdict)).toEqual(['decision-refers-to-nothing']);
  });
});

describe('the months', () => {
  const withHash = async (draft: Draft, name: string): Promise<void> => {
    const { lines } = JSON.parse(draft.text(name)) as {
      lines: { participant: string; session: string; minutes: number }[];
    };
    const hash = await sha256(canonical(lines.map((one) => [one.participant, one.session, one.minutes])));
    draft.month(name, (kept) => {
      kept.hash = hash;
    });
  };

  test('[BUNDLE-4] the office gives somebody half an hour more, and whose and where is told', async () => {
    const verdict = await byOffice(async (draft) => {
      draft.month(oct, (kept) => {
        kept.lines[0] = { ...kept.lines[0]!, minutes: 240 };
        kept.rows[0] = { ...kept.rows[0]!, minutes: 450 };
        kept.minutes += 30;
      });
      await withHash(draft, oct);
    });
    expect(broken(verdict)).toContainEqual({
      level: 'broken',
      code: 'line-other',
      month: '2026-10',
      version: 1,
      participant: amina.id,
      session: 'oct1',
      kept: 240,
      recomputed: 210,
    });
    expect(codes(verdict)).toContain('month-entry-other');
  });

  test('[BUNDLE-4] the office puts one person’s minutes under another’s id', async () => {
    const verdict = await byOffice(async (draft) => {
      draft.month(oct, (kept) => {
        const move = <T extends { participant: string }>(one: T): T =>
          one.participant === olof.id ? { ...one, participant: guest.id } : one;
        kept.lines = kept.lines.map(move);
        kept.rows = kept.rows.map(move);
      });
      await withHash(draft, oct);
    });
    const lines = broken(verdict).filter(({ code }) => code === 'line-other');
    expect(lines).toMatchObject([
      { participant: guest.id, session: 'oct2', kept: 210, recomputed: 0 },
      { participant: olof.id, session: 'oct2', kept: 0, recomputed: 210 },
    ]);
  });

  test('[BUNDLE-4] the office rounds a row up instead of down', async () => {
    const verdict = await byOffice(({ month }) =>
      month(sep2, (kept) => {
        kept.rows[1] = { ...kept.rows[1]!, reportedMinutes: 240 };
      }),
    );
    expect(broken(verdict)).toEqual([
      {
        level: 'broken',
        code: 'row-other',
        month: '2026-09',
        version: 2,
        participant: elif.id,
        field: 'reportedMinutes',
        kept: 240,
        recomputed: 180,
      },
    ]);
  });

  test('[BUNDLE-4] the office writes a larger sum under the same rows', async () => {
    const verdict = await byOffice(({ month }) =>
      month(sep2, (kept) => {
        kept.reportedMinutes = 600;
      }),
    );
    expect(codes(verdict)).toEqual(['total-other', 'month-entry-other']);
  });

  test('[BUNDLE-3] the office lets two months change places', async () => {
    const verdict = await byOffice(({ files }) => {
      const [a, b] = [files.get(sep1)!, files.get(oct)!];
      files.set(sep1, b);
      files.set(oct, a);
    });
    expect(broken(verdict)).toContainEqual({ level: 'broken', code: 'file-misnamed', file: oct });
  });

  test('[BUNDLE-3] the office lets two months change places and names them anew', async () => {
    const verdict = await byOffice(({ text, put }) => {
      const [a, b] = [text(sep1), text(oct)];
      put(sep1, b.replace('"month": "2026-10"', '"month": "2026-09"'));
      put(oct, a.replace('"month": "2026-09"', '"month": "2026-10"'));
    });
    expect(codes(verdict)).toContain('month-entry-other');
  });

  test('[BUNDLE-3] the office leaves out the version that came after a late arrival', async () => {
    const verdict = await byOffice(({ files }) => void files.delete(sep2));
    expect(broken(verdict)).toEqual([
      { level: 'broken', code: 'month-missing', month: '2026-09', version: 2 },
    ]);
  });

  test('[BUNDLE-3] the office adds a month that nobody has locked', async () => {
    const verdict = await byOffice(({ text, put }) =>
      put(
        'months/2026-11-v1.json',
        text(oct)
          .replace('2026-10', '2026-11')
          .replace(/"seq": \d+/, '"seq": 999'),
      ),
    );
    expect(codes(verdict)).toEqual(['month-unknown']);
  });
});

describe('a checksum on paper', () => {
  const headNow = (): string => {
    const { officeHead } = JSON.parse(new TextDecoder().decode(bundle.get(fileNames.manifest))) as {
      officeHead: { seq: number; hash: string };
    };
    return `${officeHead.seq}:${officeHead.hash}`;
  };
  const against = async (files: Files, typed: string) => verifyBundle(files, { head: readHead(typed)! });

  test('[BUNDLE-6] an auditor copies the checksum of a month compilation, with spaces and cut short, and it is right', async () => {
    const typed = headNow().slice(0, 20).replace(':', ': ');
    expect(codes(await against(bundle, typed))).toEqual([]);
    expect(readHead('18:short')).toBeUndefined();
    expect(readHead('no number')).toBeUndefined();
  });

  test('[BUNDLE-6] the office writes its whole log anew, and the checksum of a month compilation shows it', async () => {
    const files = await editedAndSigned(bundle, officeKey(), ({ rewriteOfficeLog }) =>
      rewriteOfficeLog((entries) =>
        entries.map((one) => (one.kind === 'policy-set' ? { ...one, actor: 'nobody' } : one)),
      ),
    );
    expect(codes(await verifyBundle(files))).toEqual([]);
    expect(codes(await against(files, headNow()))).toEqual(['office-log-not-expected']);
  });

  test('[BUNDLE-6] the office goes back to an older log, and the checksum of a month compilation shows that entries are gone', async () => {
    const files = await editedAndSigned(bundle, officeKey(), ({ rewriteOfficeLog, devices }) => {
      devices((all) => {
        for (const device of all) device.revokedAt = null;
      });
      return rewriteOfficeLog((entries) => entries.slice(0, -1));
    });
    expect(codes(await against(files, headNow()))).toEqual(['office-log-shorter']);
  });
});
