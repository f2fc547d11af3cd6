/** A participant's sessions and months in the form their own page is told (ME-3, CERT-1). */
import {
  certifyBy,
  hoursStatus,
  linesToCertify,
  lineState,
  monthStanding,
} from '../../domain/certify-month.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import { instant, monthOf, type Month } from '../../domain/time.ts';
import type { MyMonth, MyObjection, MySession } from '../../protocol/show-my-page.ts';
import type { Context } from '../http/endpoint.ts';
import { ownSessionsOf } from '../own-sessions.ts';
import type { Objection } from '../store/review-store.ts';
import { whyReopened, type MyHours } from './hours-of.ts';

const objectionFrom = (
  { id, text, made_at, answer, answered_at }: Objection,
  texts: ReadonlyMap<string, string>,
): MyObjection => ({
  id,
  text: texts.get(text) ?? null,
  at: instant(Number(made_at)),
  answer:
    answered_at === null
      ? null
      : { text: answer === null ? null : (texts.get(answer) ?? null), at: instant(Number(answered_at)) },
});

type AttendedPart = NonNullable<MySession['attendance']>;

const attendedFrom = async (
  line: MyHours,
  person: Participant,
  current: Month,
  context: Pick<Context, 'decisions' | 'logs'>,
): Promise<AttendedPart | null> => {
  const { attendance, certificate } = line;
  if (attendance === undefined && certificate === undefined) return null;
  const state = lineState(line);
  return {
    presence: (attendance?.presence ?? []).map(({ from, to }) => ({ from, to: to ?? null })),
    counted: (attendance?.counted ?? []).map(({ from, to }) => ({ from, to })),
    isOpen: attendance?.isOpen ?? false,
    minutes: line.minutes,
    status: hoursStatus(line, current),
    reopened:
      state === 'reopened' && certificate !== undefined
        ? { minutes: certificate.minutes, by: await whyReopened(line, person.id, context) }
        : null,
    certifiedVia: state === 'certified' ? (certificate?.via ?? null) : null,
  };
};

/** The sessions of the places held, past and coming, and those of others that the person came to; oldest first (PPL-2). */
export const mySessions = async (
  person: Participant,
  hours: readonly MyHours[],
  context: Pick<Context, 'decisions' | 'logs' | 'people' | 'programme' | 'services' | 'writtenTexts'>,
): Promise<readonly MySession[]> => {
  const { services, writtenTexts } = context;
  const current = monthOf(services.clock());
  const lines = new Map<string, MyHours>(hours.map((line) => [line.session, line]));
  const own = await ownSessionsOf(person.id, context);
  const ownIds = new Set<string>(own.map(({ session }) => session.id));
  const planned = new Map<string, OfficeSession>(
    [...own, ...hours.map((line) => line.planned)].map((one) => [one.session.id, one]),
  );
  const texts = await writtenTexts.read(
    hours.flatMap(({ objections }) =>
      objections.flatMap(({ text, answer }) => (answer === null ? [text] : [text, answer])),
    ),
  );
  const sessions: MySession[] = [];
  for (const { session } of planned.values()) {
    const line = lines.get(session.id);
    const { id, kind, title, place, startsAt, endsAt, breaks, number, of, cancelled } = session;
    sessions.push({
      id,
      kind,
      title,
      place,
      startsAt,
      endsAt,
      breaks,
      number,
      of,
      isCancelled: cancelled,
      isOwn: ownIds.has(id),
      attendance: line === undefined ? null : await attendedFrom(line, person, current, context),
      objections: (line?.objections ?? []).map((objection) => objectionFrom(objection, texts)),
    });
  }
  return sessions.sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
};

/** Every month the person has hours in, newest first. */
export const myMonths = (hours: readonly MyHours[], now: number): readonly MyMonth[] => {
  const current = monthOf(now);
  const byMonth = new Map<Month, MyHours[]>();
  for (const line of hours) {
    const month = monthOf(line.startsAt);
    byMonth.set(month, [...(byMonth.get(month) ?? []), line]);
  }
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, lines]): MyMonth => {
      const standing = monthStanding(lines, current);
      const rows = linesToCertify(lines);
      const given = lines.flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate.at]));
      const isDone = standing === 'certified' || standing === 'approved';
      return {
        month,
        standing,
        minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
        rows: rows.map(({ session, minutes }) => ({ session, minutes })),
        certifyBy: certifyBy(month),
        certifiedAt: isDone && given.length > 0 ? instant(Math.max(...given)) : null,
      };
    });
};
