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

type Headers = Readonly<Record<string, string>>;

/** What every answer says. */
const ofAll = (origin: string): Headers => ({
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(origin.startsWith('https:')
    ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
    : {}),
});

const ofDocuments: Headers = {
  'Content-Security-Policy': policy,
  'Permissions-Policy': permissions,
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Origin-Agent-Cluster': '?1',
};

/**
 * JSON is nothing that runs, embeds or asks: it may do nothing at all, and is spared the kilobyte that tells a page what
 * it may. A tablet's push is answered so a hundred times a day, often over a slow network.
 */
const ofJson: Headers = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};
const isJson = (type: string): boolean => /^application\/(?:problem\+)?json(?:;|$)/.test(type);
/**
 * What has no type has no content: "unchanged". A cache puts its headers on what it holds, so that for a page they must
 * be a page's.
 */
const isOnlyFacts = (type: string | null, path: string): boolean =>
  type === null ? path.startsWith('/api/') : isJson(type);

/** Builds the app: every address in the table, the pages, and what those who run it ask of it. */
export const createApp = (deps: Deps, files: StaticFiles): Hono => {
  const app = new Hono();
  watchRequests(app, deps);
  const always = Object.entries(ofAll(deps.services.origin));
  app.use(async (c, next) => {
    await next();
    await letFinish(c.req.raw);
    const { headers } = c.res;
    const others = isOnlyFacts(headers.get('Content-Type'), c.req.path) ? ofJson : ofDocuments;
    for (const [name, value] of [...always, ...Object.entries(others)]) headers.set(name, value);
    const { epoch } = deps.services;
    if (epoch !== undefined && c.req.path.startsWith('/api/')) headers.set(epochHeader, epoch.epoch);
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
