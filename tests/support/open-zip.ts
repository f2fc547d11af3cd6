/** Opens a zip with the importer's own directory reader and Node's zlib: not with the library that packed it. */
import { inflateRawSync } from 'node:zlib';
import { readZipDirectory } from '../../src/server/import/zip-directory.ts';

/** The files of a zip, by name. */
export const openZip = (bytes: Uint8Array): Map<string, Uint8Array<ArrayBuffer>> => {
  const file = Buffer.from(bytes);
  const entries = readZipDirectory(file);
  if (!entries.ok) throw new Error(`the zip is refused: ${entries.error}`);
  return new Map(
    entries.value.map(({ name, method, from, to, unpackedBytes }) => {
      const packed = file.subarray(from, to);
      const unpacked = new Uint8Array(method === 8 ? inflateRawSync(packed) : packed);
      if (unpacked.length !== unpackedBytes) throw new Error(`${name} is not as long as the zip says`);
      return [name, unpacked];
    }),
  );
};
