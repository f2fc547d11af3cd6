/** Where a session that was never closed reminds (CLOSE-3). */

/** True for a session's camera and list, where only the trainer looks. */
export const isReminderPlace = (path: string): boolean => /^\/tillfalle\/[^/]+\/(?:skanna|lista)$/.test(path);

/**
 * True if the view at `path` reminds of the session: its own camera and list, and the open views. Today has banners of
 * its own, and what participants see says nothing.
 */
export const isReminded = (path: string, session: string): boolean =>
  path === '/plattan' ||
  path === '/hjalp' ||
  (isReminderPlace(path) && path.startsWith(`/tillfalle/${session}/`));
