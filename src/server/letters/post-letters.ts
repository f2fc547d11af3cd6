/**
 * Sends what is in the queue, a few letters at a time. Each is marked as being sent before the mail server hears of it,
 * and as sent after, so that a process that stops in between leaves a letter nobody sends again by itself (MAIL-3).
 */
import { createHash } from 'node:crypto';
import { dayMs, minuteMs } from '../../domain/time.ts';
import { err, ok, unreachable, type Result } from '../../domain/result.ts';
import type { LetterError } from '../../protocol/letters.ts';
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import type { QueuedLetter } from '../store/letter-store.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { letterKind } from './letter-kinds.ts';
import type { Mail, Mailer, MailFailure } from './mailer.ts';
import { renderLetter } from './render-letter.ts';
import { addressesOf } from './recipient.ts';

/** How long to wait after the first, second … try that failed; the last again and again. */
const waits: readonly number[] = [1, 5, 15, 60].map((minutes) => minutes * minuteMs);
const giveUpAfterMs = 3 * dayMs;
/** Longer than any mail takes, with every timeout of the mailer. */
const unclearAfterMs = 15 * minuteMs;
/** With a round every ten seconds, sixty letters a minute: what a shared mail server takes without slowing others. */
const perRound = 10;

export type Round = 'nothing-left' | 'more' | 'server-away';

type Deps = { readonly database: Database; readonly services: Services; readonly mailer: Mailer };

/** The same for the same letter, so that a receiver who gets it twice can tell. */
const messageIdOf = (letter: string, origin: string): string =>
  `${createHash('sha256').update(`letter/${letter}`).digest('base64url').slice(0, 32)}@${new URL(origin).hostname}`;

type NoMail = Extract<LetterError, 'no-address' | 'no-card' | 'gone'>;

const mailFor = async (
  letter: QueuedLetter,
  stores: Stores,
  services: Services,
): Promise<Result<Mail, NoMail>> => {
  const id = (await stores.people.merges()).get(letter.participant ?? '') ?? letter.participant;
  const participant = id === null ? undefined : await stores.programme.participant(id);
  if (id !== null && participant === undefined) return err('gone');
  const kind = letterKind(letter.kind);
  if (kind === undefined) return err('gone');
  const reachable =
    participant === undefined ? undefined : (await addressesOf([participant], stores)).get(participant.id);
  const to = reachable === undefined || reachable.kind === 'none' ? letter.address : reachable.address;
  if (to === null) return err('no-address');
  const about = JSON.parse(letter.about) as unknown;
  const written = await kind.write({ participant, about, stores, services });
  if (!written.ok) return written;
  return ok({ ...renderLetter(written.value), messageId: messageIdOf(letter.id, services.origin), to });
};

const keepFailure = async (
  { id, tries, created_at }: QueuedLetter,
  failure: MailFailure,
  { letters }: Stores,
  now: number,
): Promise<void> => {
  switch (failure.kind) {
    case 'refused':
      return letters.failed(id, failure.error, now);
    case 'unclear':
      return letters.unclear(id, now);
    case 'later': {
      const wait = waits[Math.min(tries, waits.length) - 1] ?? minuteMs;
      return now + wait - created_at > giveUpAfterMs
        ? letters.failed(id, failure.error, now)
        : letters.postpone(id, failure.error, now + wait, now);
    }
    default:
      return unreachable(failure);
  }
};

/** One round: until nothing is due, enough is sent for now, or the server does not take letters. */
export const postLetters = async ({ database, services, mailer }: Deps): Promise<Round> => {
  const inStores = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  const { clock } = services;
  await inStores(({ letters }) => letters.markUnclear(clock() - unclearAfterMs, clock()));
  for (let count = 0; count < perRound; count += 1) {
    const letter = await inStores(({ letters }) => letters.claim(clock()));
    if (letter === undefined) return 'nothing-left';
    const mail = await inStores((stores) => mailFor(letter, stores, services));
    const answer = mail.ok ? await mailer(mail.value) : mail;
    await inStores(async (stores) => {
      if (answer.ok) return stores.letters.sent(letter.id, clock());
      return typeof answer.error === 'string'
        ? stores.letters.failed(letter.id, answer.error, clock())
        : keepFailure(letter, answer.error, stores, clock());
    });
    if (!answer.ok && typeof answer.error !== 'string' && answer.error.kind === 'later') return 'server-away';
  }
  return 'more';
};
