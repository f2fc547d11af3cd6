/**
 * Who may call what, as one table. An address that is not here, or that other people may call than is said here, fails;
 * and every address is really called as each role alone, as nobody, as a tablet and as a participant's phone.
 *
 * A new address gets one row: `'post /api/admin/…': by('planner')`, `freshly('approver')` where the password has to be
 * given anew, `everybodySignedIn`, or whose it is otherwise.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstScreenOf, mayOpen, screenOf, screens } from '../../src/app/admin/access/screen-roles.ts';
import { roles as everyRole, type Role } from '../../src/domain/roles.ts';
import { freshSignInMs, type Endpoint } from '../../src/server/http/endpoint.ts';
import { createId, hashOf } from '../../src/server/http/services.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { aPhone, cardOf, issueBadges } from '../support/phone-world.ts';
import { amina, plant } from '../support/session-world.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';

type Row = {
  readonly caller: Endpoint['caller'];
  readonly roles?: Endpoint['roles'];
  readonly isFresh?: true;
};

const by = (...roles: readonly [Role, ...Role[]]): Row => ({ caller: 'administrator', roles });
const freshly = (...roles: readonly [Role, ...Role[]]): Row => ({ ...by(...roles), isFresh: true });
const everybodySignedIn: Row = { caller: 'administrator', roles: 'any-signed-in' };
const anybody: Row = { caller: 'anyone' };
const tablets: Row = { caller: 'device' };
const phones: Row = { caller: 'participant' };

const table: Readonly<Record<string, Row>> = {
  // Getting in
  'post /api/admin/set-up-link': anybody,
  'post /api/admin/set-up': anybody,
  'get /api/admin/sign-in-methods': anybody,
  'get /api/admin/signed-in': anybody,
  'get /api/me/known': anybody,
  'post /api/admin/sign-in': anybody,
  'post /api/admin/sign-out': everybodySignedIn,
  'get /api/admin/me': everybodySignedIn,
  'post /api/admin/confirm-password': everybodySignedIn,
  'post /api/admin/confirm-passkey': everybodySignedIn,
  // Second factors, one's own account, and the city's own sign-in service
  'post /api/admin/passkey/options': anybody,
  'post /api/admin/passkey/sign-in': anybody,
  'post /api/admin/factor/options': everybodySignedIn,
  'post /api/admin/factor': everybodySignedIn,
  'post /api/admin/factors/totp/begin': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/factors/totp': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/factors/passkey/begin': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/factors/passkey': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/factors/:id/name': everybodySignedIn,
  'post /api/admin/factors/:id/remove': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/recovery-codes': { ...everybodySignedIn, isFresh: true },
  'get /api/admin/account': everybodySignedIn,
  'post /api/admin/account/password': { ...everybodySignedIn, isFresh: true },
  'post /api/admin/sign-ins/end-others': everybodySignedIn,
  'post /api/admin/sign-ins/:id/end': everybodySignedIn,
  'post /api/admin/news/read': everybodySignedIn,
  'post /api/admin/administrators/:id/factor-reset': freshly('system'),
  'post /api/admin/sign-on/begin': anybody,
  'post /api/admin/sign-on/finish': anybody,
  'post /api/admin/sign-on/link': { ...everybodySignedIn, isFresh: true },
  // Accounts
  'get /api/admin/administrators': by('system'),
  'get /api/admin/backups': by('system'),
  'post /api/admin/administrators/invite': freshly('system'),
  'post /api/admin/invitations/:id/withdraw': by('system'),
  'post /api/admin/administrators/:id/password-link': freshly('system'),
  'post /api/admin/administrators/:id/roles': freshly('system'),
  'post /api/admin/administrators/:id/disable': freshly('system'),
  'post /api/admin/administrators/:id/enable': freshly('system'),
  // Protected identities and what has been seen
  'post /api/admin/protected': by('protected'),
  'post /api/admin/protected/search': by('protected'),
  'post /api/admin/protected/:id/show-name': freshly('protected'),
  'post /api/admin/protected/:id/protect': freshly('protected'),
  'post /api/admin/protected/:id/alias': by('protected'),
  'post /api/admin/protected/:id/unprotect': freshly('protected'),
  'post /api/admin/access-log': by('system', 'reader'),
  'post /api/admin/participants/:id/extract': freshly('planner', 'protected'),
  'get /api/me/extract': phones,
  'get /api/admin/retention': by('system', 'reader'),
  'post /api/admin/retention': freshly('system'),
  // Tablets and phones
  'post /api/enrol': anybody,
  'post /api/device/challenge': anybody,
  'post /api/device/sign-in': anybody,
  'post /api/log': tablets,
  'get /api/log': tablets,
  'get /api/plan': tablets,
  'post /api/me/open': anybody,
  'post /api/me/identify': anybody,
  'post /api/me/leave': anybody,
  'get /api/me': phones,
  'post /api/me/notice': phones,
  'post /api/me/check-in': phones,
  'post /api/me/certify': phones,
  'post /api/me/objection': phones,
  // Audit bundle
  'get /api/admin/bundle': by('reader', 'approver', 'system'),
  'post /api/admin/bundle': freshly('reader', 'approver', 'system'),
  // Certificates
  'get /api/admin/certificates': by('reviewer', 'approver', 'reader'),
  'post /api/admin/certificates/paper': by('reviewer'),
  'post /api/admin/certificates/remind': by('reviewer'),
  'post /api/admin/objections/answer': by('reviewer'),
  // Devices and trainers
  'get /api/admin/devices': by('system', 'planner', 'reviewer', 'approver', 'reader'),
  'post /api/admin/devices/:id/revoke': by('system'),
  'post /api/admin/enrolments': by('system', 'planner'),
  'post /api/admin/enrolments/:id/cancel': by('system', 'planner'),
  'get /api/admin/trainers': by('planner', 'system', 'reader'),
  'post /api/admin/trainers/code': by('planner', 'system'),
  // People, cards and sessions
  'post /api/admin/participants/search': by('planner', 'reviewer', 'approver', 'reader'),
  'get /api/admin/badges': by('planner'),
  'post /api/admin/badges/issue': by('planner'),
  'post /api/admin/badges/reissue': by('planner'),
  'get /api/admin/sessions': by('reviewer', 'approver', 'planner', 'reader'),
  'get /api/admin/sessions/:id': by('reviewer', 'approver', 'planner', 'reader'),
  'get /api/admin/overview': by('reviewer', 'approver', 'planner', 'reader', 'system'),
  'get /api/admin/log': by('reader', 'system', 'approver'),
  // People's places and letters
  'get /api/admin/people/doubles': by('planner', 'reviewer', 'approver', 'reader'),
  'post /api/admin/people/merge': by('planner'),
  'post /api/admin/people/apart': by('planner'),
  'post /api/admin/people/move': by('planner'),
  'post /api/admin/people/leave': by('planner'),
  'post /api/admin/people/return': by('planner'),
  'get /api/admin/people/:id': by('planner', 'reviewer', 'approver', 'reader'),
  'get /api/admin/places': by('planner', 'reviewer', 'approver', 'reader'),
  'post /api/admin/places/size': by('planner'),
  'post /api/admin/places/fill': by('planner'),
  'post /api/admin/places/reserve/add': by('planner'),
  'post /api/admin/places/reserve/remove': by('planner'),
  'post /api/admin/places/reserve/order': by('planner'),
  'get /api/admin/letters': by('planner', 'reader'),
  'post /api/admin/letters/send': by('planner'),
  'post /api/admin/letters/address': by('planner', 'protected'),
  'post /api/admin/letters/file': freshly('planner'),
  // Planning
  'get /api/admin/planning': by('planner', 'reader'),
  'get /api/admin/planning/choices': by('planner', 'reader'),
  'get /api/admin/planning/sessions/:id': by('planner', 'reader'),
  'post /api/admin/planning/sessions/:id/check': by('planner'),
  'post /api/admin/planning/sessions/:id': by('planner'),
  'post /api/admin/planning/series/check': by('planner'),
  'post /api/admin/planning/series': by('planner'),
  'post /api/admin/planning/series/:id/survey': by('planner'),
  'post /api/admin/planning/venues': by('planner'),
  'post /api/admin/planning/waves': by('planner'),
  'post /api/admin/planning/waves/:id/remove': by('planner'),
  // Reports and papers
  'get /api/admin/report/:month': by('approver', 'reader'),
  'post /api/admin/report/file': freshly('approver'),
  'get /api/admin/report-settings': by('system', 'approver'),
  'post /api/admin/report-settings': by('system', 'approver'),
  'get /api/admin/report/:month/summary': by('approver', 'reader'),
  'post /api/admin/report/attendance-reports': freshly('approver'),
  'get /api/admin/sessions/:id/list': by('reviewer', 'approver', 'planner', 'reader'),
  // Review and months
  'get /api/admin/review': by('reviewer', 'approver', 'reader'),
  'get /api/admin/review/:id': by('reviewer', 'approver', 'reader'),
  'post /api/admin/review/accept': by('reviewer'),
  'post /api/admin/review/correct': by('reviewer'),
  'post /api/admin/review/scan': by('reviewer'),
  'post /api/admin/review/walk-in': by('reviewer'),
  'post /api/admin/review/list': by('reviewer'),
  'post /api/admin/review/done': by('reviewer'),
  'post /api/admin/review/take-back': by('reviewer'),
  'get /api/admin/set-aside': by('reviewer', 'approver', 'reader'),
  'post /api/admin/set-aside/decide': by('reviewer'),
  'post /api/admin/set-aside/file': by('reviewer'),
  'post /api/hand-in': tablets,
  'post /api/admin/hand-in/look': by('system', 'planner', 'reviewer'),
  'post /api/admin/hand-in': by('system', 'planner', 'reviewer'),
  'post /api/admin/set-aside/delivery': by('reviewer'),
  'get /api/admin/months': by('reviewer', 'approver', 'reader'),
  'get /api/admin/months/:month': by('reviewer', 'approver', 'reader'),
  'post /api/admin/months/lock': by('approver'),
  'post /api/admin/months/late': by('approver'),
  'post /api/admin/months/sent': by('approver'),
  'get /api/admin/policy': by('reviewer', 'approver', 'reader', 'system'),
  'post /api/admin/policy': by('system'),
  // Follow-up
  'get /api/admin/followup': by('reviewer', 'approver', 'planner', 'reader'),
  'get /api/admin/followup/steering/:month': by('reviewer', 'approver', 'planner', 'reader'),
  'get /api/admin/followup/units': by('reviewer', 'approver', 'planner', 'reader'),
  'post /api/admin/followup/units/send': freshly('planner', 'approver'),
  'post /api/admin/followup/export': freshly('approver', 'reader'),
  // Import
  'post /api/admin/imports': by('planner'),
  'get /api/admin/imports/:id': by('planner'),
  'get /api/admin/imports/:id/rows': by('planner'),
  'post /api/admin/imports/:id/mapping': by('planner'),
  'post /api/admin/imports/:id/edits': by('planner'),
  'post /api/admin/imports/:id/commit': by('planner'),
  'post /api/admin/imports/:id/discard': by('planner'),
  'post /api/admin/imports/:id/rejected': by('planner'),
};

const openToHalf = [
  'post /api/admin/sign-out',
  'post /api/admin/factor/options',
  'post /api/admin/factor',
  'post /api/admin/factors/totp/begin',
  'post /api/admin/factors/totp',
  'post /api/admin/factors/passkey/begin',
  'post /api/admin/factors/passkey',
];
const closing = [
  'sign-in/required',
  'sign-in/stale',
  'sign-in/factor-needed',
  'sign-in/factor-missing',
  'role/not-allowed',
];

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const rolesIn = (roles: Endpoint['roles']): readonly Role[] =>
  roles === undefined ? [] : roles === 'any-signed-in' ? everyRole : roles;

describe('the table of who may call what', () => {
  test('[ROLE-1] has every address of the office, and no other', () => {
    expect(endpoints.map(nameOf).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '[ROLE-1] agrees with %s',
    (name, { caller, roles, needsFreshSignIn }) => {
      const row = table[name];

      expect({ caller, needsFreshSignIn }).toEqual({
        caller: row?.caller,
        needsFreshSignIn: row?.isFresh ?? false,
      });
      expect(roles === 'any-signed-in').toBe(row?.roles === 'any-signed-in');
      expect(rolesIn(roles).toSorted()).toEqual(rolesIn(row?.roles).toSorted());
    },
  );
});

describe('a call', () => {
  let server: TestServer;
  let tablet: TestCaller;
  let phone: TestCaller;

  beforeAll(async () => {
    server = await createTestServer();
    await plant(server);
    const now = server.services.clock();
    const id = createId(server.services);
    await server.stores(async ({ devices }) => {
      await devices.add({ id, name: 'Farsta 07', unit: 'farsta', publicKey: 'none' }, now);
      await devices.addSignIn(hashOf('a-tablet-of-the-office'), id, now + 86_400_000, now);
    });
    tablet = { token: 'a-tablet-of-the-office' };
    await issueBadges(server, [amina.id]);
    const own = aPhone(server);
    await own.open((await cardOf(server, amina.id)).token);
    phone = { cookie: own.cookie() ?? '' };
  });
  afterAll(() => server.close());

  const call = async ({ method, path }: Endpoint, caller: TestCaller): Promise<string> => {
    const address = path.replaceAll(/:\w+/g, 'x');
    const answer = await (method === 'get'
      ? server.get(address, caller)
      : server.post(address, { unexpected: true }, caller));
    const type = answer.headers.get('content-type') ?? '';
    const code = type.includes('problem') ? ((await answer.json()) as { code: string }).code : '';
    return closing.includes(code) ? `${answer.status} ${code}` : 'let through';
  };

  const closed = endpoints.filter(({ caller }) => caller !== 'anyone');
  const whoElse = ['administrator', 'device', 'participant'] as const;

  test.each(closed.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '[ROLE-1] to %s is answered for those alone who may make it',
    async (name, endpoint) => {
      const administrator = await server.administrator('Sol Granhimmel', everyRole);
      const callers = { administrator, device: tablet, participant: phone };

      expect(await call(endpoint, {})).toBe('401 sign-in/required');
      for (const kind of whoElse)
        expect([kind, await call(endpoint, callers[kind])]).toEqual([
          kind,
          kind === table[name]?.caller ? 'let through' : '401 sign-in/required',
        ]);
    },
  );

  const roleRows = closed
    .filter(({ caller }) => caller === 'administrator')
    .flatMap((endpoint) => everyRole.map((role) => [nameOf(endpoint), role, endpoint] as const));

  test.each(roleRows)('[ROLE-1] to %s as %s alone', async (name, role, endpoint) => {
    const caller = await server.administrator('Sol Granhimmel', [role]);
    const isAllowed = rolesIn(table[name]?.roles).includes(role);

    expect(await call(endpoint, caller)).toBe(isAllowed ? 'let through' : '403 role/not-allowed');
  });

  test('[ROLE-1] by an administrator without any role is answered only about the sign-in itself', async () => {
    for (const endpoint of closed.filter(({ caller }) => caller === 'administrator')) {
      const caller = await server.administrator('Sol Granhimmel', []);
      const isAllowed = table[nameOf(endpoint)]?.roles === 'any-signed-in';
      expect([nameOf(endpoint), await call(endpoint, caller)]).toEqual([
        nameOf(endpoint),
        isAllowed ? 'let through' : '403 role/not-allowed',
      ]);
    }
  });

  test.each(['factor', 'registration'] as const)(
    '[AUTH-1] before the second factor (%s) is answered about that factor alone',
    async (awaits) => {
      const { id } = await server.administrator('Sol Granhimmel', everyRole);
      for (const endpoint of closed.filter(({ caller }) => caller === 'administrator')) {
        const token = `half-${createId(server.services)}`;
        await server.stores(({ accounts }) =>
          accounts.addSignIn(hashOf(token), id, server.services.clock(), { awaits }),
        );
        const cookie = signInCookie(server.services.origin, token).split(';')[0] ?? '';
        const may = openToHalf.includes(nameOf(endpoint));
        const refusal = awaits === 'factor' ? 'factor-needed' : 'factor-missing';
        expect([nameOf(endpoint), await call(endpoint, { cookie })]).toEqual([
          nameOf(endpoint),
          may ? 'let through' : `403 sign-in/${refusal}`,
        ]);
      }
    },
  );

  test('[SIGN-6] to what is most sensitive is refused once the password is old, and to nothing else', async () => {
    const caller = await server.administrator('Sol Granhimmel', everyRole);
    server.advance(freshSignInMs + 1);
    for (const endpoint of closed.filter(
      ({ caller: kind, path }) => kind === 'administrator' && path !== '/api/admin/sign-out',
    ))
      expect([nameOf(endpoint), await call(endpoint, caller)]).toEqual([
        nameOf(endpoint),
        table[nameOf(endpoint)]?.isFresh === true ? '403 sign-in/stale' : 'let through',
      ]);
  });
});

describe('the office’s menu', () => {
  test.each(screens.map(({ path, reads, roles }) => [path, reads, roles] as const))(
    '[ROLE-2] shows %s to those who may call %s',
    (_path, reads, roles) => {
      const endpoint = endpoints.find((one) => nameOf(one) === reads);
      expect(roles.toSorted()).toEqual(rolesIn(endpoint?.roles).toSorted());
    },
  );

  test('[ROLE-2] has no page that is not somebody’s: each belongs to a screen with roles', () => {
    const app = readFileSync(resolve(import.meta.dirname, '../../src/app/admin/admin-app.tsx'), 'utf8');
    const paths = [...app.matchAll(/<Route path="([^"*]+)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(20);
    const ownerless = paths.filter(
      (path) => !['start', 'sso', 'vad-gora-nar'].includes(path) && screenOf(`/admin/${path}`) === undefined,
    );
    expect(ownerless).toEqual([]);
  });

  test('[ROLE-2] a page below another is found by its own roles, or else by those of the page above', () => {
    expect(screenOf('/admin/deltagare/import')?.path).toBe('/admin/deltagare/import');
    expect(screenOf('/admin/tillfallen/abc')?.path).toBe('/admin/tillfallen');
    expect(screenOf('/admin/finns-inte')).toBeUndefined();
    expect(mayOpen('/admin/deltagare/import', ['reader'])).toBe(false);
    expect(mayOpen('/admin/deltagare', ['reader'])).toBe(true);
    expect(firstScreenOf(['protected'])).toBe('/admin/skyddade');
    expect(firstScreenOf([])).toBeUndefined();
  });
});
