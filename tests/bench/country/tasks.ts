/** What people and tablets ask of an office, as requests to a server that runs: each answers how long it took and how much came. */
import { Hash, type DeviceId } from '../../../src/domain/ids.ts';
import { canonical, placeAfter } from '../../../src/domain/log.ts';
import { dayOf, instant, monthOf } from '../../../src/domain/time.ts';
import { signHead } from '../../../src/signing/heads.ts';
import { sha256 } from '../../../src/signing/hash.ts';
import { protocolVersion, versionHeader } from '../../../src/protocol/version.ts';
import type { Office } from './office.ts';
import type { Generated } from './generate.ts';

export type Asked = { readonly ms: number; readonly bytes: number; readonly status: number };
export type Task = {
  readonly name: string;
  readonly times: number;
  readonly ask: (turn: number) => Promise<Asked>;
};

const timed = async (
  address: string,
  request: RequestInit,
  expects: readonly number[],
): Promise<Asked & { readonly etag: string | null; readonly text: string }> => {
  const began = performance.now();
  const reply = await fetch(address, request);
  const body = new Uint8Array(await reply.arrayBuffer());
  const ms = performance.now() - began;
  const text = new TextDecoder().decode(body);
  if (!expects.includes(reply.status)) throw new Error(`${address}: ${reply.status} ${text.slice(0, 400)}`);
  return { ms, bytes: body.length, status: reply.status, etag: reply.headers.get('etag'), text };
};

/** A push of 40 events of one session, as the tablet's own code would write them. */
const pushOf = async (generated: Generated, turn: number, now: number): Promise<string> => {
  const { tablet, live } = generated;
  const session = live[turn % live.length];
  if (session === undefined) throw new Error('no session is left to push');
  const drafts = [
    { kind: 'session-opened', session: session.id },
    ...session.people.map((participant) => ({
      kind: 'checked-in',
      session: session.id,
      participant,
      via: 'badge',
    })),
    ...session.people
      .slice(1)
      .map((participant) => ({ kind: 'checked-out', session: session.id, participant, via: 'badge' })),
  ];
  const events: string[] = [];
  const from = tablet.seq + 1;
  for (const [i, draft] of drafts.entries()) {
    const head = { seq: tablet.seq, hash: Hash.parse(tablet.hash) };
    const at = instant(now - (drafts.length - i) * 60_000);
    const text = canonical(placeAfter(head, tablet.id as DeviceId, at, draft as never));
    events.push(text);
    tablet.seq = head.seq + 1;
    tablet.hash = await sha256(text);
  }
  const statement = {
    device: tablet.id as DeviceId,
    seq: tablet.seq,
    hash: Hash.parse(tablet.hash),
    at: instant(now),
  };
  return JSON.stringify({
    from,
    events,
    head: await signHead(tablet.key, statement),
    health: { appVersion: 'demo', storage: 'persistent', planIssuedAt: null, unsent: 0 },
  });
};

