/**
 * What pages and pushes cost as history grows: the same stretch of work with nothing, ten, a hundred and five hundred
 * times as much behind it. Each figure is shown beside that of the smallest history in the same run.
 *
 *   npx node tests/bench/history.bench.ts [--sizes 10000,100000] [--stores sqlite,postgres] [--out FOLDER]
 *
 * The app must have been built. Without sizes: 10 000 and 100 000 events, in both databases. A country is 5 000 000.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { flatPlot } from './country/flat-plot.ts';
import { measureCountry, type Measured, type StoreKind } from './country/measured.ts';

export type HistoryBench = {
  readonly runs: readonly Measured[];
  /** Of each store and task: how many times the smallest history's time each size takes. */
  readonly ratios: readonly {
    readonly store: StoreKind;
    readonly name: string;
    readonly times: readonly number[];
  }[];
};

type Options = {
  readonly sizes?: readonly number[];
  readonly stores?: readonly StoreKind[];
  readonly only?: string | undefined;
  readonly flags?: readonly string[];
  readonly hasBackup?: boolean;
  readonly say?: (text: string) => void;
};

const ratiosOf = (runs: readonly Measured[]): HistoryBench['ratios'] =>
  [...new Set(runs.map(({ store }) => store))].flatMap((store) => {
    const own = runs.filter((run) => run.store === store);
    return (own[0]?.figures ?? []).map(({ name, medianMs }) => ({
      store,
      name,
      times: own.map(({ figures }) => {
        const found = figures.find((figure) => figure.name === name);
        return found === undefined || medianMs === 0
          ? 0
          : Math.round((found.medianMs / medianMs) * 100) / 100;
      }),
    }));
  });

/** Measures each size in each store, the smallest first. */
export const benchHistory = async ({
  sizes = [10_000, 100_000],
  stores = ['sqlite', 'postgres'],
  only,
  flags = [],
  hasBackup = true,
  say = () => undefined,
}: Options = {}): Promise<HistoryBench> => {
  const runs: Measured[] = [];
  for (const store of stores)
    for (const [i, events] of sizes.entries())
      runs.push(await measureCountry({ events, store, isVerified: i === 0, hasBackup, only, flags, say }));
  return { runs, ratios: ratiosOf(runs) };
};

/** The plot of one store. */
export const plotOf = ({ runs }: HistoryBench, store: StoreKind): string => {
  const own = runs.filter((run) => run.store === store);
  return flatPlot(
    `Time against history, ${store === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`,
    (own[0]?.figures ?? []).map(({ name }) => ({
      name,
      points: own.flatMap(({ events, figures }) => {
        const found = figures.find((figure) => figure.name === name);
        return found === undefined || found.times === 0 ? [] : [[events, found.medianMs] as const];
      }),
    })),
  );
};

const table = ({ runs, ratios }: HistoryBench): string =>
  [...new Set(runs.map(({ store }) => store))]
    .map((store) => {
      const own = runs.filter((run) => run.store === store);
      const head = `${store.padEnd(30)}${own.map(({ events }) => String(events).padStart(20)).join('')}`;
      const lines = ratios
        .filter((one) => one.store === store)
        .map(({ name, times }) => {
          const cells = own.map(({ figures }, i) => {
            const ms = figures.find((figure) => figure.name === name)?.medianMs ?? 0;
            return `${ms} ms (${times[i] ?? 0}×)`.padStart(20);
          });
          return `${name.padEnd(30)}${cells.join('')}`;
        });
      return [head, ...lines].join('\n');
    })
    .join('\n\n');

if (import.meta.main || process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string' },
      stores: { type: 'string' },
      out: { type: 'string' },
      only: { type: 'string' },
      profile: { type: 'string' },
      'no-backup': { type: 'boolean' },
    },
  });
  /* Before what takes an hour, and not after it. */
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  const result = await benchHistory({
    ...(values.sizes === undefined ? {} : { sizes: values.sizes.split(',').map(Number) }),
    ...(values.stores === undefined ? {} : { stores: values.stores.split(',') as StoreKind[] }),
    only: values.only,
    hasBackup: values['no-backup'] !== true,
    flags: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
    say: (text) => void process.stderr.write(text),
  });
  process.stderr.write(`\n${table(result)}\n`);
  if (values.out !== undefined) {
    writeFileSync(join(values.out, 'history.json'), `${JSON.stringify(result, null, 2)}\n`);
    for (const store of new Set(result.runs.map((run) => run.store)))
      writeFileSync(join(values.out, `history-${store}.svg`), plotOf(result, store));
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
