/** Months that are locked, as a report finds them: sessions, kept lines, identities, and what has been sent. */
import { inflateRawSync } from 'node:zlib';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import type { KeptLine } from '../../src/domain/month.ts';
import type { Participant } from '../../src/domain/office.ts';
import { Day, hourMs, instant, instantAt } from '../../src/domain/time.ts';
import { readZipDirectory } from '../../src/server/import/zip-directory.ts';
import { figuresOf, hashOfLines, markSent } from '../../src/server/months.ts';
import { aSession, plant } from './session-world.ts';
import type { TestServer } from './test-server.ts';

/** A session of four hours without breaks, on a day, called by that day. */
export const sessionOn = (day: string) => {
  const startsAt = instantAt(Day.parse(day), '08:30');
  return aSession(`s-${day}`, { startsAt, endsAt: instant(startsAt + 4 * hourMs), breaks: [] });
};

/** `amina was at the session of 14 September for 180 minutes` */
export type Was = readonly [person: Pick<Participant, 'id'>, day: string, minutes: number];

const linesOf = (were: readonly Was[]): readonly KeptLine[] =>
  were
    .map(([person, day, minutes]) => ({
      participant: ParticipantId.parse(person.id),
      session: SessionId.parse(`s-${day}`),
      minutes,
    }))
    .sort((a, b) => (`${a.participant}${a.session}` < `${b.participant}${b.session}` ? -1 : 1));

/** Keeps a month as a lock, or a change after it, keeps it; answers the version. */
export const keepMonth = (
  server: TestServer,
  actor: string,
  month: string,
  were: readonly Was[],
): Promise<number> =>
  server.stores(async (stores) => {
    const lines = linesOf(were);
    const { rows } = await figuresOf(month, lines, stores);
    const version = ((await stores.months.latest(month))?.version ?? 0) + 1;
    const at = server.services.clock();
    const sum = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((n, row) => n + of(row), 0);
    const figures = {
      people: rows.filter(({ reportedMinutes }) => reportedMinutes > 0).length,
      minutes: sum((row) => row.minutes),
    };
    const hash = hashOfLines(lines);
    const seq = await stores.officeLog.append({
      kind: version === 1 ? 'month-locked' : 'month-changed',
      actor,
      at,
      month,
      version,
      lines: hash,
    });
    await stores.months.putVersion(
      {
        month,
        version,
        seq,
        at,
        actor,
        hash,
        ...figures,
        reported_minutes: sum((row) => row.reportedMinutes),
      },
      lines,
      rows,
    );
    return version;
  });

/** SCB has been given the month's latest version. */
export const sendMonth = async (
  server: TestServer,
  actor: string,
  month: string,
  checksum: string | null = null,
): Promise<void> => {
  const sent = await server.stores(async (stores) => {
    const version = (await stores.months.latest(month))?.version ?? 0;
    return markSent({ month, version, checksum }, actor, { ...stores, services: server.services });
  });
  if (!sent.ok) throw new Error(`${month} could not be sent: ${sent.error.code}`);
};

/** The three of Farsta, and sessions on the 14th of September, October and November 2026. */
export const plantMonths = async (server: TestServer): Promise<void> => {
  await plant(server, ['2026-09-14', '2026-09-21', '2026-10-12', '2026-11-16'].map(sessionOn));
};

/** Every file in a workbook, as text. */
export const partsOf = (workbook: Buffer): ReadonlyMap<string, string> => {
  const entries = readZipDirectory(workbook);
  if (!entries.ok) throw new Error(`not a workbook: ${entries.error}`);
  return new Map(
    entries.value.map(({ name, method, from, to }) => {
      const packed = workbook.subarray(from, to);
      return [name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8')];
    }),
  );
};

/** Every time a workbook's entries say, in their own headers and in the file's directory. */
export const timesIn = (workbook: Buffer): ReadonlySet<number> => {
  const end = workbook.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const times = new Set<number>();
  let at = workbook.readUInt32LE(end + 16);
  for (let n = workbook.readUInt16LE(end + 10); n > 0; n -= 1) {
    times.add(workbook.readUInt32LE(at + 12));
    times.add(workbook.readUInt32LE(workbook.readUInt32LE(at + 42) + 10));
    at +=
      46 + workbook.readUInt16LE(at + 28) + workbook.readUInt16LE(at + 30) + workbook.readUInt16LE(at + 32);
  }
  return times;
};
