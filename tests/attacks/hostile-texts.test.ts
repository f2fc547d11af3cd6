/** A8, A19 and A26: every text field of every message, with what does harm to databases, to words and to patience. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { Endpoint } from '../../src/server/http/endpoint.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { aRogue } from '../support/attacker.ts';
import { samplesOf, textPlaces, withOneMore } from '../support/message-samples.ts';
import { aPhone, cardOf, issueBadges } from '../support/phone-world.ts';
import { amina, aParticipant, plant } from '../support/session-world.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';

const hostile = [
  "' OR '1'='1",
  "'; DROP TABLE participants; --",
  '" OR ""="',
  '%',
  '_',
  '%%%_%',
  '\\',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\u202e\u200b\ufeff',
  '__proto__',
  'constructor',
  '$1; select pg_sleep(10)',
  "1); ATTACH DATABASE '/tmp/x' AS x; --",
  '\r\nX-Injected: 1',
  '\u001b[31m',
  '🏳️‍🌈'.repeat(10),
  'A\u030a',
  '../../etc/passwd',
  '9007199254740993',
  '1e309',
  '',
  ' ',
];

/** What the two databases differ on. */
const worst = ["' OR '1'='1", '\u0000', 'a\udfffb', '\u202e\u200b\ufeff'];

type Writing = Endpoint & { readonly body: z.ZodMiniType };
const writing = endpoints.filter((one): one is Writing => typeof one.body === 'object');
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

describe.each(['sqlite', 'postgres'] as const)('on %s', (database) => {
  let server: TestServer;
  let callers: Readonly<Record<Endpoint['caller'], TestCaller>>;
  beforeAll(async () => {
    server = await createTestServer({ database });
    await plant(server);
    await issueBadges(server, [amina.id]);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await sql`delete from rate_limits`.execute(server.database.db);
    const phone = aPhone(server);
    await phone.open((await cardOf(server, amina.id)).token);
    const rogue = `rogue-${Math.abs(server.services.randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0))}`;
    callers = {
      anyone: {},
      administrator: await server.administrator(),
      device: { token: (await aRogue(server, rogue)).token },
      participant: { cookie: phone.cookie() ?? '' },
    };
  });

  const send = async (
    endpoint: Endpoint,
    body: unknown,
  ): Promise<{ readonly status: number; readonly code: string }> => {
    const reply = await server.post(endpoint.path.replaceAll(/:\w+/g, 's1'), body, callers[endpoint.caller]);
    const type = reply.headers.get('content-type') ?? '';
    const said = type.includes('json') ? ((await reply.json()) as { code?: string } | null) : null;
    return { status: reply.status, code: said?.code ?? '' };
  };
  const countPeople = async (): Promise<number> =>
    (await server.stores(({ programme }) => programme.participants())).length;

  test.each(writing.map((one) => [nameOf(one), one] as const))(
    '[ATK-3] A19: in %s every text is kept as it is or refused in words, and is never a defect or a question of its own',
    async (_name, endpoint) => {
      const people = await countPeople();
      const fits = (body: unknown): boolean => endpoint.body.safeParse(body).success;
      for (const text of database === 'sqlite' ? hostile : worst) {
        const open = new Set(
          textPlaces(endpoint.body).filter((target) =>
            samplesOf(endpoint.body, (place, accepted) => (place === target ? text : accepted)).some(fits),
          ),
        );
        if (open.size === 0) continue;
        const bodies = samplesOf(endpoint.body, (place, accepted) => (open.has(place) ? text : accepted));
        for (const body of bodies.filter(fits))
          expect([text, (await send(endpoint, body)).status]).not.toEqual([text, 500]);
      }
      expect(await countPeople()).toBe(people);
    },
  );

  test('[ATK-3] A19: what is looked for is looked for as it is written: no sign stands for any other', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants([
        aParticipant('percent', 'Procent%', 'Under_streck'),
        aParticipant('quote', "O'Hara", 'Snedstreck\\'),
      ]),
    );
    const search = async (words: string): Promise<number> => {
      const reply = await server.post(
        '/api/admin/participants/search',
        { search: words, unit: null, cohort: null, page: 1 },
        callers.administrator,
      );
      return ((await reply.json()) as { total: number }).total;
    };
    expect(await search("O'Hara")).toBe(1);
    for (const words of ['P%t', '_nder', "' OR '1'='1", '%_%x'])
      expect([words, await search(words)]).toEqual([words, 0]);
    expect(await search('Björkljus'.normalize('NFD'))).toBe(1);
  });
});

describe('a message', () => {
  test.each(writing.map((one) => [nameOf(one), one] as const))(
    '[ATK-2] A8: of %s takes no key that is not its own, at any depth',
    (_name, { body }) => {
      const extra = {
        role: 'system',
        approved: true,
        minutes: 999,
        constructor: { prototype: {} },
        toString: 1,
      };
      for (const sample of samplesOf(body))
        for (const [key, value] of Object.entries(extra))
          for (const changed of withOneMore(sample, key, value))
            expect(body.safeParse(changed).success).toBe(false);
    },
  );

  const endless: readonly (readonly [string, (n: number) => string])[] = [
    ['one letter', (n) => 'a'.repeat(n)],
    ['one letter and a sign', (n) => `${'a'.repeat(n)}!`],
    ['spaces', (n) => `${' '.repeat(n)}x`],
    ['digits', (n) => `${'1'.repeat(n)}x`],
    ['dashes', (n) => '-'.repeat(n)],
    ['an address', (n) => `a@${'a.'.repeat(n / 2)}`],
    ['addresses', (n) => 'a@'.repeat(n / 2)],
    ['a path', (n) => `https://a${'/a'.repeat(n / 2)} `],
    ['dots', (n) => '.'.repeat(n)],
    ['marks', (n) => `a${'\u0301'.repeat(n)}`],
    ['combined signs', (n) => '\u{1F468}\u200D'.repeat(n / 4)],
  ];
  test.each(endless)(
    '[ATK-4] A26: a hundred thousand signs of %s are judged by every message without delay',
    (_what, make) => {
      const text = make(100_000);
      for (const { body } of writing)
        for (const target of textPlaces(body))
          for (const sample of samplesOf(body, (place, accepted) => (place === target ? text : accepted)))
            expect(typeof body.safeParse(sample).success).toBe('boolean');
    },
  );
});
