/** The checklist in src/SECURITY.md is complete, points at what is there, and what it says of every reply is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from './support/test-server.ts';

const root = resolve(import.meta.dirname, '..');
const text = readFileSync(join(root, 'src/SECURITY.md'), 'utf8');

type Row = {
  readonly id: string;
  readonly level: string;
  readonly asked: string;
  readonly answer: string;
  readonly where: string;
  readonly tests: string;
};

const rows: readonly Row[] = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [id = '', level = '', asked = '', answer = '', where = '', tests = ''] = line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim());
    return { id, level, asked, answer, where, tests };
  });

/**
 * How many requirements of levels 1 and 2 each section of the standard's 5.0.0 has: the numbers say which rows there
 * must be, and level 3 leaves gaps.
 */
const sections: Readonly<Record<string, string>> = {
  '1.1': '1-2',
  '1.2': '1-9',
  '1.3': '1-11',
  '1.4': '1-3',
  '1.5': '1-2',
  '2.1': '1-3',
  '2.2': '1-3',
  '2.3': '1-4',
  '2.4': '1',
  '3.2': '1-2',
  '3.3': '1-4',
  '3.4': '1-6',
  '3.5': '1-5',
  '3.7': '1-2',
  '4.1': '1-3',
  '4.2': '1',
  '4.3': '1-2',
  '4.4': '1-4',
  '5.1': '1',
  '5.2': '1-3',
  '5.3': '1-2',
  '5.4': '1-3',
  '6.1': '1-3',
  '6.2': '1-12',
  '6.3': '1-4',
  '6.4': '1-4',
  '6.5': '1-5',
  '6.6': '1-3',
  '6.8': '1-4',
  '7.1': '1-3',
  '7.2': '1-4',
  '7.3': '1-2',
  '7.4': '1-5',
  '7.5': '1-2',
  '7.6': '1-2',
  '8.1': '1-2',
  '8.2': '1-3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1-3',
  '9.2': '1-4',
  '10.1': '1-2',
  '10.2': '1-2',
  '10.3': '1-4',
  '10.4': '1-11',
  '10.5': '1-5',
  '10.6': '1-2',
  '10.7': '1-3',
  '11.1': '1-2',
  '11.2': '1-3',
  '11.3': '1-3',
  '11.4': '1-4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1-3',
  '12.2': '1-2',
  '12.3': '1-4',
  '13.1': '1',
  '13.2': '1-5',
  '13.3': '1-2',
  '13.4': '1-5',
  '14.1': '1-2',
  '14.2': '1-4',
  '14.3': '1-3',
  '15.1': '1-3',
  '15.2': '1-3',
  '15.3': '1-7',
  '16.1': '1',
  '16.2': '1-5',
  '16.3': '1-4',
  '16.4': '1-3',
  '16.5': '1-3',
  '17.1': '1',
  '17.2': '1-4',
  '17.3': '1-2',
};
const wanted = Object.entries(sections).flatMap(([section, range]) => {
  const [from = 1, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, i) => `${section}.${from + i}`);
});

