/**
 * Gives every entry of a zip file the same time, so that the same content always is the same bytes and a checksum says
 * something of the content (SCB-6). The library that writes workbooks puts the computer's clock there.
 */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
/** 1 January 1980, 00.00: the earliest a zip file can say. */
const earliest = 0x0021_0000;

const findEnd = (file: Buffer): number => {
  for (let at = file.length - endLength; at >= 0; at -= 1)
    if (file.readUInt32LE(at) === endSignature) return at;
  throw new Error('a workbook that is no zip file');
};

/** A copy with every entry's time set to the same one. */
export const withFixedTimes = (zip: Buffer): Buffer<ArrayBuffer> => {
  const file = Buffer.from(zip);
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const local = file.readUInt32LE(at + 42);
    if (file.readUInt32LE(at) !== entrySignature || file.readUInt32LE(local) !== localSignature)
      throw new Error('a workbook whose entries are not where it says');
    file.writeUInt32LE(earliest, at + 12);
    file.writeUInt32LE(earliest, local + 10);
    at += entryLength + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return file;
};
