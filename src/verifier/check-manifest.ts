/** Every file is the one the office signed for, and no file is added or missing (BUNDLE-2). */
import { isManifestSignedBy } from '../signing/bundle.ts';
import { sha256OfBytes } from '../signing/hash.ts';
import { fileNames, type Manifest } from './bundle-format.ts';
import type { Findings } from './findings.ts';
import type { Files } from './read-bundle.ts';

/** Spaces and case do not matter in what a person copies from a paper. */
const asTyped = (text: string): string => text.replace(/\s/g, '');

/** `expectedKey` is the office's public key as somebody has it from elsewhere: only that shows that it is not another's. */
export const checkManifest = async (
  files: Files,
  manifest: Manifest,
  expectedKey: string | undefined,
  findings: Findings,
): Promise<void> => {
  const { signature, ...said } = manifest;
  if (!(await isManifestSignedBy(manifest.officeKey, said, signature)))
    findings.broken({ code: 'manifest-signature' });
  if (expectedKey === undefined) findings.note({ code: 'key-not-given' });
  else if (asTyped(expectedKey) !== manifest.officeKey) findings.broken({ code: 'office-key-other' });
  for (const [file, hash] of Object.entries(manifest.files)) {
    const bytes = files.get(file);
    if (bytes === undefined) findings.broken({ code: 'file-missing', file });
    else if ((await sha256OfBytes(bytes)) !== hash) findings.broken({ code: 'file-changed', file });
  }
  for (const file of files.keys())
    if (file !== fileNames.manifest && !Object.hasOwn(manifest.files, file))
      findings.broken({ code: 'file-not-listed', file });
};
