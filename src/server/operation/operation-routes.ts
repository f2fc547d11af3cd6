/**
 * What those who run the server ask of it: whether it lives, whether it should be given requests, and its figures. The
 * answers are small and hold nothing about people; the figures are for whoever has the token, or for a port of their
 * own (OPS-3).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Deps } from '../http/endpoint.ts';
import { problemReply } from '../http/reply.ts';
import { databaseAnswers } from '../store/operation-store.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export type Operation = {
  readonly isStopping: () => boolean;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** What opens the figures. */
  readonly metricsToken: string | undefined;
  /** Whether the figures have a port of their own; then the app's port never shows them. */
  readonly hasOwnPort: boolean;
};

const noStore = { 'Cache-Control': 'no-store' } as const;

/** What is answered also while the server stops. */
export const mayAlwaysAsk = (path: string): boolean =>
  path === '/healthz' || path === '/readyz' || path === '/metrics';

const readinessReply = async (readiness: () => Promise<Readiness>): Promise<Response> => {
  const { failing } = await readiness();
  const isReady = failing.length === 0;
  return Response.json(isReady ? { status: 'ready' } : { status: 'not-ready', failing }, {
    status: isReady ? 200 : 503,
    headers: isReady ? noStore : { ...noStore, 'Retry-After': '5' },
  });
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared by hashes of one length, so that the time says nothing about the token. */
const hasToken = (request: Request, token: string): boolean => {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  return timingSafeEqual(digestOf(given), digestOf(token));
};

const metricsReply = async ({ metrics, metricsToken }: Operation, request: Request): Promise<Response> => {
  if (metricsToken !== undefined && !hasToken(request, metricsToken))
    return problemReply({ code: 'sign-in/required' });
  return new Response(await metrics.text(), {
    headers: { ...noStore, 'Content-Type': metrics.contentType },
  });
};

const onlyDatabase =
  ({ database }: Pick<Deps, 'database'>): (() => Promise<Readiness>) =>
  async () => ({
    failing: (await databaseAnswers(database)) ? [] : ['database'],
    checked: ['database'],
  });

/** On the app's own port: alive, ready, and the figures where a token guards them there. */
export const mountOperation = (app: Hono, deps: Deps): void => {
  const { services, operation } = deps;
  const readiness = operation?.readiness ?? onlyDatabase(deps);
  app.get('/healthz', () =>
    Response.json({ status: 'ok', version: services.version, demo: services.isDemo }, { headers: noStore }),
  );
  app.get('/readyz', () => readinessReply(readiness));
  app.get('/metrics', (c) =>
    operation === undefined || operation.hasOwnPort || operation.metricsToken === undefined
      ? problemReply({ code: 'request/not-found' })
      : metricsReply(operation, c.req.raw),
  );
};

/** The port of the figures: the same three addresses and nothing else. It answers until the process ends. */
export const createOperationApp = (operation: Operation): Hono => {
  const app = new Hono();
  app.get('/healthz', () => Response.json({ status: 'ok' }, { headers: noStore }));
  app.get('/readyz', () => readinessReply(operation.readiness));
  app.get('/metrics', (c) => metricsReply(operation, c.req.raw));
  app.notFound(() => problemReply({ code: 'request/not-found' }));
  return app;
};
