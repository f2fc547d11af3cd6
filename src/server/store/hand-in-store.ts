/** Rescue files that wait for a person: added and never changed or removed; what is decided about them stands apart. */
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type HandedInFile = Selectable<Schema['handed_in_files']>;

export type HandInStore = {
  /** Keeps the file, once: the same content handed in again changes nothing (RESCUE-3). True if it was new. */
  readonly keep: (file: Omit<Insertable<Schema['handed_in_files']>, 'id'>) => Promise<boolean>;
  /** Those nobody has decided on, oldest first. */
  readonly waiting: () => Promise<readonly HandedInFile[]>;
  /** How many files each tablet has that nobody has decided on. */
  readonly waitingByDevice: () => Promise<ReadonlyMap<string, number>>;
  /** Notes which tablet another was before it lost its log. */
  readonly addLoss: (loss: Schema['device_losses']) => Promise<void>;
  /** What the tablet was before it became this one, if it was anything. */
  readonly lossOf: (became: string) => Promise<Schema['device_losses'] | undefined>;
  /** Where each file of a tablet's ends, and whether it waits for a person. */
  readonly filesOf: (
    device: string,
  ) => Promise<readonly { readonly endsAt: number; readonly isWaiting: boolean }[]>;
  /** By the id of the tablet that was. */
  readonly losses: () => Promise<ReadonlyMap<string, Schema['device_losses']>>;
  readonly decide: (file: number, decision: string, actor: string, now: number) => Promise<void>;
};

export const createHandInStore = ({ trx }: Tx): HandInStore => {
  const undecided = () =>
    trx
      .selectFrom('handed_in_files')
      .leftJoin('handed_in_decisions', 'handed_in_decisions.file', 'handed_in_files.id')
      .where('handed_in_decisions.file', 'is', null);
  return {
    keep: async (file) => {
      const held = await trx
        .selectFrom('handed_in_files')
        .select('id')
        .where('content', '=', file.content)
        .executeTakeFirst();
      if (held !== undefined) return false;
      await trx.insertInto('handed_in_files').values(file).execute();
      return true;
    },
    waiting: () => undecided().selectAll('handed_in_files').orderBy('handed_in_files.id').execute(),
    waitingByDevice: async () => {
      const rows = await undecided()
        .select(({ fn }) => ['handed_in_files.device as device', fn.countAll().as('n')])
        .groupBy('handed_in_files.device')
        .execute();
      return new Map(
        rows.flatMap(({ device, n }) => (device === null ? [] : [[device, Number(n)] as const])),
      );
    },
    addLoss: async (loss) => {
      await trx.insertInto('device_losses').values(loss).execute();
    },
    lossOf: async (became) => {
      const row = await trx
        .selectFrom('device_losses')
        .selectAll()
        .where('became', '=', became)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { ...row, recorded: Number(row.recorded), held: Number(row.held) };
    },
    filesOf: async (device) => {
      const rows = await trx
        .selectFrom('handed_in_files')
        .leftJoin('handed_in_decisions', 'handed_in_decisions.file', 'handed_in_files.id')
        .select(['from_seq', 'events', 'handed_in_decisions.file as decided'])
        .where('device', '=', device)
        .execute();
      return rows.map(({ from_seq, events, decided }) => ({
        endsAt: from_seq + events - 1,
        isWaiting: decided === null,
      }));
    },
    losses: async () => {
      const rows = await trx.selectFrom('device_losses').selectAll().orderBy('at').execute();
      return new Map(rows.map((loss) => [loss.device, loss]));
    },
    decide: async (file, decision, actor, now) => {
      await trx
        .insertInto('handed_in_decisions')
        .values({ file, decision, decided_at: now, actor })
        .execute();
    },
  };
};
