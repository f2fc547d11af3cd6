/** A stolen or home-made tablet against a test server: it signs, numbers and chains whatever it likes. */
import type { EventDraft } from '../../src/domain/events.ts';
import { DeviceId, type Hash } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import { hourMs, instant } from '../../src/domain/time.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair, type KeyPair } from '../../src/signing/keys.ts';
import { morning } from './session-world.ts';
import type { TestServer } from './test-server.ts';

export type Rogue = { readonly id: DeviceId; readonly keys: KeyPair; readonly token: string };

/** A tablet the office has enrolled, in hands it does not know. */
export const aRogue = async (
  server: TestServer,
  name: string,
  unit: string | null = 'farsta',
): Promise<Rogue> => {
  const keys = await createKeyPair();
  const id = DeviceId.parse(name);
  const token = `${name}-${'t'.repeat(40)}`;
  await server.stores(async ({ devices }) => {
    await devices.add({ id, name, unit, publicKey: keys.publicKey }, morning);
    await devices.addSignIn(hashOf(token), id, morning + 48 * hourMs, morning);
  });
  return { id, keys, token };
};

const health = { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 };

/** The texts of these drafts as a device writes them, and where its log ends then. */
export const textsOf = async (
  device: string,
  drafts: readonly EventDraft[],
  after: LogHead = emptyHead,
): Promise<{ readonly texts: readonly string[]; readonly end: LogHead }> => {
  const texts: string[] = [];
  let head = after;
  for (const draft of drafts) {
    const text = canonical(placeAfter(head, DeviceId.parse(device), instant(morning), draft));
    head = { seq: head.seq + 1, hash: await sha256(text) };
    texts.push(text);
  }
  return { texts, end: head };
};

/** A push of these very texts, rightly signed by `signer` over their hashes, from number `from`. */
export const pushOf = async (
  signer: Rogue,
  texts: readonly string[],
  { from = 1, device = signer.id, at = morning }: { from?: number; device?: string; at?: number } = {},
) => {
  let hash: Hash = emptyHead.hash;
  for (const text of texts) hash = await sha256(text);
  const statement = {
    device: DeviceId.parse(device),
    seq: from + texts.length - 1,
    hash,
    at: instant(at),
  };
  return { from, events: [...texts], head: await signHead(signer.keys.privateKey, statement), health };
};

/** What the server answered: `ok`, why something was set aside, or the problem's code. */
export const push = async (server: TestServer, { token }: Rogue, body: unknown): Promise<string> => {
  const reply = await (typeof body === 'string'
    ? server.app.request('/api/log', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      })
    : server.post('/api/log', body, { token }));
  const said = (await reply.json()) as { code?: string; setAside?: string | null };
  return said.code ?? said.setAside ?? 'ok';
};

/** Who is in attendance at a session, for whoever was forged in to be seen. */
export const presentAt = async (server: TestServer, session: string): Promise<readonly string[]> =>
  (await server.stores(({ attendance }) => attendance.ofSession(session)))
    .map(({ participant }) => String(participant))
    .sort();
