/** People, cards and tablets of the generated country; whoever has a number has one that can belong to nobody. */
import { DeviceId, Hash } from '../../../src/domain/ids.ts';
import { noHash } from '../../../src/domain/log.ts';
import { addDays, dayMs, Day, hourMs, instant } from '../../../src/domain/time.ts';
import { fictionalIdentity } from '../../../src/server/demo/fictional-identity.ts';
import { createRandom, type Random } from '../../../src/server/demo/random.ts';
import { hashOf } from '../../../src/server/http/services.ts';
import { sealUnder } from '../../../src/server/identity/identity-seal.ts';
import { lookupUnder, numberPurpose } from '../../../src/server/identity/identity-vault.ts';
import type { loadSecrets } from '../../../src/server/secrets.ts';
import { signHead } from '../../../src/signing/heads.ts';
import { createKeyPair } from '../../../src/signing/keys.ts';
import { sealText } from '../../../src/signing/seal.ts';
import { peopleOf, type CountryCohort } from './country-plan.ts';
import { sha, type Tablet } from './door.ts';
import type { Sink } from './sinks.ts';

export const tabletsOf = async (units: readonly string[]): Promise<readonly Tablet[]> =>
  Promise.all(
    units.flatMap((unit) =>
      [1, 2].map(async (n) => ({
        ...(await createKeyPair()),
        id: `${unit}-${n}`,
        unit,
        seq: 0,
        hash: noHash,
        at: 0,
      })),
    ),
  );

type Secrets = Awaited<ReturnType<typeof loadSecrets>>;

/** A number that can belong to nobody, and that nobody else of these has. */
const newNumber = (random: Random, taken: Set<string>): string => {
  for (;;) {
    const birth = Day.parse(addDays(Day.parse('1960-01-01'), random.int(0, 14_000)));
    const number = fictionalIdentity(random, birth, random.chance(0.78));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
};

type Peopling = {
  readonly secrets: Secrets;
  readonly now: number;
  /** Numbers given so far, for those who get one. */
  readonly taken: Set<string> | undefined;
};

export const putCohort = async (
  sink: Sink,
  cohort: CountryCohort,
  { secrets, now, taken }: Peopling,
): Promise<void> => {
  sink.put('cohorts', {
    id: cohort.id,
    name: `Demogrupp ${cohort.index + 1}`,
    track: 'employee',
    unit: cohort.unit,
  });
  const random = createRandom(cohort.index + 1);
  for (const { id, given, family, isKeyPerson, workplace } of peopleOf(cohort)) {
    sink.put('participants', {
      id,
      given,
      family,
      email: '',
      unit: cohort.unit,
      workplace,
      track: 'employee',
      is_key_person: isKeyPerson ? 1 : 0,
      cohort: cohort.id,
      left_on: null,
      left_reason: null,
    });
    sink.put('memberships', { participant: id, cohort: cohort.id, from_day: '2000-01-01', to_day: null });
    const token = sha(`demo-country/${id}`)
      .slice(0, 26)
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, 'X');
    sink.put('badges', {
      token_hash: hashOf(token),
      participant: id,
      code: sha(`code/${id}`)
        .toUpperCase()
        .replaceAll(/[^0-9A-HJKMNP-TV-Z]/g, '7')
        .slice(0, 8),
      sealed_token: await sealText(secrets.badgeKey as unknown as CryptoKey, `badge/${id}`, token),
      issued_at: now - 30 * dayMs,
      blocked_at: null,
    });
    if (taken === undefined) continue;
    const number = newNumber(random, taken);
    sink.put('identities', {
      participant: id,
      sealed: sealUnder(secrets.identity, numberPurpose(id), number),
      lookup: lookupUnder(secrets.lookupKey, number),
      is_protected: 0,
      sealed_name: null,
    });
  }
};

export const putTablets = async (
  sink: Sink,
  tablets: readonly Tablet[],
  now: number,
  live: string,
  token: string,
): Promise<void> => {
  for (const { id, unit, publicKey, privateKey, seq, hash, at } of tablets)
    sink.put('devices', {
      id,
      name: id,
      unit,
      public_key: publicKey,
      enrolled_at: now - 1000 * dayMs,
      revoked_at: null,
      last_contact_at: now - hourMs,
      plan_fetched_at: now - hourMs,
      clock_offset_ms: 0,
      health: JSON.stringify({ appVersion: 'demo', storage: 'persistent', planIssuedAt: null, unsent: 0 }),
      head_seq: seq,
      head_hash: hash,
      signed_head:
        seq === 0
          ? null
          : JSON.stringify(
              await signHead(privateKey, {
                device: DeviceId.parse(id),
                seq,
                hash: Hash.parse(hash),
                at: instant(at),
              }),
            ),
    });
  sink.put('device_sign_ins', { token_hash: hashOf(token), device: live, expires_at: now + 10 * hourMs });
};