const quoted = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, one]) => one ?? '');
const paths = (cell: string): readonly string[] =>
  quoted(cell).filter((one) => /^(src|tests|sw|public)\//.test(one) || /^[\w.-]+\.(json|md)$/.test(one));

describe('the checklist', () => {
  test('[SEC-3] every requirement of levels 1 and 2 stands there once', () => {
    expect(wanted.length).toBe(253);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
    for (const { id, level } of rows) expect(`${id} ${level}`).toMatch(/ [12]$/);
  });

  test('[SEC-3] every row has an answer, and says where it is met or why not', () => {
    for (const { id, asked, answer, where, tests } of rows) {
      expect(['met', 'part', 'no', 'n/a'], id).toContain(answer);
      expect(asked.length, id).toBeGreaterThan(5);
      expect(where.length, id).toBeGreaterThan(4);
      expect(tests === 'read' || tests === '–' || paths(tests).length > 0, id).toBe(true);
      if (answer === 'n/a') expect(tests, id).toBe('–');
    }
  });

  test('[SEC-3] what is not met, or in part, is said above the list as well', () => {
    const open = rows.filter(({ answer }) => answer === 'no' || answer === 'part').map(({ id }) => id);
    const said = /Not met or in part: ([^\n]*)\.\n/.exec(text)?.[1]?.split(', ');
    expect(said).toEqual(open);
    const count = (answer: string): number => rows.filter((row) => row.answer === answer).length;
    expect(text).toContain(
      `${rows.length} requirements: ${count('met')} met, ${count('part')} in part, ${count('no')} not, ${count('n/a')} not applicable.`,
    );
  });

  test('[SEC-3] every file, test and script that is named is there', () => {
    const named = [...new Set(paths(text.replaceAll('\n', ' ')))];
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = quoted(text).flatMap((one) => (one.startsWith('npm run ') ? [one.slice(8)] : []));
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('[SEC-3] every rule that is named is a rule', () => {
    const rules = readFileSync(join(root, 'src/domain/RULES.md'), 'utf8');
    const named = [...text.matchAll(/\b([A-Z][A-Z0-9]{2,}-\d{1,2})\b/g)].map(([, id]) => id ?? '');
    const foreign = new Set(['SHA-256', 'AES-256', 'SHA-1', 'HKDF-SHA', 'UTF-8', 'RFC-6266']);
    const unknown = named.filter((id) => !foreign.has(id) && !rules.includes(`- **${id}** `));
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe('what every reply says', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await createTestServer({ origin: 'https://narvaro.example' });
  });
  afterAll(() => server.close());

  /** Replies of every kind: an answer, a refusal, something that is not there, a page that is not there. */
  const replies = async (): Promise<readonly Response[]> => {
    const { cookie } = await server.administrator();
    return Promise.all([
      server.get('/api/admin/sessions', { cookie }),
      server.get('/api/admin/sessions'),
      server.get('/api/plan'),
      server.get('/api/there-is-none'),
      server.get('/nor-such-a-page'),
      server.get('/healthz'),
      server.post('/api/admin/sign-in', { login: 1 }),
      server.post('/api/log', {}),
      server.post('/api/device/challenge', { device: 'nobody' }),
    ]);
  };

  test('[SEC-3] the browser is told on each that nobody may frame it, guess its type, or come by plain http', async () => {
    for (const { headers, status } of await replies()) {
      expect(status).toBeLessThan(500);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/'unsafe-(inline|eval)'|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('[SEC-3] each says its type, and none from the API may be kept', async () => {
    for (const reply of await replies()) {
      expect(reply.headers.get('content-type')).toMatch(/^(application\/(problem\+)?json|text\/.*utf-8)/i);
      if (reply.headers.get('content-type')?.includes('problem') === true)
        expect(reply.headers.get('cache-control')).toBe('no-store');
    }
    const { cookie } = await server.administrator();
    for (const path of ['/api/admin/sessions', '/api/admin/devices', '/api/admin/office-log'])
      expect((await server.get(path, { cookie })).headers.get('cache-control')).toBe('no-store');
  });

  test('[SEC-3] only GET and POST are answered', async () => {
    const running = serve({ fetch: server.app.fetch, port: 0, hostname: '127.0.0.1' });
    try {
      await new Promise<void>((listening) => {
        running.once('listening', () => listening());
      });
      const { port } = running.address() as AddressInfo;
      for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
        const status = await new Promise<number>((answered, failed) => {
          const asked = request({ port, host: '127.0.0.1', method, path: '/api/plan' }, (reply) => {
            reply.resume();
            answered(reply.statusCode ?? 0);
          });
          asked.once('error', failed);
          asked.end();
        });
        expect(`${method} ${status}`).toMatch(/ (400|404|405|500|501)$/);
        expect(`${method} ${status}`).not.toMatch(/ 200$/);
      }
    } finally {
      running.close();
    }
  });

  test('[SEC-3] no page of ours listens to messages of other windows, writes HTML, or runs text', () => {
    const files = ['src/app', 'sw'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => join(root, folder, path)),
    );
    expect(files.length).toBeGreaterThan(200);
    const found = files.filter((path) =>
      /window\.addEventListener\(\s*'message'|dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=|document\.write|\beval\(|new Function\(/.test(
        readFileSync(path, 'utf8'),
      ),
    );
    expect(found).toEqual([]);
  });
});
