/** How much an imported file may hold. A real list of 20 000 rows is about 2 MB packed and 15 MB unpacked (IMP-1). */

export const maxFileBytes = 20 * 1024 * 1024;
export const maxRows = 25_000;
export const maxColumns = 60;

export const maxZipEntries = 200;
export const maxUnpackedBytes = 64 * 1024 * 1024;
/** The list of sheets and the places of them: a few hundred bytes for each sheet. */
export const maxListBytes = 1024 * 1024;
/** An entry over `ratioFromBytes` that is packed harder than this holds nothing an office would send. */
export const maxRatio = 200;
export const ratioFromBytes = 1024 * 1024;

/** Characters in a name, and in any other cell that is kept. */
export const maxNameLength = 100;
export const maxTextLength = 200;

/** What a reading may cost before it is ended: milliseconds, and megabytes of the thread's own memory. */
export const maxReadMs = 60_000;
export const maxHeapMegabytes = 768;

export const ageLimits = { min: 16, max: 75 } as const;
export const maxSessionHours = 12;
