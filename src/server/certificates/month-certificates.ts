/** Everybody's certificates of one month, for the office: who has, who has not, and since when (CERT-5). */
import { certificateState, type Certificate } from '../../domain/certification.ts';
import {
  linesToCertify,
  monthSpan,
  monthStanding,
  type HoursLine,
  type MonthStanding,
} from '../../domain/certify-month.ts';
import type { Attendance } from '../../domain/attendance.ts';
import { type Decision } from '../../domain/decision-entries.ts';
import { followMerges } from '../../domain/decisions.ts';
import { ParticipantId, type Hash } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import { instant, monthOf, type Instant, type Month } from '../../domain/time.ts';
import type { CertificateRow } from '../../protocol/list-certificates.ts';
import type { Context } from '../http/endpoint.ts';

type Line = HoursLine & {
  readonly attendance: Attendance | undefined;
  readonly closedAt: Instant | undefined;
};

export type PersonsMonth = {
  readonly participant: ParticipantId;
  readonly standing: MonthStanding;
  readonly minutes: number;
  readonly since: Instant | null;
  readonly rows: readonly CertificateRow[];
};

type Stores = Pick<
  Context,
  'attendance' | 'decisions' | 'keptHours' | 'programme' | 'reviews' | 'services' | 'writtenTexts'
>;

const sessionsIn = async (month: Month, { programme }: Stores): Promise<readonly Session[]> => {
  const { from, to } = monthSpan(month);
  return (await programme.sessionsBetween(from, to))
    .map(({ session }) => session)
    .filter(({ startsAt }) => startsAt >= from && startsAt < to);
};

/** Every line of the month, by participant. */
const linesOf = async (
  month: Month,
  sessions: readonly Session[],
  stores: Stores,
): Promise<ReadonlyMap<string, readonly Line[]>> => {
  const { attendance, decisions, keptHours, reviews } = stores;
  const ids = sessions.map(({ id }) => id);
  const states = await attendance.states(ids);
  const certificates = await reviews.certificates(ids);
  const kept = await keptHours.ofMonth(month);
  const ownerOf = followMerges(await decisions.merges());
  const waiting = new Set(
    (await reviews.objectionsAt(ids))
      .filter(({ answered_at }) => answered_at === null)
      .map(({ session, participant }) => `${session}/${ownerOf(ParticipantId.parse(participant))}`),
  );
  const lines = new Map<string, Line[]>();
  for (const { id, startsAt } of sessions) {
    const attended = new Map((await attendance.ofSession(id)).map((one) => [one.participant as string, one]));
    const certified = [...certificates.keys()].flatMap((key) =>
      key.startsWith(`${id}/`) ? [key.slice(id.length + 1)] : [],
    );
    const closedAt = states.get(id)?.closed_at ?? undefined;
    for (const participant of new Set([...attended.keys(), ...certified])) {
      const mine = attended.get(participant);
      const key = `${id}/${participant}`;
      const line: Line = {
        session: id,
        startsAt,
        minutes: mine?.minutes ?? 0,
        isSettled: closedAt !== undefined && mine?.isOpen !== true,
        certificate: certificates.get(key),
        hasObjection: waiting.has(key),
        isApproved: kept.get(key) === (mine?.minutes ?? 0),
        attendance: mine,
        closedAt: closedAt === undefined ? undefined : instant(Number(closedAt)),
      };
      lines.set(participant, [...(lines.get(participant) ?? []), line]);
    }
  }
  return lines;
};

const stateOf = (line: Line): CertificateRow['state'] => {
  if (line.hasObjection) return 'objection';
  const state = certificateState(line.minutes, line.certificate);
  if (state === 'reopened' || state === 'certified') return state;
  return line.isSettled ? 'missing' : 'registered';
};

/** Since when a line has waited: the month was over, the list closed and, where it was reopened, the change made. */
const waitingSince = (line: Line, monthEnd: Instant, changes: readonly Decision[]): readonly number[] => {
  const state = stateOf(line);
  if (state === 'missing') return [Math.max(monthEnd, line.closedAt ?? 0)];
  if (state !== 'reopened') return [];
  const after = changes.filter(
    (decision) =>
      'session' in decision &&
      decision.session === line.session &&
      decision.at >= (line.certificate?.at ?? 0) &&
      (!('participant' in decision) || decision.participant === line.attendance?.participant),
  );
  return [Math.max(line.certificate?.at ?? 0, ...after.map(({ at }) => at))];
};

/** Everybody with hours or a certificate in the month, and the month's sessions. */
export const monthCertificates = async (
  month: Month,
  stores: Stores,
): Promise<{ readonly sessions: readonly Session[]; readonly people: readonly PersonsMonth[] }> => {
  const { decisions, services, writtenTexts } = stores;
  const sessions = await sessionsIn(month, stores);
  const history = await decisions.history(sessions.map(({ id }) => id));
  const papers = new Map<string, Hash>(
    history.flatMap((d) =>
      d.kind === 'paper-certificate-recorded' ? [[`office:${d.seq}`, d.text] as const] : [],
    ),
  );
  const texts = await writtenTexts.read([...new Set(papers.values())]);
  const keptWhere = ({ event }: Certificate): string | null => texts.get(papers.get(event) ?? '') ?? null;
  const { to: monthEnd } = monthSpan(month);
  const current = monthOf(services.clock());
  const people = [...(await linesOf(month, sessions, stores))].map(([id, lines]): PersonsMonth => {
    const asked = new Set(linesToCertify(lines));
    const since = lines.flatMap((line) => waitingSince(line, monthEnd, history));
    const standing = monthStanding(lines, current);
    const isWaiting = standing === 'to-certify' || standing === 'reopened';
    return {
      participant: ParticipantId.parse(id),
      standing,
      minutes: [...asked].reduce(
        (sum, line) => (stateOf(line) === 'certified' ? sum : sum + line.minutes),
        0,
      ),
      since: isWaiting && since.length > 0 ? instant(Math.min(...since)) : null,
      rows: lines.map((line) => ({
        session: line.session,
        counted: (line.attendance?.counted ?? []).map(({ from, to }) => ({ from, to })),
        minutes: line.minutes,
        state: stateOf(line),
        isAsked: asked.has(line),
        certified:
          line.certificate === undefined
            ? null
            : {
                minutes: line.certificate.minutes,
                at: line.certificate.at,
                via: line.certificate.via,
                keptWhere: keptWhere(line.certificate),
              },
      })),
    };
  });
  return { sessions, people };
};
