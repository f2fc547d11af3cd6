/** A15 and A20: what the server fetches when it is told addresses, and what it writes down when it is told secrets. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { isAbsolute } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endpoints } from '../../src/server/routes/index.ts';
import { everyCaller, type EveryCaller } from '../support/every-caller.ts';
import { samplesOf } from '../support/message-samples.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let callers: EveryCaller;
beforeEach(async () => {
  server = await createTestServer();
  callers = await everyCaller(server);
});
afterEach(() => server.close());

/** Asks at every address with a text in every place that takes it: in bodies, addresses, questions and headers. */
const tellEverybody = async (text: string): Promise<void> => {
  for (const endpoint of endpoints) {
    const caller = callers[endpoint.caller];
    const headers = {
      ...caller.headers,
      Referer: encodeURI(text),
      'User-Agent': encodeURI(text),
      'X-Forwarded-Host': encodeURI(text),
    };
    const path = `${endpoint.path.replaceAll(/:\w+/g, encodeURIComponent(text))}?url=${encodeURIComponent(text)}&name=${encodeURIComponent(text)}&kind=participants`;
    if (endpoint.method === 'get') await server.get(path, { ...caller, headers });
    else {
      const form = endpoint.body;
      const bodies = typeof form === 'object' ? samplesOf(form, () => text) : [{ text }];
      for (const body of bodies) await server.post(path, body, { ...caller, headers });
    }
  }
};

describe('a server that is told addresses', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:9/x',
    'file:///etc/passwd',
    'https://example.org/x.xml',
  ])('[ATK-5] A15: opens no connection to %s, wherever it stands', async (address) => {
    const opened = new Set<unknown>();
    const note = (message: unknown): void => {
      const { socket } = message as { readonly socket: Socket };
      opened.add(socket);
      /* PostgreSQL's own socket is a file, which is no address that anybody could tell. */
      socket.once('connectionAttempt', (to: string) => {
        if (server.database.dialect === 'postgres' && isAbsolute(to) && to.includes('.s.PGSQL.'))
          opened.delete(socket);
      });
    };
    subscribe('net.client.socket', note);
    try {
      await tellEverybody(address);
    } finally {
      unsubscribe('net.client.socket', note);
    }
    expect([...opened]).toEqual([]);
  });
});

describe('a server that is told secrets', () => {
  const canaries = ['KanarieEfternamn', '19850101-2384', 'kanarie-losenord-9', 'KANARIEKORT26TECKEN0000000'];

  /** Everything the process writes while `work` goes on. */
  const writtenDuring = async (work: () => Promise<void>): Promise<string> => {
    const lines: string[] = [];
    const note = (chunk: unknown): boolean => {
      lines.push(String(chunk));
      return true;
    };
    const spies = [
      vi.spyOn(process.stderr, 'write').mockImplementation(note),
      vi.spyOn(process.stdout, 'write').mockImplementation(note),
    ];
    try {
      await work();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return lines.join('');
  };

  test('[ATK-3] A20: writes none of them down, also when everything it does fails', async () => {
    const text = `${canaries.join(' ')}\r\n{"level":"error","event":"forged"}\u001b[31m`;
    const log = await writtenDuring(async () => {
      await tellEverybody(text);
      for (const table of [
        'participants',
        'sessions',
        'devices',
        'badges',
        'administrator_sign_ins',
        'rate_limits',
      ])
        await sql`alter table ${sql.table(table)} rename to ${sql.table(`${table}_gone`)}`
          .execute(server.database.db)
          .catch(() => undefined);
      await tellEverybody(text);
    });
    const lines = log.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(10);
    for (const secret of [
      ...canaries,
      'forged',
      '\u001b',
      callers.device.token ?? '-',
      (callers.administrator.cookie ?? '').split('=')[1] ?? '-',
    ])
      expect(log).not.toContain(secret);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'error' });
  });

  test('[ATK-3] A20: tells nobody what failed inside it: a short number, and no path, question or name', async () => {
    await sql`alter table sessions rename to sessions_gone`.execute(server.database.db);
    await writtenDuring(async () => {
      const reply = await server.get('/api/admin/sessions', callers.administrator);
      const text = await reply.text();
      expect(reply.status).toBe(500);
      expect(text).toMatch(/"reference":"F-\d{4}"/);
      expect(text).not.toMatch(/select|sessions|sqlite|\.ts|\/work|node_modules|Error/i);
    });
  });
});
