/** How an administrator gets in: password and second step, a passkey alone, and back in after a loss. */
import { expect, test, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { minuteMs } from '../../src/domain/time.ts';
import { startClockedServer, type ClockedServer } from '../support/clocked-server.ts';
import { watchPage } from '../support/door-world.ts';
import { axeProblems, choose, pixelsTooWide, squeezed } from '../support/page-rules.ts';
import { codeAt } from '../support/second-factor.ts';
import { startSignInService, type SignInService } from '../support/sign-in-service.ts';

const start = Date.parse('2026-11-23T08:00:00+01:00');
const password = 'en lugn kväll vid sjön';
const login = 'sol.granhimmel';

/** A device that makes passkeys and knows whose finger it is. */
const withAuthenticator = async (context: BrowserContext, page: Page): Promise<CDPSession> => {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return cdp;
};

test.describe('an administrator', () => {
  let server: ClockedServer;
  const contexts: BrowserContext[] = [];

  test.beforeEach(async () => {
    server = await startClockedServer(start);
  });
  test.afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await server.end();
  });

  const open = async (
    browser: { newContext: (options: object) => Promise<BrowserContext> },
    width = 1280,
  ): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      serviceWorkers: 'block',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    contexts.push(context);
    return context.newPage();
  };

  /** Opens the one-time link and chooses a password. */
  const setUp = async (page: Page): Promise<void> => {
    await page.goto(await server.adminLink());
    await page.getByLabel('Ditt namn').fill('Sol Granhimmel');
    await page.getByLabel('Inloggningsnamn').fill(login);
    await page.getByLabel('Lösenord', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Skapa konto och logga in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Välj ett andra steg' })).toBeVisible();
  };
  const isIn = (page: Page): Promise<void> =>
    expect(page.getByRole('button', { name: 'Logga ut' })).toBeVisible();
  const typePassword = async (page: Page): Promise<void> => {
    await page.getByLabel('Inloggningsnamn').fill(login);
    await page.getByLabel('Lösenord', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  };
  const codesShown = async (page: Page): Promise<string[]> => {
    const list = page.getByRole('list', { name: 'Återställningskoder' });
    await expect(list).toBeVisible();
    return list.getByRole('listitem').allTextContents();
  };

  const expectClean = async (page: Page, what: string): Promise<void> => {
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await choose(page, { theme });
      expect.soft(await axeProblems(page), `${what}, ${theme}`).toEqual([]);
    }
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 700 });
    expect.soft(await pixelsTooWide(page), `${what}, 320 px`).toBeLessThanOrEqual(0);
    expect.soft(await squeezed(page), `${what}, 320 px`).toEqual([]);
    if (size !== null) await page.setViewportSize(size);
  };

  test('[AUTH-1, AUTH-2] makes a passkey, and with it signs in, shows who it is and is found on the account’s page', async ({
    browser,
  }) => {
    const page = await open(browser);
    const seen = watchPage(page);
    await withAuthenticator(page.context(), page);
    await setUp(page);
    await expectClean(page, 'choosing');

    await page.getByLabel(/^Namn på steget/).fill('Jobbdatorn');
    await page.getByRole('button', { name: 'Skapa en passkey' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Spara dina återställningskoder' }),
    ).toBeVisible();
    expect(new Set(await codesShown(page)).size).toBe(10);
    await expectClean(page, 'recovery codes');
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await isIn(page);

    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.getByRole('button', { name: 'Logga in med passkey' }).click();
    await isIn(page);

    await page.getByRole('link', { name: 'Mitt konto' }).click();
    await expect(page.getByText('Jobbdatorn')).toBeVisible();
    await expectClean(page, 'account');
    server.moveTo(start + 10 * minuteMs);
    await page.getByRole('button', { name: 'Gör nya koder' }).click();
    await page.getByRole('button', { name: 'Använd din passkey' }).click();
    const box = page.getByRole('dialog', { name: 'Spara dina återställningskoder' });
    await expect(box.getByRole('heading')).toBeFocused();
    for (const key of ['Enter', 'Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    expect(new Set(await codesShown(page)).size).toBe(10);
    await expect(box.getByRole('button', { name: 'Stäng rutan' })).toHaveCount(0);
    await expectClean(page, 'new recovery codes');
    await box.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await expect(box).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Gör nya koder' })).toBeFocused();
    expect(seen).toEqual([]);
  });

  test('[AUTH-1, AUTH-3, AUTH-4] connects a code app by its typed key, and is told of tries with a wrong code', async ({
    browser,
  }) => {
    const page = await open(browser);
    await setUp(page);
    await page.getByRole('button', { name: 'Använd en kodapp' }).press('Enter');
    const scan = page.getByText('Öppna kodappen i telefonen och läs av bilden.');
    await expect(scan).toBeFocused();
    await page.getByRole('button', { name: 'Välj något annat' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Använd en kodapp' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(scan).toBeFocused();
    await expect(page.getByRole('img', { name: 'Bild att läsa av med kodappen' })).toBeVisible();
    await expectClean(page, 'code app');
    const secret = (await page.locator('code.mono').first().textContent())?.replace(/\s/g, '') ?? '';
    await scan.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Kopierade' })).toBeFocused();
    await page.keyboard.press('Tab');
    const first = page.getByLabel('Koden som appen visar');
    await expect(first).toBeFocused();
    await page.keyboard.press('Control+V');
    await expect(first).toHaveValue(secret);
    await page.keyboard.press('Enter');
    await expect(first).toHaveAccessibleDescription(/Skriv de sex siffrorna\./);
    await first.fill('');
    await page.keyboard.type(codeAt(secret, start));
    await page.getByRole('button', { name: 'Koppla appen' }).click();
    const codes = await codesShown(page);
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await isIn(page);
    await page.getByRole('button', { name: 'Logga ut' }).click();

    await typePassword(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Visa att det är du' })).toBeVisible();
    await expectClean(page, 'second step');
    const code = page.getByLabel('Kod', { exact: true });
    await code.fill('12');
    await page.keyboard.press('Enter');
    await expect(code).toHaveAccessibleDescription(/Koden har sex siffror\./);
    await expect(code).toBeFocused();
    await code.fill(codeAt(secret, start));
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await expect(page.getByText('Koden stämmer inte.', { exact: false })).toBeVisible();
    server.moveTo(start + minuteMs);
    await page.getByLabel('Kod', { exact: true }).fill(codeAt(secret, server.now()));
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await isIn(page);
    await expect(page.getByText('1 misslyckat försök sedan du loggade in sist')).toBeVisible();
    await page.getByRole('button', { name: 'Jag har sett det' }).click();
    await expect(page.getByText('misslyckat försök')).toHaveCount(0);
    await page.getByRole('button', { name: 'Logga ut' }).click();

    await typePassword(page);
    await page.getByLabel('Kod', { exact: true }).fill((codes[0] ?? '').toLowerCase());
    await page.keyboard.press('Enter');
    await isIn(page);
    await expect(page.getByText('En återställningskod användes')).toBeVisible();
  });

  test('[AUTH-5, AUTH-7] ends the sign-in of a browser they do not know, and keeps the last step', async ({
    browser,
  }) => {
    const page = await open(browser);
    await withAuthenticator(page.context(), page);
    await setUp(page);
    await page.getByRole('button', { name: 'Skapa en passkey' }).click();
    const [code = ''] = await codesShown(page);
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    const other = await open(browser, 700);
    await other.goto(`${server.origin}/admin`);
    await typePassword(other);
    await other.getByLabel('Kod', { exact: true }).fill(code);
    await other.getByRole('button', { name: 'Fortsätt' }).click();
    await expect(other.getByRole('button', { name: 'Meny' })).toBeVisible();

    await page.goto(`${server.origin}/admin/konto`);
    await expect(page.getByRole('button', { name: /^Ta bort Passkey/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await page.getByRole('button', { name: /^Avsluta inloggningen i Chrome/ }).click();
    await expect(page.getByText('Inloggningen är avslutad.')).toBeVisible();
    await other.reload();
    await expect(other.getByRole('heading', { level: 1, name: 'Logga in på projektkontoret' })).toBeVisible();
  });

  test('[SIGN-7] is shown the sign-in page, and the browser has no error to report', async ({ browser }) => {
    const page = await open(browser);
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`${server.origin}/admin`);
    await expect(page.getByRole('heading', { level: 1, name: 'Logga in på projektkontoret' })).toBeVisible();
    await expect(page.getByLabel('Inloggningsnamn')).toBeVisible();
    expect(errors).toEqual([]);
  });

  test('[AUTH-8, AUTH-9] comes by the city’s service from another site and back, with cookies that no other site can send', async ({
    browser,
  }) => {
    await server.end();
    let service: SignInService | undefined;
    server = await startClockedServer(Date.now(), async (origin) => {
      service = await startSignInService(`${origin}/admin/sso`, '127.0.0.1');
      const { issuer, clientId, clientSecret } = service;
      const settings = { issuer, clientId, clientSecret, twoFactors: 'two', isOnlyWay: false };
      return { ...settings, name: 'Stockholms stad' };
    });
    service?.beSomebody('sol');
    const page = await open(browser);
    const seen = watchPage(page);
    await withAuthenticator(page.context(), page);
    await page.goto(await server.adminLink());
    await page.getByLabel('Ditt namn').fill('Sol Granhimmel');
    await expectClean(page, 'set-up with sign-on');
    await page.getByRole('button', { name: 'Gå med via Stockholms stad' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Välj ett andra steg' })).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Skapa en passkey' }).click();
    await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await isIn(page);
    const cookies = await page.context().cookies(server.origin);
    expect(cookies.map(({ sameSite, httpOnly }) => [sameSite, httpOnly])).toEqual(
      cookies.map(() => ['Strict', true]),
    );

    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL(`${service?.issuer ?? ''}/**`);
    await page.locator('form').evaluate((form: HTMLFormElement) => {
      form.insertAdjacentHTML('beforeend', '<input name="logout" value="yes">');
      form.submit();
    });
    await page.waitForURL(`${server.origin}/admin`);
    await page.getByRole('button', { name: 'Logga in med Stockholms stad' }).click();
    await page.getByRole('button', { name: 'Använd din passkey' }).click();
    await isIn(page);
    await page.goto(`${server.origin}/admin/sso?code=stolen&state=made-up`);
    await expect(page.getByText('Inloggningen gick inte igenom')).toBeVisible();
    expect(seen).toEqual([]);
    await service?.end();
  });
});
