/** Devices, the one-time codes that enrol them, and their sign-ins. */
import type { Selectable } from 'kysely';
import { noHash } from '../../domain/log.ts';
import { minuteMs } from '../../domain/time.ts';
import { latestEnd, latestPast } from './clock-ahead.ts';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** No challenge may be answered for longer. */
const longestChallengeMs = 2 * minuteMs;

export type DeviceRow = Selectable<Schema['devices']>;
export type EnrolmentCodeRow = Selectable<Schema['enrolment_codes']>;

export type NewDevice = {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly publicKey: string;
};

export type DeviceStore = {
  readonly add: (device: NewDevice, now: number) => Promise<void>;
  readonly get: (id: string) => Promise<DeviceRow | undefined>;
  readonly all: () => Promise<readonly DeviceRow[]>;
  readonly withIds: (ids: readonly string[]) => Promise<readonly DeviceRow[]>;
  readonly revoke: (id: string, now: number) => Promise<boolean>;
  readonly update: (id: string, change: Partial<Omit<DeviceRow, 'id' | 'public_key'>>) => Promise<void>;
  readonly addEnrolmentCode: (
    code: Pick<EnrolmentCodeRow, 'code_hash' | 'name' | 'unit' | 'expires_at' | 'created_at'>,
  ) => Promise<void>;
  readonly enrolmentCode: (codeHash: string) => Promise<EnrolmentCodeRow | undefined>;
  /** Codes that can still be used. */
  readonly openEnrolmentCodes: (now: number) => Promise<readonly EnrolmentCodeRow[]>;
  /** True if the code was good and is now used up by `device`: of two devices, one wins (DEV-1). */
  readonly useEnrolmentCode: (codeHash: string, device: string, now: number) => Promise<boolean>;
  readonly cancelEnrolmentCode: (codeHash: string, now: number) => Promise<void>;
  readonly addChallenge: (challengeHash: string, device: string, expiresAt: number) => Promise<void>;
  /** True if this was an open challenge for this device; it is gone afterwards (DEV-3). */
  readonly useChallenge: (challengeHash: string, device: string, now: number) => Promise<boolean>;
  readonly addSignIn: (tokenHash: string, device: string, expiresAt: number, now: number) => Promise<void>;
  readonly bySignIn: (tokenHash: string, now: number) => Promise<DeviceRow | undefined>;
};

type Codes = Pick<
  DeviceStore,
  'addEnrolmentCode' | 'enrolmentCode' | 'openEnrolmentCodes' | 'useEnrolmentCode' | 'cancelEnrolmentCode'
>;

const codesOf = ({ trx }: Tx): Codes => ({
  addEnrolmentCode: async (code) => {
    await trx
      .insertInto('enrolment_codes')
      .values({ ...code, used_at: null, cancelled_at: null, device: null })
      .execute();
  },
  enrolmentCode: (codeHash) =>
    trx.selectFrom('enrolment_codes').selectAll().where('code_hash', '=', codeHash).executeTakeFirst(),
  openEnrolmentCodes: (now) =>
    trx
      .selectFrom('enrolment_codes')
      .selectAll()
      .where('used_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('expires_at', '>', now)
      .where('created_at', '<=', latestPast(now))
      .orderBy('created_at')
      .execute(),
  useEnrolmentCode: async (codeHash, device, now) => {
    const result = await trx
      .updateTable('enrolment_codes')
      .set({ used_at: now, device })
      .where('code_hash', '=', codeHash)
      .where('used_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('expires_at', '>', now)
      .where('created_at', '<=', latestPast(now))
      .executeTakeFirst();
    return Number(result.numUpdatedRows) === 1;
  },
  cancelEnrolmentCode: async (codeHash, now) => {
    await trx
      .updateTable('enrolment_codes')
      .set({ cancelled_at: now })
      .where('code_hash', '=', codeHash)
      .where('used_at', 'is', null)
      .execute();
  },
});

type SignIns = Pick<DeviceStore, 'addChallenge' | 'useChallenge' | 'addSignIn' | 'bySignIn'>;

const signInsOf = ({ trx }: Tx): SignIns => ({
  addChallenge: async (challengeHash, device, expiresAt) => {
    await trx
      .insertInto('device_challenges')
      .values({ challenge_hash: challengeHash, device, expires_at: expiresAt })
      .execute();
  },
  useChallenge: async (challengeHash, device, now) => {
    await trx.deleteFrom('device_challenges').where('expires_at', '<=', now).execute();
    const result = await trx
      .deleteFrom('device_challenges')
      .where('challenge_hash', '=', challengeHash)
      .where('device', '=', device)
      .where('expires_at', '<=', latestEnd(now, longestChallengeMs))
      .executeTakeFirst();
    return Number(result.numDeletedRows) === 1;
  },
  addSignIn: async (tokenHash, device, expiresAt, now) => {
    await trx.deleteFrom('device_sign_ins').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('device_sign_ins')
      .values({ token_hash: tokenHash, device, expires_at: expiresAt })
      .execute();
  },
  bySignIn: (tokenHash, now) =>
    trx
      .selectFrom('device_sign_ins')
      .innerJoin('devices', 'devices.id', 'device_sign_ins.device')
      .selectAll('devices')
      .where('device_sign_ins.token_hash', '=', tokenHash)
      .where('device_sign_ins.expires_at', '>', now)
      .executeTakeFirst(),
});

export const createDeviceStore = (tx: Tx): DeviceStore => {
  const { trx } = tx;
  return {
    ...codesOf(tx),
    ...signInsOf(tx),
    add: async ({ id, name, unit, publicKey }, now) => {
      await trx
        .insertInto('devices')
        .values({
          id,
          name,
          unit,
          public_key: publicKey,
          enrolled_at: now,
          revoked_at: null,
          last_contact_at: null,
          plan_fetched_at: null,
          clock_offset_ms: null,
          health: null,
          head_seq: 0,
          head_hash: noHash,
          signed_head: null,
        })
        .execute();
    },
    get: (id) => trx.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst(),
    withIds: async (ids) =>
      ids.length === 0
        ? []
        : trx
            .selectFrom('devices')
            .selectAll()
            .where('id', 'in', ids)
            .orderBy('name')
            .orderBy('enrolled_at')
            .execute(),
    all: () => trx.selectFrom('devices').selectAll().orderBy('name').orderBy('enrolled_at').execute(),
    revoke: async (id, now) => {
      const result = await trx
        .updateTable('devices')
        .set({ revoked_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) === 1;
    },
    update: async (id, change) => {
      await trx.updateTable('devices').set(change).where('id', '=', id).execute();
    },
  };
};
