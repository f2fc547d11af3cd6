/** The two files an auditor is given, as the build makes them, run as the auditor runs them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files } from '../../src/verifier/read-bundle.ts';
import { amina, anAuditedAutumn } from '../support/audited-autumn.ts';
import { openZip } from '../support/open-zip.ts';
import { editedAndSigned } from '../support/tampering.ts';

let folder: string;
let officeKey: CryptoKey;
let bundle: Files;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-verifier-'));
  const builder = resolve(import.meta.dirname, '../../src/verifier/build.mjs');
  const built = spawnSync(process.execPath, [builder, folder], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the verifier could not be built: ${built.stderr}`);
  const autumn = await anAuditedAutumn(folder);
  officeKey = autumn.server.services.secrets.receiptKey as CryptoKey;
  const zip = new Uint8Array(await (await autumn.bundle()).arrayBuffer());
  await writeFile(join(folder, 'bundle.zip'), zip);
  bundle = openZip(zip);
  await autumn.world.close();
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(folder, 'verify.mjs'), ...args], { encoding: 'utf8' });
const saved = async (name: string, files: Files, within = ''): Promise<string> => {
  const path = join(folder, name);
  await writeFile(
    path,
    zipSync(Object.fromEntries([...files].map(([file, bytes]) => [`${within}${file}`, bytes]))),
  );
  return path;
};

test('[BUNDLE-5] an auditor in a terminal reads that an untouched bundle holds', () => {
  const { status, stdout, stderr } = run(join(folder, 'bundle.zip'));
  expect(stderr).toBe('');
  expect(stdout).toContain('Paketet håller.');
  expect(stdout).toContain('Framtidens socialtjänst');
  expect(status).toBe(0);
});

test('[BUNDLE-5] an auditor who has unpacked the bundle and packed it again in a folder reads the same', async () => {
  const { status, stdout } = run(await saved('again.zip', bundle, 'revision/'), '--english');
  expect(stdout).toContain('The bundle holds.');
  expect(status).toBe(0);
});

test('[BUNDLE-5] an auditor in a terminal reads whose minutes were changed, in which month and at which session', async () => {
  const changed = await editedAndSigned(bundle, officeKey, ({ month }) =>
    month('months/2026-10-v1.json', ({ lines }) => {
      lines[0] = { ...lines[0]!, minutes: 240 };
    }),
  );
  const path = await saved('changed.zip', changed);
  const { status, stdout } = run(path);
  expect(status).toBe(1);
  expect(stdout).toContain(
    `Månad 2026-10, version 1: minuterna för deltagare ${amina.id} vid tillfälle oct1 stämmer inte. Sparat: 240. Räknat ur händelserna: 210.`,
  );
  expect(run(path, '--english').stdout).toContain('Kept: 240. Counted from the events: 210.');
});

test('[BUNDLE-6] an auditor in a terminal gives the checksum of a month compilation', () => {
  const head = /Loggens sista anteckning: (\S+)/.exec(run(join(folder, 'bundle.zip')).stdout)?.[1] ?? '';
  const good = run(join(folder, 'bundle.zip'), '--head', head);
  expect(good.status).toBe(0);
  expect(good.stdout).not.toContain('kontrollsumman från en månadssammanställning');
  const other = run(join(folder, 'bundle.zip'), '--head', `${head.split(':')[0]}:${'A'.repeat(20)}`);
  expect(other.status).toBe(1);
  expect(other.stdout).toContain('Loggen har skrivits om.');
});

test('[BUNDLE-5] an auditor who gives nothing, or something else than a bundle, is told what to do', async () => {
  await writeFile(join(folder, 'letter.txt'), 'Hej');
  expect(run()).toMatchObject({ status: 2, stdout: '' });
  expect(run().stderr).toContain('node verify.mjs paket.zip');
  expect(run(join(folder, 'letter.txt')).stderr).toContain('kan inte läsas som en zip-fil');
  expect(run(join(folder, 'nothing.zip')).stderr).toContain('finns inte');
  expect(run(join(folder, 'bundle.zip'), '--head', 'hej').stderr).toContain('ett nummer, ett kolon');
  const letters = await saved('letters.zip', new Map([['brev.txt', new Uint8Array([72])]]));
  expect(run(letters)).toMatchObject({ status: 1 });
  expect(run(letters).stdout).toContain('inget revisionspaket');
});

test('[BUNDLE-5] the page is one file whose policy lets nothing else in and nothing out', async () => {
  const page = await readFile(join(folder, 'verify.html'), 'utf8');
  const hashOf = (tag: string): string => {
    const inside = new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(inside).digest('base64')}'`;
  };
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toBe(
    `default-src 'none'; script-src ${hashOf('script')}; style-src ${hashOf('style')}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  );
  expect(page.slice(0, page.indexOf('<script'))).not.toMatch(/(src|href)=/);
});
