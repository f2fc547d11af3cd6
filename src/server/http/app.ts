/** The whole server as one function of a request: addresses, pages, headers. Tests call it without a socket. */
import { Hono } from 'hono';
import { sql } from 'kysely';
import { endpoints } from '../routes/index.ts';
import type { Deps } from './endpoint.ts';
import { problemReply } from './reply.ts';
import { staticReply, type StaticFiles } from './static-files.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const securityHeaders = (origin: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policy,
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(origin.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
});

/** Builds the app: every address in the table, the pages, and `/healthz`, which answers 200 while the database does. */
export const createApp = (deps: Deps, files: StaticFiles): Hono => {
  const app = new Hono();
  const headers = securityHeaders(deps.services.origin);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
  app.get('/healthz', async () => {
    try {
      await sql`select 1`.execute(deps.database.db);
      return Response.json({ status: 'ok', version: deps.services.version, demo: deps.services.isDemo });
    } catch {
      return problemReply({ code: 'server/unavailable' });
    }
  });
  for (const { mount } of endpoints) mount(app, deps);
  app.all('/api/*', () => problemReply({ code: 'request/not-found' }));
  app.get('*', async (c) => {
    const reply = await staticReply(files, c.req.raw);
    return reply ?? problemReply({ code: 'request/not-found' });
  });
  app.notFound(() => problemReply({ code: 'request/not-found' }));
  return app;
};
