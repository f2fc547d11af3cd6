/** The whole server as one function of a request: addresses, pages, headers. Tests call it without a socket. */
import { Hono } from 'hono';
import { mountOperation } from '../operation/operation-routes.ts';
import { epochHeader } from '../backup/epoch.ts';
import { endpoints } from '../routes/index.ts';
import { letFinish } from './body.ts';
import type { Deps } from './endpoint.ts';
import { problemReply } from './reply.ts';
import { watchRequests } from './watch-requests.ts';
import { staticReply, type StaticFiles } from './static-files.ts';

/** Scripts are ours alone: none in a page, and no address of one made out of a text except our own workers' (ATK-5). */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "script-src-attr 'none'",
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
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** What the app uses of a device, and whatever else browsers have, switched off. */
const permissions = [
  ...[
    'autoplay',
    'camera',
    'screen-wake-lock',
    'clipboard-write',
    'publickey-credentials-get',
    'publickey-credentials-create',
  ].map((own) => `${own}=(self)`),
  ...[
    'accelerometer',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'gamepad',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'serial',
    'sync-xhr',
    'usb',
    'xr-spatial-tracking',
  ].map((unused) => `${unused}=()`),
].join(', ');

const securityHeaders = (origin: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policy,
  'Permissions-Policy': permissions,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  ...(origin.startsWith('https:')
    ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
    : {}),
});

/** Builds the app: every address in the table, the pages, and what those who run it ask of it. */
export const createApp = (deps: Deps, files: StaticFiles): Hono => {
  const app = new Hono();
  watchRequests(app, deps);
  const headers = securityHeaders(deps.services.origin);
  app.use(async (c, next) => {
    await next();
    await letFinish(c.req.raw);
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    const { epoch } = deps.services;
    if (epoch !== undefined && c.req.path.startsWith('/api/')) c.res.headers.set(epochHeader, epoch.epoch);
  });
  mountOperation(app, deps);
  for (const { mount } of endpoints) mount(app, deps);
  app.all('/api/*', () => problemReply({ code: 'request/not-found' }));
  app.get('*', async (c) => {
    const reply = await staticReply(files, c.req.raw);
    return reply ?? problemReply({ code: 'request/not-found' });
  });
  app.notFound(() => problemReply({ code: 'request/not-found' }));
  return app;
};
