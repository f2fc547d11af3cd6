/** Recovery codes for whoever has lost their factor: ten, 120 random bits each, shown once and good once (AUTH-5). */
import { asTyped, base32 } from '../../domain/badge.ts';
import { hashOf, type Services } from '../http/services.ts';

const howMany = 10;

const shown = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code;

/** What is kept of a code, however it was typed. */
export const recoveryHash = (typed: string): string => hashOf(`recovery/${asTyped(typed)}`);

/** Ten new codes as they are shown, with what is kept of them. */
export const newRecoveryCodes = ({
  randomBytes,
}: Pick<Services, 'randomBytes'>): readonly { readonly code: string; readonly hash: string }[] =>
  Array.from({ length: howMany }, () => {
    const code = shown(base32(randomBytes(15)));
    return { code, hash: recoveryHash(code) };
  });
