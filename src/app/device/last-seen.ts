/** How far the log had come, kept where clearing the database does not reach (STORE-5): `device:number`. */

const key = 'narvaro-last-seen';

/** Never goes down for one device: a number that was used stays used. */
export const noteSeen = (seq: number, device = ''): void => {
  try {
    const [of, held] = (localStorage.getItem(key) ?? '').split(':');
    if (of !== device || !(seq <= Number(held))) localStorage.setItem(key, `${device}:${seq}`);
  } catch {
    // Without it the office still notices when the tablet next sends.
  }
};

export const lastSeen = async (): Promise<string | undefined> => {
  try {
    return localStorage.getItem(key) ?? (await (await caches.match(`/${key}`))?.text());
  } catch {
    return undefined;
  }
};
