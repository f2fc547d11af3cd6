/** Reads the QR code on a screen as somebody else's phone would: from a picture of it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));

type Picture = { readonly width: number; readonly height: number; readonly pixels: string };

/** The picture's pixels, taken apart on an empty page. */
const pixelsOf = (blank: Page, png: Buffer): Promise<Picture> =>
  blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let pixels = '';
    for (let from = 0; from < data.length; from += 8192)
      pixels += String.fromCodePoint(...data.subarray(from, from + 8192));
    return { width, height, pixels: btoa(pixels) };
  }, png.toString('base64'));

/** The text of the one QR code that can be seen on the page. */
export const readQrOn = async (page: Page): Promise<string> => {
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset) } });
  const blank = await page.context().newPage();
  try {
    const { width, height, pixels } = await pixelsOf(blank, await page.screenshot());
    const data = new Uint8ClampedArray(Buffer.from(pixels, 'base64'));
    const found = await readBarcodes(
      { data, width, height, colorSpace: 'srgb' },
      { formats: ['QRCodeModel2'], tryHarder: true },
    );
    const [code] = found;
    if (code === undefined) throw new Error(`no code can be read on ${page.url()}`);
    return code.text;
  } finally {
    await blank.close();
  }
};
