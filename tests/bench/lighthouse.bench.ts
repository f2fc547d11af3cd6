/**
 * What Lighthouse says of the three first pages: a tablet's, a participant's and the office's sign-in, as on a phone and
 * as on a desk: `npx node tests/bench/lighthouse.bench.ts [--runs N]`. Its speed figures depend on what else the machine
 * does, so that each page is looked at several times and the median is told.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealServer } from '../support/real-server.ts';
import { say, spread } from './measure.ts';
import { openPeers } from './peers.ts';

type Audit = {
  readonly score: number | null;
  readonly numericValue?: number;
  readonly scoreDisplayMode: string;
};
type Report = {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, Audit>>;
};

const pages = { tablet: '/', participant: '/in', office: '/admin' } as const;
const forms = ['mobile', 'desktop'] as const;

const look = async (command: string, url: string, form: (typeof forms)[number]): Promise<Report> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-lighthouse-'));
  const file = join(folder, 'report.json');
  try {
    await new Promise<void>((done, failed) => {
      const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic'].join(' ');
      const child = spawn(
        process.execPath,
        [
          command,
          url,
          '--quiet',
          '--output=json',
          `--output-path=${file}`,
          `--chrome-flags=${flags}`,
          ...(form === 'desktop' ? ['--preset=desktop'] : []),
        ],
        {
          stdio: ['ignore', 'ignore', 'inherit'],
          env: { ...process.env, CHROME_PATH: process.env['CHROMIUM'] ?? '/usr/bin/chromium' },
        },
      );
      child.on('error', failed);
      child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`lighthouse ended with ${code}`))));
    });
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const percent = (score: number | null): number => Math.round((score ?? 0) * 100);

const summaryOf = (reports: readonly Report[]) => {
  const figure = (name: string) =>
    spread(reports.map(({ audits }) => audits[name]?.numericValue ?? Number.NaN));
  const [one] = reports;
  return {
    scores: Object.fromEntries(
      Object.keys(one?.categories ?? {}).map((name) => [
        name,
        spread(reports.map(({ categories }) => percent(categories[name]?.score ?? null))).median,
      ]),
    ),
    firstPaint: figure('first-contentful-paint'),
    largestPaint: figure('largest-contentful-paint'),
    blocked: figure('total-blocking-time'),
    layoutShift: figure('cumulative-layout-shift').max,
    notPerfect: Object.entries(one?.audits ?? {})
      .filter(
        ([, { score, scoreDisplayMode }]) => score !== null && score < 1 && scoreDisplayMode === 'binary',
      )
      .map(([name]) => name),
  };
};

/** Scores of 100, and what they rest on, for each page and form. */
export const benchLighthouse = async (runs = 3) => {
  const peers = openPeers();
  if (peers.kind === 'missing') return { missing: peers.reason };
  const command = join(peers.folder, 'node_modules/lighthouse/cli/index.js');
  const server = await startRealServer();
  try {
    const told: Record<string, ReturnType<typeof summaryOf>> = {};
    for (const [name, path] of Object.entries(pages))
      for (const form of forms) {
        const reports: Report[] = [];
        for (let run = 0; run < runs; run += 1)
          reports.push(await look(command, `${server.origin}${path}`, form));
        const summary = summaryOf(reports);
        told[`${name} ${form}`] = summary;
        say(`${name}, ${form}: ${JSON.stringify(summary)}`);
      }
    return told;
  } finally {
    await server.end();
  }
};

if (import.meta.main) {
  const at = process.argv.indexOf('--runs');
  process.stdout.write(
    `${JSON.stringify(await benchLighthouse(at === -1 ? 3 : Number(process.argv[at + 1])))}\n`,
  );
}
