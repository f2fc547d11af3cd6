/**
 * A11: every text that comes from outside is a script, a tag or a turned-round name; every page of the office, the tablet
 * and the phone, on the screen and in print, shows it as text.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { sql } from 'kysely';
import type { Database } from '../../src/server/store/database.ts';
import { signInBrowser, startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { aLine, csvText, participantHeader, utf8WithMark } from '../support/import-files.ts';
import { enrolTablet } from '../support/tablet-page.ts';

const tag = '<img src=x onerror="window.hit=1">';
const hostile: readonly string[] = [
  tag,
  `"><svg onload=window.hit=1>`,
  '</script><script>window.hit=1</script>',
  `javascript:window.hit=1//'"\``,
  "{{constructor.constructor('window.hit=1')()}}${window.hit=1}",
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '\u202E<a href=javascript:window.hit=1>x</a>\u200B\u2066',
  '<style>*{display:none}</style>&lt;b&gt;',
];
const at = (index: number): string => hostile[index % hostile.length] ?? tag;

/** Every column that holds what somebody has written, in a programme that goes on. */
const columns: readonly (readonly [table: string, ...columns: readonly string[]])[] = [
  ['participants', 'given', 'family', 'workplace'],
  ['cohorts', 'name'],
  ['sessions', 'title', 'place'],
  ['venues', 'name', 'address', 'accessibility'],
  ['waves', 'name'],
  ['devices', 'name'],
  ['enrolment_codes', 'name'],
  ['written_texts', 'text'],
  ['series', 'survey_link'],
];

/** Straight into the database, past everything that checks what is written. */
const poison = async ({ db, dialect }: Database): Promise<void> => {
  const place = sql.raw(dialect === 'sqlite' ? 'rowid' : 'ctid');
  const asText = sql.raw(dialect === 'sqlite' ? 'rowid' : 'ctid::text');
  await db.transaction().execute(async (trx) => {
    for (const [table, ...names] of columns)
      for (const name of names) {
        const [inTable, column] = [sql.table(table), sql.ref(name)];
        const { rows } = await sql<{ row: number | string }>`
          select ${asText} as row from ${inTable} where ${column} is not null
        `.execute(trx);
        for (const [i, { row }] of rows.entries()) {
          const here = dialect === 'sqlite' ? sql`${row}` : sql`${row}::tid`;
          await sql`update ${inTable} set ${column} = ${`${at(i)} ${i}`} where ${place} = ${here}`.execute(
            trx,
          );
        }
      }
  });
  await db.destroy();
};

const routesIn = (file: string): readonly string[] =>
  [
    ...readFileSync(resolve(import.meta.dirname, '../../src/app', file), 'utf8').matchAll(
      /\bpath="([^"*]+)"/g,
    ),
  ].map(([, path]) => path ?? '');

type Watched = Window & { readonly hit?: unknown; readonly violations?: readonly string[] };

const prepare = async (page: Page): Promise<readonly string[]> => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', (violation) =>
      violations.push(`${violation.violatedDirective} ${violation.blockedURI} ${violation.sample}`),
    );
  });
  return watchPage(page);
};

/** Nothing ran, nothing was refused because it tried to, and nothing of what was written has become an element. */
const expectHarmless = async (page: Page, where: string): Promise<string> => {
  const found = await page.evaluate(() => ({
    hit: (window as Watched).hit ?? null,
    violations: (window as Watched).violations ?? [],
    elements: document.querySelectorAll(
      'img[src="x"], svg[onload], iframe, object, embed, script:not([src]), a[href^="javascript" i], #root style',
    ).length,
    text: document.body.innerText,
  }));
  expect({ where, ...found, text: '' }).toEqual({ where, hit: null, violations: [], elements: 0, text: '' });
  return found.text;
};

const open = async (page: Page, address: string): Promise<string> => {
  await page.goto(address);
  await expect(page.locator('h1, h2').first(), address).toBeVisible();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const text = await expectHarmless(page, address);
  await page.emulateMedia({ media: 'print' });
  await expectHarmless(page, `${address} in print`);
  await page.emulateMedia({ media: null });
  return text;
};

