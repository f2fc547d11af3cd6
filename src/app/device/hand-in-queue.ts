/**
 * Rescue files of other tablets that this one hands in. A file is kept here, durably, until the office has answered
 * for it; without a network it waits (RESCUE-6). After that it stays for as long as a log does: the tablet that wrote it
 * may be broken, and an office that is put back from a backup has nobody else to be given it by.
 */
import * as z from 'zod/mini';
import { HandInReply } from '../../protocol/hand-in.ts';
import { Problem } from '../../protocol/problems.ts';
import { maxRescueFileChars } from '../../protocol/rescue-file.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SettingsStore } from './database.ts';
import { ask, signInDevice, type AskServer, type DeviceIdentity } from './identity.ts';
import { keptMs } from './journal.ts';

const Kept = z.strictObject({
  name: z.string(),
  text: z.string().check(z.maxLength(maxRescueFileChars)),
  /** When the office answered, by this tablet's clock; absent while the file waits. */
  answeredAt: z.optional(z.number()),
  /** When the office that answered had last been put back from a backup; nought for never, or not known. */
  restoredAt: z.optional(z.number()),
});
type Kept = z.infer<typeof Kept>;
export type WaitingFile = Pick<Kept, 'name' | 'text'>;

/** One place for each file, so that two tabs that keep and let go at once never write over each other's. */
const atMost = 20;
const keyOf = (place: number): string => `hand-in-file/${place}`;
const answerKeyOf = (place: number): string => `hand-in-answer/${place}`;
const timeoutMs = 120_000;

export type HandedIn =
  | { readonly kind: 'answered'; readonly reply: HandInReply }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No answer: the file waits. */
  | { readonly kind: 'waits' };

const placed = async (durable: SettingsStore): Promise<readonly (Kept | undefined)[]> =>
  Promise.all(
    Array.from({ length: atMost }, async (_, place) => Kept.safeParse(await durable.get(keyOf(place))).data),
  );

const isWaiting = (file: Kept | undefined): file is Kept =>
  file !== undefined && file.answeredAt === undefined;

/** Files that the office has not answered for. */
export const waitingFiles = async (durable: SettingsStore): Promise<readonly WaitingFile[]> =>
  (await placed(durable)).filter(isWaiting).map(({ name, text }) => ({ name, text }));

/** What the office has said about a file, until somebody has read it on this tablet. */
const Said = z.object({ name: z.string(), reply: z.optional(HandInReply), problem: z.optional(Problem) });
export type SaidOfFile = z.infer<typeof Said>;

/** The answers nobody has read yet; from now on they are read (RESCUE-6). */
export const takeAnswers = async (durable: SettingsStore): Promise<readonly SaidOfFile[]> => {
  const taken = await Promise.all(
    Array.from({ length: atMost }, async (_, place) => {
      const said = Said.safeParse(await durable.get(answerKeyOf(place))).data;
      if (said !== undefined) await durable.put(answerKeyOf(place), null);
      return said;
    }),
  );
  return taken.filter((said) => said !== undefined);
};

/** An empty place; where there is none, that of the file which was answered for longest ago. */
const placeIn = (held: readonly (Kept | undefined)[]): number => {
  const empty = held.indexOf(undefined);
  if (empty >= 0) return empty;
  const oldest = Math.min(...held.map((file) => file?.answeredAt ?? Number.POSITIVE_INFINITY));
  return held.findIndex((file) => file?.answeredAt === oldest);
};

/** Keeps the file until the office has answered; false where there is no room for it. */
export const keepFile = async (durable: SettingsStore, { name, text }: WaitingFile): Promise<boolean> => {
  try {
    for (let tries = 0; tries < 4; tries += 1) {
      const held = await placed(durable);
      if (held.some((file) => isWaiting(file) && file.text === text)) return true;
      const known = held.findIndex((file) => file?.text === text);
      const place = known < 0 ? placeIn(held) : known;
      if (place < 0) return false;
      await durable.put(keyOf(place), { name, text });
    }
  } catch {
    // No room: said so below.
  }
  return false;
};

/** Writes over the file where it lies, or clears its place; a file that waited leaves what was said about it there. */
const replace = async (
  durable: SettingsStore,
  text: string,
  next: Kept | undefined,
  said?: SaidOfFile,
): Promise<void> => {
  const held = await placed(durable);
  const place = held.findIndex((file) => file?.text === text);
  if (place < 0) return;
  if (said !== undefined && isWaiting(held[place])) await durable.put(answerKeyOf(place), said);
  await durable.put(keyOf(place), next ?? null);
};

type Deps = {
  readonly durable: SettingsStore;
  readonly identity: DeviceIdentity;
  readonly asking: AskServer;
  readonly clock: () => number;
  /** When the office says that it was last put back from a backup, if it was. */
  readonly restoredAt?: number | undefined;
};

const give = async (
  file: WaitingFile,
  { identity, asking }: Deps,
): Promise<Result<HandInReply, HandedIn>> => {
  const signedIn = await signInDevice(identity, asking);
  if (!signedIn.ok) return err({ kind: 'waits' });
  const answer = await ask(asking, {
    path: '/api/hand-in',
    token: signedIn.value.token,
    body: { file: file.text },
    reply: HandInReply,
    timeoutMs,
  });
  if (answer.ok) return ok(answer.value);
  /* Nothing else is a word about the file: something in between may call it too large, which the office never does. */
  const isFinal = answer.error.kind === 'problem' && answer.error.problem.code === 'rescue/refused';
  return err(
    isFinal && answer.error.kind === 'problem'
      ? { kind: 'refused', problem: answer.error.problem }
      : { kind: 'waits' },
  );
};

/**
 * Hands in one file. It is let go of only when the office has said that it is no file of its; any other answer leaves it
 * waiting, and one that the office has taken is kept for when the office is put back from a backup (RESCUE-6).
 */
export const handInFile = async ({ name, text }: WaitingFile, deps: Deps): Promise<HandedIn> => {
  const given = await give({ name, text }, deps);
  const outcome: HandedIn = given.ok ? { kind: 'answered', reply: given.value } : given.error;
  const { durable, clock, restoredAt = 0 } = deps;
  if (outcome.kind === 'refused') await replace(durable, text, undefined, { name, problem: outcome.problem });
  if (outcome.kind === 'answered') {
    const next = { name, text, answeredAt: clock(), restoredAt };
    await replace(durable, text, next, { name, reply: outcome.reply });
  }
  return outcome;
};

/**
 * Hands in whatever waits, and once more what an office had that was put back since; lets go of what it has had for as
 * long as a log is kept. Answers how many are left.
 */
export const handInWaiting = async (deps: Deps): Promise<number> => {
  const { durable, clock, restoredAt = 0 } = deps;
  for (const file of await placed(durable)) {
    if (file === undefined) continue;
    const isAnswered = file.answeredAt !== undefined && file.restoredAt === restoredAt;
    if (isAnswered && clock() - (file.answeredAt ?? 0) > keptMs) await replace(durable, file.text, undefined);
    if (isAnswered) continue;
    // oxlint-disable-next-line no-await-in-loop -- one after the other: they are large
    if ((await handInFile(file, deps)).kind === 'waits') break;
  }
  return (await waitingFiles(durable)).length;
};
