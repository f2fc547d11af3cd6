/** Puts a letter in the queue, in the transaction of the act that it belongs to; the job sends it (MAIL-3). */
import type { Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import type { Recipient } from '../store/letter-store.ts';
import { readAddress } from './address.ts';
import { letterKind } from './letter-kinds.ts';

export type LetterToSend = {
  /** One of letter-kinds.ts. */
  readonly kind: string;
  readonly to: Recipient;
  /** What the kind needs to write it, in its own form; kept as JSON, so no names and no hours. */
  readonly about: unknown;
};

/** `sendLetter({ kind: 'personal-link', to: { participant }, about: {} }, context)`; a kind or form unknown is a defect. */
export const sendLetter = async (
  { kind, to, about }: LetterToSend,
  { letters, services }: Pick<Context, 'letters' | 'services'>,
): Promise<void> => {
  if (letterKind(kind)?.isAbout(about) !== true) throw new Error('a letter of no known kind or form');
  const address = to.address === undefined ? null : readAddress(to.address);
  if (address === undefined) throw new Error('a letter to what is no address');
  await letters.add(
    {
      id: createId(services),
      kind,
      participant: to.participant ?? null,
      address,
      about: JSON.stringify(about),
    },
    services.clock(),
  );
};