/** Every task, in the order they are measured. Each runs `times` at the most. */
export const tasksFor = ({ origin, metrics }: Office, generated: Generated): readonly Task[] => {
  const { session, lockedMonth, name } = generated;
  const admin = { cookie: `narvaro-sign-in=${generated.admin}` };
  const device = {
    authorization: `Bearer ${generated.tablet.token}`,
    [versionHeader]: String(protocolVersion),
    'content-type': 'application/json',
  };
  const json = { ...admin, 'content-type': 'application/json' };
  const now = Date.now();
  const today = dayOf(now);
  const get =
    (path: string, headers: Record<string, string> = admin) =>
    (): Promise<Asked> =>
      timed(`${origin}${path}`, { headers }, [200]);
  const post = (path: string, body: unknown) => (): Promise<Asked> =>
    timed(`${origin}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) }, [200]);
  let pushed = 0;
  const push = async (): Promise<Asked> => {
    const body = await pushOf(generated, pushed, Date.now());
    pushed += 1;
    const asked = await timed(`${origin}/api/log`, { method: 'POST', headers: device, body }, [200]);
    const { setAside } = JSON.parse(asked.text) as { setAside: unknown };
    if (setAside !== null) throw new Error(`the push was set aside: ${asked.text}`);
    return asked;
  };
  let etag = '';
  return [
    {
      name: 'push of 40 events',
      times: Math.floor(generated.live.length / 2),
      ask: push,
    },
    { name: 'plan of a tablet', times: 7, ask: get('/api/plan?journal=1&cards=table', device) },
    { name: 'session page', times: 15, ask: get(`/api/admin/sessions/${session}`) },
    { name: 'sessions of a day', times: 15, ask: get(`/api/admin/sessions?from=${today}`) },
    {
      name: 'live view, unchanged (304)',
      times: 15,
      ask: async () => {
        const path = `${origin}/api/admin/sessions?from=${today}`;
        if (etag === '') etag = (await timed(path, { headers: admin }, [200])).etag ?? '';
        return timed(path, { headers: { ...admin, 'if-none-match': etag } }, [304]);
      },
    },
    { name: 'overview (dashboard)', times: 5, ask: get('/api/admin/overview') },
    {
      name: 'overview after a push',
      times: Math.floor(generated.live.length / 2),
      ask: async () => {
        await push();
        return get('/api/admin/overview')();
      },
    },
    { name: 'follow-up, all months', times: 3, ask: get('/api/admin/followup') },
    { name: 'steering report', times: 5, ask: get(`/api/admin/followup/steering/${lockedMonth}`) },
    { name: 'review queue', times: 7, ask: get('/api/admin/review') },
    { name: 'review page', times: 7, ask: get(`/api/admin/review/${session}`) },
    { name: 'months', times: 5, ask: get('/api/admin/months') },
    { name: 'month page, this month', times: 5, ask: get(`/api/admin/months/${monthOf(now)}`) },
    { name: 'month page, locked month', times: 5, ask: get(`/api/admin/months/${lockedMonth}`) },
    {
      name: 'month report file',
      times: 5,
      ask: post('/api/admin/report/file', { month: lockedMonth, format: 'csv' }),
    },
    {
      name: 'participants, first page',
      times: 7,
      ask: post('/api/admin/participants/search', { search: '', unit: null, cohort: null, page: 1 }),
    },
    {
      name: 'participants, by name',
      times: 7,
      ask: post('/api/admin/participants/search', { search: name, unit: null, cohort: null, page: 1 }),
    },
    { name: 'tablets', times: 7, ask: get('/api/admin/devices') },
    {
      name: 'a participant’s own page',
      times: 15,
      ask: get('/api/me', { cookie: `narvaro-me=${generated.phone}` }),
    },
    { name: 'metrics', times: 7, ask: () => timed(metrics, {}, [200]) },
  ];
};

export type Figure = {
  readonly name: string;
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly bytes: number;
  readonly times: number;
  /** Why there is no figure. */
  readonly fault?: string;
};

const budgetMs = 60_000;

/** Asks as often as the task says, or for a minute; the first time is not counted. */
export const measure = async ({ name, times, ask }: Task): Promise<Figure> => {
  const taken: number[] = [];
  let bytes = 0;
  const began = performance.now();
  try {
    for (let turn = 0; turn < times; turn += 1) {
      const asked = await ask(turn);
      bytes = asked.bytes;
      if (turn > 0 || performance.now() - began > budgetMs / 3) taken.push(asked.ms);
      if (performance.now() - began > budgetMs) break;
    }
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    if (taken.length === 0) return { name, medianMs: 0, lowMs: 0, highMs: 0, bytes, times: 0, fault };
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 100) / 100;
  return { name, medianMs: at(0.5), lowMs: at(0), highMs: at(1), bytes, times: sorted.length };
};
