/** A badge's text as a QR drawing for paper, without its white. */
import { drawModules, type QrModules } from '../../ui/qr-code/draw-qr.ts';

/** The printed side of a code without its white, in mm (DESIGN §9). */
export const printedMm = 33;
/** Smaller modules than this are hard for a tablet's camera at arm's length. */
export const smallestModuleMm = 0.75;

/** How wide a module becomes on paper, in mm. */
export const moduleMm = ({ size }: Pick<QrModules, 'size'>): number => printedMm / size;

/** Draws one text at level Q, which stays readable with a quarter of it worn away (BADGE-1). */
export const drawQr = (text: string): Promise<QrModules> => drawModules(text, 'Q', 0);
