/** Tables of who may do what, and of who has seen what of the sensitive parts. */
import type { Generated } from 'kysely';

export type AccessSchema = {
  administrator_roles: { administrator: string; role: string };
  /** Who saw what of the sensitive parts, and when; added to and never changed (ACC-1). */
  access_log: {
    id: Generated<number>;
    at: number;
    /** An administrator's id. */
    actor: string;
    /** What was seen: a stable word such as `protected-name` or `report-file`. */
    kind: string;
    participant: string | null;
    /** A month, a session, a file's checksum: never anything personal. */
    about: string;
  };
};
