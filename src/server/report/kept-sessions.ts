/** What a locked month's kept minutes rest on, session by session: times, certificates, reviews (PAPER-2). */
import type { Attendance } from '../../domain/attendance.ts';
import type { Certificate } from '../../domain/certification.ts';
import type { KeptLine } from '../../domain/month.ts';
import type { Session } from '../../domain/programme.ts';
import type { Context } from '../http/endpoint.ts';
import type { ReviewState } from '../store/review-store.ts';

export type KeptSession = KeptLine & {
  readonly planned: Session;
  /** As it stands now; undefined where it gives other minutes than what was kept. */
  readonly attendance: Attendance | undefined;
  /** What the participant has certified, if it is exactly these minutes. */
  readonly certificate: Certificate | undefined;
  readonly review: ReviewState | undefined;
};

/** Every kept line with what it rests on, in the order of the sessions. */
export const keptSessions = async (
  lines: readonly KeptLine[],
  { programme, attendance, reviews }: Context,
): Promise<readonly KeptSession[]> => {
  const ids = [...new Set(lines.map(({ session }) => session))];
  const certificates = await reviews.certificates(ids);
  const states = await reviews.states(ids);
  const sessions = new Map<string, Session>();
  const attended = new Map<string, Attendance>();
  for (const id of ids) {
    const planned = (await programme.session(id))?.session;
    if (planned !== undefined) sessions.set(id, planned);
    for (const one of await attendance.ofSession(id)) attended.set(`${id}/${one.participant}`, one);
  }
  return lines
    .flatMap((line): KeptSession[] => {
      const planned = sessions.get(line.session);
      if (planned === undefined) return [];
      const key = `${line.session}/${line.participant}`;
      const now = attended.get(key);
      const certificate = certificates.get(key);
      return [
        {
          ...line,
          planned,
          attendance: now?.minutes === line.minutes ? now : undefined,
          certificate: certificate?.minutes === line.minutes ? certificate : undefined,
          review: states.get(line.session),
        },
      ];
    })
    .sort((a, b) => a.planned.startsAt - b.planned.startsAt || (a.session < b.session ? -1 : 1));
};

/** Lists by one of their parts, in the order they came. */
export const groupedBy = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
