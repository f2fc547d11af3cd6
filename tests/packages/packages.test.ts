/** What the product is made of by others: where it comes from, under which licence, and what it may do when installed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bundledIn, licencesOf } from '../../src/server/licences.mjs';
import { readAudit, verdictOf } from './audit.ts';

const root = resolve(import.meta.dirname, '../..');

const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.optional(z.string()),
      license: z.optional(z.string()),
      integrity: z.optional(z.string()),
      dev: z.optional(z.boolean()),
      hasInstallScript: z.optional(z.boolean()),
      resolved: z.optional(z.string()),
    }),
  ),
});
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
  overrides: z.record(z.string(), z.string()),
});

const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, one]) => ({ path, name: path.replace(/^.*node_modules\//, ''), ...one }));

/** Licences that ask for nothing but their own text to be sent along. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
]);

/** Others that have been read and said yes to, each with why. None of them is sent to a browser or runs in the server. */
const exceptions: Readonly<Record<string, readonly [licence: string, why: string]>> = {
  'axe-core': ['MPL-2.0', 'a test tool, used unchanged'],
  lightningcss: ['MPL-2.0', 'part of the build, used unchanged, with one package for each kind of machine'],
  'caniuse-lite': ['CC-BY-4.0', 'data for the build'],
  jszip: ['(MIT OR GPL-3.0-or-later)', 'taken under MIT; part of a browser driver in tests'],
  pako: ['(MIT AND Zlib)', 'part of a browser driver in tests'],
  'type-fest': ['(MIT OR CC0-1.0)', 'types alone, nothing of it runs'],
};
const exceptionOf = (name: string) => exceptions[name.replace(/^(lightningcss)-.*$/, '$1')];

/** Packages that may run something when they are installed. */
const mayRunAtInstall: readonly string[] = [];

describe('packages by others', () => {
  test('[SEC-1] every package that is asked for is asked for in one exact version', () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.keys(asked).length).toBeGreaterThan(30);
    for (const [name, version] of Object.entries({ ...asked, ...manifest.overrides }))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
    for (const [name, version] of Object.entries(asked))
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  });

  test('[SEC-1] every package that is installed is held to its own content by a hash, and comes from a registry', () => {
    expect(packages.length).toBeGreaterThan(200);
    for (const { path, integrity, resolved } of packages) {
      expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      if (resolved !== undefined) expect(resolved).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  test('[SEC-1] no package runs anything when it is installed, but those that are named', () => {
    const scripted = packages.filter(({ path, hasInstallScript }) => {
      const file = join(root, path, 'package.json');
      if (hasInstallScript === true) return true;
      if (!existsSync(file)) return false;
      const { scripts = {} } = JSON.parse(readFileSync(file, 'utf8')) as { scripts?: Record<string, string> };
      return ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
    });
    expect(scripted.map(({ name }) => name)).toEqual(mayRunAtInstall);
  });

  test('[SEC-2] every package has a licence we have said yes to, and what is shipped a permissive one', () => {
    const others = packages.filter(({ license }) => license === undefined || !permissive.has(license));
    for (const { name, path, license, dev } of others) {
      const [licence, why] = exceptionOf(name) ?? [];
      expect(`${path}: ${license}`).toBe(`${path}: ${licence}`);
      expect(why).not.toBe('');
      if (name !== 'type-fest') expect(dev, `${path} is shipped`).toBe(true);
    }
  });

  test('[SEC-2] no exception is named that is not used', () => {
    const used = new Set(packages.map(({ name }) => name));
    for (const name of [...Object.keys(exceptions), ...mayRunAtInstall])
      expect(used.has(name), name).toBe(true);
  });

  test('[SEC-2] the lock file says the licence that the package itself says', () => {
    for (const { path, license } of packages) {
      const file = join(root, path, 'package.json');
      if (!existsSync(file)) continue;
      const said = (JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown }).license;
      if (typeof said === 'string') expect(`${path} ${said}`).toBe(`${path} ${license}`);
    }
  });
});

