/** Figures that are asked for at each look, not counted: what the database holds, the disk, tablets, backups, readiness. */
import { Gauge, type Registry } from 'prom-client';
import { dayMs } from '../../domain/time.ts';
import { isAhead } from '../store/clock-ahead.ts';
import type { HeldFigures } from '../store/operation-store.ts';
import type { Readiness } from './readiness.ts';

/** When a backup was last known to be good; `undefined` where none has been made. */
export type BackupFacts = {
  readonly lastGoodAt: number | undefined;
  readonly lastTriedAt: number | undefined;
};

export type FigureSources = {
  readonly clock: () => number;
  readonly held: () => Promise<HeldFigures>;
  readonly freeBytes: () => Promise<number | undefined>;
  readonly backup: () => Promise<BackupFacts | undefined>;
  /** Whether the folder of the backups is there, if it has been used (BACKUP-9); nothing where none are made. */
  readonly isBackupFolderThere: () => Promise<boolean | undefined>;
  readonly readiness: () => Promise<Readiness>;
  /** When the certificate stops being valid, where the server ends TLS itself. */
  readonly certificateExpiresAt: () => number | undefined;
};

const spans = [
  ['hour', dayMs / 24],
  ['day', dayMs],
  ['week', 7 * dayMs],
  ['month', 30 * dayMs],
] as const;

/** How long ago, in words: a count for each, never which tablet. */
const spanOf = (age: number | undefined): string =>
  age === undefined ? 'never' : (spans.find(([, ms]) => age <= ms)?.[0] ?? 'longer');

type Add = (
  name: string,
  help: string,
  label: string | undefined,
  read: () => Promise<ReadonlyMap<string, number> | number | undefined>,
) => void;

/** A gauge that is read anew at each look, and shows nothing where there is nothing to show. */
const adder =
  (registry: Registry): Add =>
  (name, help, label, read) => {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
      collect: async () => {
        const value = await read().catch(() => undefined);
        gauge.reset();
        if (typeof value === 'number') gauge.set(value);
        else if (label === undefined) gauge.remove();
        else if (value instanceof Map) for (const [of, count] of value) gauge.set({ [label]: of }, count);
      },
    });
  };

const addHeld = (add: Add, { clock, held }: Pick<FigureSources, 'clock' | 'held'>): void => {
  add('narvaro_log_events', 'Events kept, by why they are set aside.', 'set_aside', async () => {
    const { events } = await held();
    return new Map(events.map(({ reason, count }) => [reason ?? 'nothing', count]));
  });
  add('narvaro_log_forks', 'Deliveries kept apart because they do not fit, by why.', 'reason', async () => {
    const { forks } = await held();
    return new Map(forks.map(({ reason, count }) => [reason, count]));
  });
  add(
    'narvaro_tablets_held_back',
    'Tablets that have sent most of what one may, or of which most that may wait for a person waits.',
    'why',
    async () => (await held()).heldBack,
  );
  add('narvaro_unsent_events', 'Events tablets have told that they still hold.', undefined, async () =>
    (await held()).tablets.reduce((sum, { unsent }) => sum + unsent, 0),
  );
  add('narvaro_tablets', 'Tablets in use, by how long ago they were heard from.', 'seen', async () => {
    const counts = new Map(['never', ...spans.map(([name]) => name), 'longer'].map((name) => [name, 0]));
    for (const { lastContactAt } of (await held()).tablets) {
      const span = spanOf(lastContactAt === undefined ? undefined : clock() - lastContactAt);
      counts.set(span, (counts.get(span) ?? 0) + 1);
    }
    return counts;
  });
  add(
    'narvaro_tablet_longest_silence_seconds',
    'The longest since a tablet was heard from.',
    undefined,
    async () =>
      (await held()).tablets.reduce(
        (most, { lastContactAt }) =>
          lastContactAt === undefined ? most : Math.max(most, (clock() - lastContactAt) / 1000),
        0,
      ),
  );
  add('narvaro_database_bytes', 'The size of the database.', undefined, async () => (await held()).bytes);
};

/** Adds them all to a registry. The database is asked once for each look. */
export const addFigures = (registry: Registry, sources: FigureSources): void => {
  const add = adder(registry);
  const { clock } = sources;
  let asked: { readonly at: number; readonly held: Promise<HeldFigures> } | undefined;
  const held = (): Promise<HeldFigures> => {
    if (asked === undefined || Math.abs(clock() - asked.at) > 1000)
      asked = { at: clock(), held: sources.held() };
    return asked.held;
  };
  addHeld(add, { clock, held });
  add('narvaro_disk_free_bytes', 'Free on the disk of the data folder.', undefined, sources.freeBytes);
  add(
    'narvaro_backup_age_seconds',
    'Since the last backup that is known to be good.',
    undefined,
    async () => {
      const at = (await sources.backup())?.lastGoodAt;
      /* From a clock that was ahead: whoever waits for too great an age is told (CLK-1). */
      if (at !== undefined && isAhead(at, clock())) return Number.POSITIVE_INFINITY;
      return at === undefined ? undefined : (clock() - at) / 1000;
    },
  );
  add('narvaro_backup_tried_age_seconds', 'Since a backup was last tried.', undefined, async () => {
    const at = (await sources.backup())?.lastTriedAt;
    return at === undefined ? undefined : (clock() - at) / 1000;
  });
  add(
    'narvaro_backup_folder_there',
    'Whether the folder of the backups is there with its mark, once it has been used.',
    undefined,
    async () => {
      const isThere = await sources.isBackupFolderThere();
      return isThere === undefined ? undefined : Number(isThere);
    },
  );
  add('narvaro_ready', 'Whether each thing that readiness asks for holds.', 'check', async () => {
    const { failing, checked } = await sources.readiness();
    return new Map(checked.map((check) => [check, failing.includes(check) ? 0 : 1]));
  });
  add(
    'narvaro_certificate_seconds_left',
    'Until the TLS certificate stops being valid.',
    undefined,
    async () => {
      const at = sources.certificateExpiresAt();
      return at === undefined ? undefined : (at - clock()) / 1000;
    },
  );
};
