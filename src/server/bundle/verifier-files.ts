/** The built verifier that goes with every bundle: a page and a command, made by the build. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Services } from '../http/services.ts';

const builtBesideApp = resolve(import.meta.dirname, '../../../dist/verifier');

export type VerifierFiles = { readonly page: Uint8Array; readonly command: Uint8Array };

/** The verifier's two files; nothing if they have not been built. */
export const readVerifier = async ({
  verifierFolder = builtBesideApp,
}: Pick<Services, 'verifierFolder'>): Promise<VerifierFiles | undefined> => {
  try {
    return {
      page: await readFile(join(verifierFolder, 'verify.html')),
      command: await readFile(join(verifierFolder, 'verify.mjs')),
    };
  } catch {
    return undefined;
  }
};

/** SHA-256 as people compare it: 64 characters of hex, as every computer's own tool prints it. */
export const checksumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
