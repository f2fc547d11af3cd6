/** The office's pages. */
import type { Page } from '@playwright/test';
import { inOffice, type Shot } from './shot.ts';
import type { Stage } from './stage.ts';

const shot = (name: string, path: (stage: Stage) => string, mockup?: string): Shot => ({
  name,
  sizes: inOffice,
  go: (stage) => visit(stage, path(stage)),
  ...(mockup === undefined ? {} : { mockup }),
});

const visit = async (stage: Stage, path: string): Promise<Page> => {
  const page = await stage.office();
  await page.goto(`${stage.origin}/admin${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(600);
  return page;
};

const opened = (name: string, path: string, act: (page: Page) => Promise<void>, mockup?: string): Shot => ({
  name,
  sizes: inOffice,
  ...(mockup === undefined ? {} : { mockup }),
  go: async (stage) => {
    const page = await visit(stage, path);
    await act(page);
    return page;
  },
});

export const officeShots: readonly Shot[] = [
  {
    name: 'a-logga-in',
    sizes: inOffice,
    go: async (stage) => {
      const page = await stage.newPage('desktop', '/admin');
      await page.getByLabel('Inloggningsnamn').waitFor();
      return page;
    },
  },
  {
    name: 'a-start-gammal',
    sizes: inOffice,
    go: async (stage) => {
      const page = await stage.newPage('desktop', `/admin/start#${'a'.repeat(43)}`);
      await page.getByText('Länken fungerar inte längre').waitFor();
      return page;
    },
  },
  shot('a-oversikt', () => '', 'a-oversikt'),
  shot('a-granska', () => '/granska', 'a-granska'),
  {
    name: 'a-granska-tillfalle',
    sizes: inOffice,
    mockup: 'a-granska',
    go: async (stage) => visit(stage, `/granska/${await stage.toReview()}`),
  },
  {
    name: 'a-granska-rattelse',
    sizes: inOffice,
    mockup: 'a-granska-rattelse',
    go: async (stage) => {
      const page = await visit(stage, `/granska/${await stage.toReview()}`);
      await page.getByRole('button', { name: 'Rätta timmar' }).first().click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  shot('a-undanlagt', () => '/granska/undanlagt'),
  shot('a-manad', () => '/manad', 'a-manad'),
  shot('a-manad-regler', () => '/manad/regler'),
  shot('a-scb', (stage) => `/manad/${stage.lockedMonth()}`, 'a-scb'),
  shot('a-intyg', (stage) => `/manad/${stage.lockedMonth()}/intyg`),
  shot('a-sammanstallning', (stage) => `/manad/${stage.lockedMonth()}/sammanstallning`),
  shot('a-planering', () => '/planering', 'a-planering'),
  shot('a-planering-ny', () => '/planering/ny'),
  shot('a-lokaler', () => '/planering/lokaler'),
  shot('a-vagor', () => '/planering/vagor'),
  shot('a-uppfoljning', () => '/uppfoljning'),
  shot('a-styrgrupp', (stage) => `/uppfoljning/styrgrupp/${stage.lockedMonth()}`),
  shot('a-enheter', () => '/uppfoljning/enheter?unit=farsta'),
  shot('a-grupper', () => '/grupper'),
  shot('a-utskick', () => '/utskick'),
  shot('a-dubbletter', () => '/deltagare/dubbletter'),
  shot('a-behorigheter', () => '/behorigheter'),
  shot('a-skyddade', () => '/skyddade'),
  shot('a-atkomst', () => '/atkomst'),
  shot('a-revision', () => '/revision'),
  shot('a-tillfallen', () => '/tillfallen'),
  {
    name: 'a-tillfalle',
    sizes: inOffice,
    mockup: 'a-granska',
    go: async (stage) => {
      await stage.arrived();
      return visit(stage, `/tillfallen/${stage.world.session.id}`);
    },
  },
  {
    name: 'a-tillfalle-person',
    sizes: inOffice,
    mockup: 'a-granska',
    go: async (stage) => {
      await stage.arrived();
      const page = await visit(stage, `/tillfallen/${stage.world.session.id}`);
      await page.locator('[data-person]').nth(1).click();
      return page;
    },
  },
  shot('a-tillfallen-import', () => '/tillfallen/import'),
  shot('a-deltagare', () => '/deltagare'),
  opened('a-deltagare-nytt-kort', '/deltagare', async (page) => {
    await page
      .getByRole('button', { name: /^Nytt kort till / })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
  }),
  shot('a-import', () => '/deltagare/import', 'a-import'),
  shot('a-kort', ({ world }) => `/kort?cohort=${world.cohort}`, 'a-kort'),
  shot('a-plattor', () => '/plattor', 'a-plattor'),
  opened('a-plattor-kod', '/plattor', async (page) => {
    await page.getByRole('button', { name: 'Gör en kod' }).click();
    await page.getByLabel('Plattans namn').fill('Ny platta');
    await page.getByRole('button', { name: 'Gör en kod' }).click();
    await page.getByRole('img', { name: /QR-kod som ansluter/ }).waitFor();
  }),
  shot('a-raddningsfil', () => '/plattor/raddningsfil'),
  shot('a-kursledare', () => '/kursledare'),
  shot('a-konto', () => '/konto'),
  opened('a-konto-kodapp', '/konto', async (page) => {
    await page.getByRole('button', { name: 'Lägg till' }).click();
    await page.getByRole('button', { name: 'Använd en kodapp' }).click();
    await page.getByRole('img', { name: 'Bild att läsa av med kodappen' }).waitFor();
  }),
  shot('a-vad-gora-nar', () => '/vad-gora-nar'),
  shot('a-logg', () => '/logg'),
  shot('a-sidan-finns-inte', () => '/finns-inte'),
];