test.describe('texts that mean harm', () => {
  let world: DoorWorld;
  let context: BrowserContext;

  test.beforeAll(async ({ browser }) => {
    world = await startDoorWorld();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(context, world);
  });
  test.afterAll(async () => {
    await context.close();
    await world.end();
  });

  test('[ATK-3] A11: on every page of the office, the tablet and a phone they are shown and do nothing', async () => {
    test.setTimeout(600_000);
    const page = await context.newPage();
    const seen = await prepare(page);
    await enrolTablet(page, await world.tabletLink(at(0)));
    const before = (await world.held()).people[0];
    await poison(world.server.openDatabase());
    const { months } = await world.office.get<{ months: readonly { month: string }[] }>('/api/admin/months');
    const month = months.at(-1)?.month ?? '2026-10';
    const shown: string[] = [];

    const filled = (path: string): string => {
      const id = /^(deltagare|utdrag)/.test(path) ? (before?.participant ?? '') : world.session.id;
      return path
        .replace(':manad', month)
        .replace(':participant', before?.participant ?? '')
        .replace(':id', id);
    };
    const office = routesIn('admin/admin-app.tsx').filter((path) => path !== 'start');
    expect(office.length).toBeGreaterThan(35);
    for (const [i, path] of ['', ...office].entries()) {
      if (i % 12 === 0) await signInBrowser(context, world);
      const text = await open(page, `${world.server.origin}/admin/${filled(path)}`);
      if (text.includes('onerror=')) shown.push(path);
    }
    expect(shown.length).toBeGreaterThan(10);

    const trainer = routesIn('trainer/trainer-app.tsx');
    expect(trainer.length).toBeGreaterThan(8);
    await page.goto(`${world.server.origin}/idag`);
    await page.reload();
    let onTablet = 0;
    for (const path of trainer) {
      const text = await open(page, `${world.server.origin}${filled(path)}`);
      if (/onerror=|onload=|window\.hit/.test(text)) onTablet += 1;
    }
    expect(onTablet).toBeGreaterThan(3);

    const card = world.cards[0]?.text ?? '';
    const address = `${world.server.origin}/B/${card.split('/B/')[1] ?? ''}`;
    for (const path of ['', '/jag', '/jag/timmar', '/jag/kort', '/jag/uppgifter', '/in', '/integritet'])
      await open(page, path === '' ? address : `${world.server.origin}${path}`);
    expect(seen).toEqual([]);
  });

  test('[ATK-3] A11: in a file that is given to the office, in its name, its headings and its cells', async () => {
    const page = await context.newPage();
    const seen = await prepare(page);
    await signInBrowser(context, world);
    await page.goto(`${world.server.origin}/admin/deltagare/import`);
    const heading = participantHeader.map((name) => (name === 'E-post' ? tag : name));
    const lines = hostile.map((text, i) =>
      aLine(500 + i, {
        Förnamn: text.slice(0, 60),
        Efternamn: 'Granmoln',
        Arbetsplats: text,
        Grupp: text,
        Stadsdel: i % 2 === 0 ? text : 'Farsta',
      }),
    );
    await page.locator('input[type=file]').setInputFiles({
      name: `${tag.replaceAll('/', '')}.csv`,
      mimeType: 'text/html',
      buffer: Buffer.from(utf8WithMark(csvText([heading, ...lines]))),
    });
    await expect(page.getByText('onerror=').first()).toBeVisible();
    await expectHarmless(page, 'the file’s columns');
    const check = page.getByRole('button', { name: 'Kontrollera raderna' });
    if (await check.isVisible()) await check.click();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await expectHarmless(page, 'the file’s rows');
    for (const button of await page.getByRole('group', { name: 'Visa rader' }).getByRole('button').all()) {
      await button.click();
      await expectHarmless(page, 'the file’s rows');
    }
    expect(seen).toEqual([]);
  });

  test('[ATK-5] A11: a text that would become a script is refused by the browser itself, and so is any worker but our own', async () => {
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/admin`);
    await expect(page.locator('h1').first()).toBeVisible();
    const refused = await page.evaluate(async (origin) => {
      const attempts: Record<string, () => unknown> = {
        innerHTML: () => {
          document.createElement('div').innerHTML = '<b>';
        },
        timer: () => setTimeout('window.hit=1' as unknown as () => void, 0),
        handler: () => document.body.setAttribute('onclick', 'window.hit=1'),
        script: () => {
          const script = document.createElement('script');
          script.src = '/assets/x.js';
        },
        blobWorker: () => new Worker(URL.createObjectURL(new Blob(['']))),
        dataWorker: () => new Worker('data:text/javascript,1'),
        otherWorker: () => new Worker('/assets/other.js'),
        ownWorkerWithQuery: () => new Worker('/service-worker.js?x'),
        secondPolicy: () =>
          (
            window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }
          ).trustedTypes.createPolicy('default', {}),
      };
      const answers: Record<string, string> = {};
      for (const [name, attempt] of Object.entries(attempts))
        try {
          attempt();
          answers[name] = 'went through';
        } catch {
          answers[name] = 'refused';
        }
      const registered = await navigator.serviceWorker
        .register(`${origin}/assets/x.js`)
        .then(() => 'went through')
        .catch(() => 'refused');
      return { ...answers, registered };
    }, world.server.origin);
    expect(Object.entries(refused).filter(([, answer]) => answer !== 'refused')).toEqual([]);
    expect(await page.evaluate(() => (window as Watched).hit ?? null)).toBeNull();
  });
});
