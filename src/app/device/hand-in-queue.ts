/**
 * Rescue files of other tablets that this one hands in. A file is kept here, durably, until the office has answered
 * for it; without a network it waits (RESCUE-6).
 */
import * as z from 'zod/mini';
import { HandInReply } from '../../protocol/hand-in.ts';
import type { Problem } from '../../protocol/problems.ts';
import { maxRescueFileChars } from '../../protocol/rescue-file.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SettingsStore } from './database.ts';
import { ask, signInDevice, type AskServer, type DeviceIdentity } from './identity.ts';

const Waiting = z.strictObject({ name: z.string(), text: z.string().check(z.maxLength(maxRescueFileChars)) });
export type WaitingFile = z.infer<typeof Waiting>;
const Files = z.array(Waiting);

const key = 'hand-in-files';
const atMost = 20;
const timeoutMs = 120_000;

export type HandedIn =
  | { readonly kind: 'answered'; readonly reply: HandInReply }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No answer: the file waits. */
  | { readonly kind: 'waits' };

export const waitingFiles = async (durable: SettingsStore): Promise<readonly WaitingFile[]> =>
  Files.safeParse(await durable.get(key)).data ?? [];

/** Keeps the file until the office has answered; false where there is no room for it. */
export const keepFile = async (durable: SettingsStore, file: WaitingFile): Promise<boolean> => {
  const held = await waitingFiles(durable);
  if (held.some(({ text }) => text === file.text)) return true;
  if (held.length >= atMost) return false;
  try {
    await durable.put(key, [...held, file]);
    return true;
  } catch {
    return false;
  }
};

const letGo = async (durable: SettingsStore, { text }: WaitingFile): Promise<void> => {
  await durable.put(
    key,
    (await waitingFiles(durable)).filter((file) => file.text !== text),
  );
};

type Deps = {
  readonly durable: SettingsStore;
  readonly identity: DeviceIdentity;
  readonly asking: AskServer;
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
  const isFinal =
    answer.error.kind === 'problem' &&
    (answer.error.problem.code === 'rescue/refused' || answer.error.problem.code === 'request/too-large');
  return err(
    isFinal && answer.error.kind === 'problem'
      ? { kind: 'refused', problem: answer.error.problem }
      : { kind: 'waits' },
  );
};

/**
 * Hands in one file. It is let go of only when the office has it, or has said that it is no file of its; any other answer
 * leaves it waiting (RESCUE-6).
 */
export const handInFile = async (file: WaitingFile, deps: Deps): Promise<HandedIn> => {
  const given = await give(file, deps);
  const outcome: HandedIn = given.ok ? { kind: 'answered', reply: given.value } : given.error;
  if (outcome.kind !== 'waits') await letGo(deps.durable, file);
  return outcome;
};

/** Hands in whatever waits; answers how many are left. */
export const handInWaiting = async (deps: Deps): Promise<number> => {
  for (const file of await waitingFiles(deps.durable)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: they are large
    if ((await handInFile(file, deps)).kind === 'waits') break;
  }
  return (await waitingFiles(deps.durable)).length;
};