describe('licences that are sent along', () => {
  const built = (sources: readonly string[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'narvaro-licences-'));
    writeFileSync(join(folder, 'index.js.map'), JSON.stringify({ version: 3, sources }));
    return folder;
  };

  test('[SEC-2] the build sends the licence text of everything that is in it, of the icons and of the fonts', () => {
    const folder = built([
      '../node_modules/react/index.js',
      '../node_modules/zxing-wasm/dist/es/reader/index.js',
      '../node_modules/qrcode/node_modules/dijkstrajs/dijkstra.js',
      '../src/app/main.tsx',
    ]);
    try {
      expect(bundledIn(folder)).toEqual(['dijkstrajs', 'react', 'zxing-wasm']);
      const text = licencesOf(folder);
      for (const words of [
        'react 19',
        'Copyright (c) Meta Platforms',
        'zxing-cpp',
        'Apache License',
        '@phosphor-icons/core',
        'SIL OPEN FONT LICENSE',
      ])
        expect(text).toContain(words);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('[SEC-2] a package without a licence text stops the build', () => {
    const folder = built(['../node_modules/worker-f/index.js']);
    try {
      const hasText = readdirSync(join(root, 'node_modules/worker-f')).some((file) => /^licen/i.test(file));
      expect(hasText).toBe(false);
      expect(() => licencesOf(folder)).toThrow('worker-f has no licence text');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what is known against the packages', () => {
  const advice = {
    hono: [
      {
        id: 1,
        url: 'https://example.invalid/1',
        title: 'made up for this test',
        severity: 'high',
        vulnerable_versions: '<99',
        cwe: [],
        cvss: { score: 8, vectorString: null },
      },
    ],
  };

  /** npm itself, asking a registry of the test's own. */
  const asking = async (answer: () => readonly [status: number, body: string]) => {
    const registry = createServer((request, response) => {
      request.resume().on('end', () => {
        const [status, body] = request.url?.includes('/advisories/bulk') === true ? answer() : [404, '{}'];
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
      });
    });
    await new Promise<void>((listening) => {
      registry.listen(0, '127.0.0.1', listening);
    });
    const folder = mkdtempSync(join(tmpdir(), 'narvaro-audit-'));
    try {
      for (const file of ['package.json', 'package-lock.json'])
        writeFileSync(join(folder, file), readFileSync(join(root, file)));
      const { port } = registry.address() as AddressInfo;
      const parameters = ['audit', '--json', '--fetch-retries=0', `--registry=http://127.0.0.1:${port}/`];
      const printed = await promisify(execFile)('npm', parameters, {
        cwd: folder,
        maxBuffer: 64 * 1024 * 1024,
      }).catch((failed: { stdout: string }) => failed);
      return readAudit(printed.stdout);
    } finally {
      registry.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };

  test('[SEC-4] something grave that is known stops whoever asks', async () => {
    const audit = await asking(() => [200, JSON.stringify(advice)]);
    expect(audit).toMatchObject({ kind: 'answered' });
    const { lines, code } = verdictOf(audit, false);
    expect(lines.join('\n')).toMatch(/high +hono/);
    expect(code).toBe(1);
  });

  test('[SEC-4] nothing known is said as such', async () => {
    expect(verdictOf(await asking(() => [200, '{}']), true).code).toBe(0);
  });

  test('[SEC-4] a registry that gives no advice is never taken for one that knows nothing', async () => {
    const audit = await asking(() => [405, '']);
    expect(audit).toEqual({ kind: 'no-advice', reason: 'the registry answered 405' });
    expect(verdictOf(audit, false).lines[0]).toContain('inga råd');
    expect([verdictOf(audit, false).code, verdictOf(audit, true).code]).toEqual([0, 2]);
    expect(readAudit('<html>').kind).toBe('no-advice');
  });
});
