/**
 * Every session as it has been planned, version by version (SER-5). A decision on hours is a decision on the plan as it
 * stood, so each version is kept as the bytes that were hashed, and the office log names it by that hash.
 */
import { createHash } from 'node:crypto';
import { canonical } from '../domain/log.ts';
import type { PlannedSession } from '../domain/planning.ts';
import { Hash } from '../domain/ids.ts';
import type { Context } from './http/endpoint.ts';
import type { SessionVersion } from './store/planning-store.ts';

type Recording = Pick<Context, 'planning' | 'officeLog' | 'services'>;

const sha256 = (text: string): Hash => Hash.parse(createHash('sha256').update(text).digest('base64url'));

/** The bytes of a version: the session with its unit, venue, device and series. */
export const versionText = (planned: PlannedSession): string => canonical(planned);

/** Those that differ from what was last recorded, as their next versions. */
const changedAmong = async (
  { planning, services }: Recording,
  sessions: readonly PlannedSession[],
): Promise<readonly SessionVersion[]> => {
  const latest = await planning.latestVersions(sessions.map(({ session }) => session.id));
  return sessions.flatMap((planned): readonly SessionVersion[] => {
    const { id } = planned.session;
    const before = latest.get(id);
    const text = versionText(planned);
    const hash = sha256(text);
    return before?.hash === hash
      ? []
      : [{ session: id, version: (before?.version ?? 0) + 1, text, hash, at: services.clock() }];
  });
};

/** Keeps one session as it is planned now, with an entry of its own in the office log. Nothing if nothing has changed. */
export const recordSessionPlanned = async (
  context: Recording,
  planned: PlannedSession,
  actor: string,
): Promise<void> => {
  const versions = await changedAmong(context, [planned]);
  await context.planning.addVersions(versions);
  for (const { session, version, hash, at } of versions)
    await context.officeLog.append({ kind: 'session-planned', actor, at, session, version, hash });
};

/**
 * Keeps many at once, with one entry for all: how many, and the hash over their hashes in the order of their ids. For
 * what no person has decided session by session, such as the demo.
 */
export const recordSessionsPlanned = async (
  context: Recording,
  sessions: readonly PlannedSession[],
  actor: string,
): Promise<void> => {
  const versions = [...(await changedAmong(context, sessions))].sort((a, b) =>
    a.session < b.session ? -1 : 1,
  );
  if (versions.length === 0) return;
  await context.planning.addVersions(versions);
  await context.officeLog.append({
    kind: 'sessions-planned',
    actor,
    at: context.services.clock(),
    sessions: versions.length,
    hash: sha256(versions.map(({ session, version, hash }) => `${session} ${version} ${hash}\n`).join('')),
  });
};
