/**
 * Whether SQLite's write-ahead log can be what SQLite itself has written. SQLite takes a log that does not add up for one
 * that ends there, and goes on without what came after; what was acknowledged would be gone without a word. Here the end
 * that a crash leaves is told from damage (CRASH-3). The form: sqlite.org/fileformat2.html#the_write_ahead_log.
 */

const headerBytes = 32;
const frameHeaderBytes = 24;
const bigEndianMagic = 0x377f0683;
const littleEndianMagic = 0x377f0682;

type Sums = readonly [number, number];

const summed = (view: DataView, from: number, to: number, isLittle: boolean, [a, b]: Sums): Sums => {
  let first = a;
  let second = b;
  for (let at = from; at < to; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0;
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0;
  }
  return [first, second];
};

const isSum = (view: DataView, at: number, [a, b]: Sums): boolean =>
  view.getUint32(at) === a && view.getUint32(at + 4) === b;

const pageSizeIn = (view: DataView): number => {
  const size = view.getUint32(8);
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0 ? size : 0;
};

/**
 * `damaged` for a log whose head is not SQLite's, and for one that breaks off before commits that had to be on disk: a
 * commit is written only when the one before it is, so that two after the break prove that something was lost.
 */
export const walVerdict = (bytes: Uint8Array): 'whole' | 'damaged' => {
  if (bytes.length < headerBytes) return 'whole';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const pageSize = pageSizeIn(view);
  const isLittle = magic === littleEndianMagic;
  let sums = summed(view, 0, 24, isLittle, [0, 0]);
  if ((!isLittle && magic !== bigEndianMagic) || pageSize === 0 || !isSum(view, 24, sums)) return 'damaged';
  const isOfThisLog = (at: number): boolean =>
    view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
  const frameBytes = frameHeaderBytes + pageSize;
  let isBroken = false;
  let commitsAfter = 0;
  for (let at = headerBytes; at + frameBytes <= bytes.length; at += frameBytes) {
    const isOurs = isOfThisLog(at);
    if (!isBroken) {
      sums = summed(view, at, at + 8, isLittle, sums);
      sums = summed(view, at + frameHeaderBytes, at + frameBytes, isLittle, sums);
      isBroken = !isOurs || !isSum(view, at + 16, sums);
    } else if (isOurs && view.getUint32(at + 4) > 0) commitsAfter += 1;
  }
  return commitsAfter > 1 ? 'damaged' : 'whole';
};
