/**
 * The server is killed at random moments under load, and PostgreSQL beneath it; after each start everything that was
 * acknowledged is there (CRASH-1).
 */
import { between, type Random } from '../support/seeded.ts';
import type { PostgresDatabase } from '../support/postgres.ts';
import { checkOffice } from './check-office.ts';
import { startLoad } from './load.ts';
import { startCrashWorld } from './office-world.ts';

export type KillFigures = {
  readonly kills: number;
  readonly acknowledged: number;
  /** Everything that was not as it must be, in words. */
  readonly wrongs: readonly string[];
};

type Strike = 'server' | 'backend' | 'database';

const strikeOf = (random: Random, hasPostgres: boolean): Strike => {
  const roll = random();
  if (!hasPostgres || roll < 0.6) return 'server';
  return roll < 0.85 ? 'backend' : 'database';
};

/** Everything is read again after so many kills, and at the end. */
const wholeEvery = 20;

/** Kills `times` times; `tell` hears how it goes. */
export const killServers = async (options: {
  readonly times: number;
  readonly random: Random;
  readonly postgres?: PostgresDatabase;
  readonly tell?: (kills: number, acknowledged: number) => void;
}): Promise<KillFigures> => {
  const { times, random, postgres } = options;
  const world = await startCrashWorld(postgres === undefined ? { isEmbedded: true } : { postgres });
  const wrongs: string[] = [];
  const load = await startLoad(world, random);
  let kills = 0;
  try {
    for (; kills < times && wrongs.length === 0; kills += 1) {
      await new Promise((wait) => setTimeout(wait, between(random, 30, 900)));
      const strike = strikeOf(random, postgres !== undefined);
      if (strike === 'server') {
        await world.office.kill();
        await world.office.start();
      } else if (strike === 'backend') await postgres?.killBackend();
      else await postgres?.crash();
      if (!world.office.isRunning()) wrongs.push(`the server ended when the ${strike} was killed`);
      await load.hold();
      const isWhole = kills % wholeEvery === wholeEvery - 1;
      wrongs.push(...(await checkOffice(world, load.acknowledged, isWhole)));
      load.release();
      options.tell?.(kills + 1, await load.count());
    }
    await load.stop();
    await load.drain();
    wrongs.push(...(await checkOffice(world, load.acknowledged)), ...new Set(load.surprises));
    return { kills, acknowledged: await load.count(), wrongs };
  } finally {
    await load.stop();
    await world.end();
  }
};
