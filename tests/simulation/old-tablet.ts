/**
 * A tablet whose app is of an earlier version (F23, F39): it asks as that version asked, records only what that version
 * could record, and reads only what that version could read, all three as they were recorded when it was out
 * (tests/fixtures/wire). Anything else is no answer to it.
 */
import { fromJSONSchema } from 'zod';
import { versionHeader } from '../../src/protocol/version.ts';
import { readWire } from '../support/recorded.ts';
import type { Sent } from './network.ts';

export const oldVersions = [1, 2, 3] as const;

export type OldApp = {
  readonly version: number;
  /** The request as that version made it; undefined for what it never asked. */
  readonly asked: (sent: Sent) => Sent | undefined;
  /** Whether that version understands the answer. */
  readonly reads: (sent: Sent, text: string) => boolean;
  /** The draft as that version would have written it; undefined where it had no such thing. */
  readonly written: <T extends { readonly kind: string }>(draft: T) => T | undefined;
};

const messages: Readonly<Record<string, string>> = {
  '/api/enrol': 'enrol',
  '/api/device/challenge': 'challenge',
  '/api/device/sign-in': 'signIn',
  '/api/plan': 'plan',
};
const messageOf = ({ path, init }: Sent): string | undefined => {
  const [plain = ''] = path.split('?');
  return plain === '/api/log' ? (init.method === 'POST' ? 'push' : 'pull') : messages[plain];
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Which kinds of events were recorded, and with which keys. */
const kindsIn = (bodies: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const kinds = new Map<string, Set<string>>();
  for (const body of bodies)
    for (const text of (json(body) as { readonly events?: readonly string[] }).events ?? []) {
      const event = json(text) as { readonly kind: string };
      kinds.set(event.kind, new Set([...(kinds.get(event.kind) ?? []), ...Object.keys(event)]));
    }
  return kinds;
};

const withoutVersion = (headers: RequestInit['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries((headers ?? {}) as Record<string, string>).filter(([name]) => name !== versionHeader),
  );

/** What a push of that version said of the tablet's health, and nothing more. */
const bodyAs = (keys: ReadonlySet<string>, body: string): string => {
  const given = json(body) as { readonly health?: Readonly<Record<string, unknown>> };
  if (given.health === undefined) return body;
  const health = Object.fromEntries(Object.entries(given.health).filter(([key]) => keys.has(key)));
  return JSON.stringify({ ...given, health });
};

const made = new Map<number, OldApp>();

/** The app as it was when this version was out. */
export const oldApp = (version: number): OldApp => {
  const known = made.get(version);
  if (known !== undefined) return known;
  const { exchanges, reads } = readWire(version);
  const forms = new Map(
    Object.entries(reads).map(([name, form]) => [name, fromJSONSchema(form as never)] as const),
  );
  const pushes = exchanges.flatMap(({ path, body }) =>
    path === '/api/log' && body !== undefined ? [body] : [],
  );
  const kinds = kindsIn(pushes);
  const healthKeys = new Set(
    pushes.flatMap((body) => Object.keys((json(body) as { readonly health: object }).health)),
  );
  const app: OldApp = {
    version,
    asked: ({ path, init }) => {
      if (messageOf({ path, init }) === undefined) return undefined;
      const headers = withoutVersion(init.headers);
      const body = typeof init.body === 'string' ? { body: bodyAs(healthKeys, init.body) } : {};
      return { path: path.replace('?journal=1', ''), init: { ...init, headers, ...body } };
    },
    reads: (sent, text) => {
      const form = forms.get(messageOf(sent) ?? '');
      return form?.safeParse(json(text)).success === true;
    },
    written: (draft) => {
      const keys = kinds.get(draft.kind);
      if (keys === undefined) return undefined;
      return Object.fromEntries(Object.entries(draft).filter(([key]) => keys.has(key))) as typeof draft;
    },
  };
  made.set(version, app);
  return app;
};
