/** A running office with a session going on, and what a browser test needs to stand at its door. */
import type { BrowserContext, Page } from '@playwright/test';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ListSessionsReply } from '../../src/protocol/list-sessions.ts';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import type { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { signInToOffice, type OfficeClient } from './office-client.ts';
import { startRealServer, type RealServer } from './real-server.ts';

export type SessionAtOffice = ListSessionsReply['sessions'][number];

export type DoorWorld = {
  readonly server: RealServer;
  readonly office: OfficeClient;
  /** The on-site session going on now, for whose unit tablets are enrolled. */
  readonly session: SessionAtOffice;
  /** The id of its cohort. */
  readonly cohort: string;
  /** All of today's. */
  readonly sessions: readonly SessionAtOffice[];
  /** The badges of those expected at it. */
  readonly cards: readonly BadgeCard[];
  /** Badges of a cohort that is not expected at it. */
  readonly otherCards: () => Promise<readonly BadgeCard[]>;
  /** A link that connects one more tablet of the session's unit. */
  readonly tabletLink: (name: string) => Promise<string>;
  readonly held: () => Promise<ShowSessionReply>;
  readonly end: () => Promise<void>;
};

/** Starts a demo of its own, with an administrator, and finds the session that is going on. */
export const startDoorWorld = async (): Promise<DoorWorld> => doorWorldOf(await startRealServer());

/** The same for a demo that runs. */
export const doorWorldOf = async (server: RealServer): Promise<DoorWorld> => {
  const office = await signInToOffice(server.origin, server.links().admin);
  const cohort = new URL(server.links().badges).searchParams.get('cohort') ?? '';
  const cards = await office.badges(cohort);
  const { sessions } = await office.get<ListSessionsReply>('/api/admin/sessions');
  const now = Date.now();
  const session = sessions.find(
    ({ kind, startsAt, endsAt, cohorts }) =>
      kind === 'on-site' && startsAt <= now && now < endsAt && cohorts.includes(cards[0]?.group ?? ''),
  );
  if (session === undefined) throw new Error('the demo has no session going on');
  return {
    server,
    office,
    session,
    cohort,
    sessions,
    cards,
    otherCards: async () => {
      const { cohorts } = await office.get<{ cohorts: readonly { id: string }[] }>('/api/admin/badges');
      const other = cohorts.find(({ id }) => id !== cohort);
      return office.badges(other?.id ?? '');
    },
    tabletLink: async (name) =>
      (await office.post<CreateEnrolmentReply>('/api/admin/enrolments', { name, unit: session.unit })).link,
    held: () => office.get<ShowSessionReply>(`/api/admin/sessions/${session.id}`),
    end: () => server.end(),
  };
};

/** Puts the administrator's sign-in into a browser, so that its pages open without asking. */
export const signInBrowser = async (
  context: BrowserContext,
  world: { readonly server: { readonly origin: string }; readonly office: OfficeClient },
): Promise<void> => {
  const { server, office } = world;
  const post = (path: string, data: object) =>
    context.request.post(`${server.origin}${path}`, { data, headers: { Origin: server.origin } });
  await post('/api/admin/sign-in', { login: office.login, password: office.password });
  const code = office.takeRecoveryCode();
  if (code !== undefined) await post('/api/admin/factor', { kind: 'recovery', code });
};

/** Writes down every error and refused resource of a page, to be empty at the end. */
export const watchPage = (page: Page): readonly string[] => {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (
      message.type() === 'error' &&
      !text.includes('net::ERR_') &&
      !text.startsWith('Failed to load resource')
    )
      seen.push(`console: ${text}`);
  });
  return seen;
};
