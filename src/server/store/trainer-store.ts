/** Trainers and their own codes. A code is shown once, when it is made; what is kept is what a tablet is given (ATTEST-2). */
import { Hash, TrainerId } from '../../domain/ids.ts';
import type { TrainerCodes } from '../../domain/programme.ts';
import { trainerCodeIterations } from '../../signing/trainer-code.ts';
import { createToken, type Services } from '../http/services.ts';
import { holdLock, type Tx } from './database.ts';

export type TrainerRow = {
  readonly id: string;
  readonly name: string;
  readonly code_hash: string;
  readonly issued_at: number;
};

export type TrainerStore = {
  /** Lets one new code at a time through, so that no two trainers ever have the same. */
  readonly lock: () => Promise<void>;
  readonly all: () => Promise<readonly TrainerRow[]>;
  /** Adds, or by name replaces the code. */
  readonly put: (trainer: TrainerRow) => Promise<void>;
  /** What a tablet knows a code by, for these trainers. */
  readonly codesOf: (names: ReadonlySet<string>) => Promise<TrainerCodes>;
  /** What codes are hashed with: made once per office. */
  readonly hashing: () => Promise<Pick<TrainerCodes, 'salt' | 'iterations'>>;
};

const saltKey = 'trainer-code-salt';

export const createTrainerStore = (tx: Tx, services: Services): TrainerStore => {
  const { trx } = tx;
  const all: TrainerStore['all'] = () =>
    trx.selectFrom('trainers').selectAll().orderBy('name').orderBy('id').execute();
  const salt = async (): Promise<string | undefined> =>
    (await trx.selectFrom('settings').select('value').where('key', '=', saltKey).executeTakeFirst())?.value;
  const hashing: TrainerStore['hashing'] = async () => {
    const held = await salt();
    if (held !== undefined) return { salt: held, iterations: trainerCodeIterations };
    await trx
      .insertInto('settings')
      .values({ key: saltKey, value: createToken(services) })
      .onConflict((c) => c.column('key').doNothing())
      .execute();
    const made = await salt();
    if (made === undefined) throw new Error('the salt of the trainers’ codes was not kept');
    return { salt: made, iterations: trainerCodeIterations };
  };
  return {
    lock: () => holdLock(tx, 'trainers'),
    all,
    hashing,
    put: async (trainer) => {
      const { code_hash, issued_at } = trainer;
      await trx
        .insertInto('trainers')
        .values(trainer)
        .onConflict((c) => c.column('name').doUpdateSet({ code_hash, issued_at }))
        .execute();
    },
    codesOf: async (names) => ({
      ...(await hashing()),
      trainers: (await all())
        .filter(({ name }) => names.has(name))
        .map(({ id, name, code_hash }) => ({
          id: TrainerId.parse(id),
          name,
          hash: Hash.parse(code_hash),
        })),
    }),
  };
};
