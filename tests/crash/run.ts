/**
 * The crash loop: `npm run crash -- --times 200`. Kills the server and Chromium that often each, PostgreSQL's server a
 * quarter of it, and prints for each how many kills there were, how many events had been acknowledged and how many of
 * them were lost. Two tabs race a quarter, and a browser's profile is copied a tenth of it. `--only server|postgres|browser|
 * tabs|copies` runs one or several, with commas between; `--seed 7` chooses the moments.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { killBrowsers } from './browser-kills.ts';
import { copyTablets } from './copies.ts';
import { createOfficeProcess } from './office-process.ts';
import { killServers, type KillFigures } from './server-kills.ts';
import { raceTabs } from './two-tabs.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const times = Number(values.times);
const quarter = Math.ceil(times / 4);
const seed = Number(values.seed);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

type Tell = (kills: number, acknowledged: number) => void;

const loops: Readonly<
  Record<string, { readonly name: string; readonly run: (tell: Tell) => Promise<KillFigures> }>
> = {
  server: {
    name: 'kill -9, server on SQLite',
    run: (tell) => killServers({ times, random: seeded(seed), tell }),
  },
  postgres: {
    name: 'kill -9, server, connections and PostgreSQL',
    run: async (tell) => {
      const postgres = await startPostgres();
      try {
        const own = await postgres.createOwnDatabase();
        return await killServers({ times: quarter, random: seeded(seed), postgres: own, tell });
      } finally {
        await postgres.stop();
      }
    },
  },
  browser: {
    name: 'kill -9, Chromium',
    run: (tell) => killBrowsers({ times, random: seeded(seed), tell }),
  },
  tabs: {
    name: 'races, two tabs of one tablet',
    run: async (tell) => {
      const { races, ...figures } = await raceTabs({ times: quarter, random: seeded(seed), tell });
      return { kills: races, ...figures };
    },
  },
  copies: {
    name: 'copied browser profiles',
    run: async (tell) => {
      const { copies, ...figures } = await copyTablets({
        times: Math.ceil(times / 10),
        random: seeded(seed),
        tell,
      });
      return { kills: copies, ...figures };
    },
  },
};

/** Every start reads the server's code anew; what has been compiled once is kept, so that most of the time is spent on kills. */
const warmUp = async (): Promise<void> => {
  process.env['NODE_COMPILE_CACHE'] = join(tmpdir(), 'narvaro-crash-code');
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-crash-'));
  const office = await createOfficeProcess(folder);
  await office.start();
  await office.stop();
  rmSync(folder, { recursive: true });
};

const chosen = values.only === undefined ? Object.keys(loops) : values.only.split(',');
let isHeld = true;
await warmUp();
for (const key of chosen) {
  const loop = loops[key];
  if (loop === undefined) throw new Error(`--only is one of ${Object.keys(loops).join(', ')}`);
  const begun = Date.now();
  const { kills, acknowledged, wrongs } = await loop.run((done, events) => {
    if (done % 10 === 0) say(`  ${loop.name}: ${done} kills, ${events} acknowledged`);
  });
  const lost = wrongs.filter((wrong) => wrong.startsWith('lost')).length;
  const seconds = Math.round((Date.now() - begun) / 1000);
  say(
    `${loop.name}: kills ${kills}, events acknowledged ${acknowledged}, lost ${lost}, other faults ${wrongs.length - lost} (${seconds} s, seed ${seed})`,
  );
  for (const wrong of wrongs.slice(0, 20)) say(`  ${wrong}`);
  if (wrongs.length > 0 || kills === 0) isHeld = false;
}
process.exitCode = isHeld ? 0 : 1;
