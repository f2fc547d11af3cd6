/** Certificates that nobody has vouched for, made with openssl for a test. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Certificate = { readonly certificate: string; readonly key: string };

/** Makes a certificate for names and addresses, valid for ten days, as two files in a folder. */
export const makeCertificate = (
  folder: string,
  name: string,
  subjects: readonly string[] = ['DNS:localhost', 'IP:127.0.0.1'],
  newKey = 'ec -pkeyopt ec_paramgen_curve:prime256v1',
): Certificate => {
  const certificate = join(folder, `${name}.crt`);
  const key = join(folder, `${name}.key`);
  const { status, stderr } = spawnSync(
    'openssl',
    `req -x509 -newkey ${newKey} -nodes -days 10 -subj /CN=${name}`
      .split(' ')
      .concat('-keyout', key, '-out', certificate, '-addext', `subjectAltName=${subjects.join(',')}`),
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`);
  return { certificate, key };
};

/** A file that is no certificate and no key. */
export const makeJunk = (folder: string): string => {
  const file = join(folder, 'junk.pem');
  writeFileSync(file, 'a letter to somebody');
  return file;
};
