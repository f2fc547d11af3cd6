/** Every request is counted under its route's pattern and gets an id; none is begun while the server stops (OPS-1). */
import type { Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import { mayAlwaysAsk } from '../operation/operation-routes.ts';
import type { Deps } from './endpoint.ts';
import { problemReply } from './reply.ts';
import { logDefect, nameRequest, requestIdHeader, requestIdOf } from './server-log.ts';

/** The pattern of what answered: never the address, which may hold an id or whatever somebody has typed. */
const patternOf = (c: Context): string => {
  const path = routePath(c);
  return path === '*' || path === '/*' ? 'page' : path;
};

/** Stands around everything else the app does. Must be mounted first. */
export const watchRequests = (app: Hono, { services, operation }: Deps): void => {
  const { watch } = services;
  app.onError((error, c) => {
    const reference = logDefect(services, patternOf(c), error, requestIdOf(c.req.raw));
    return problemReply({ code: 'server/defect', reference });
  });
  app.use(async (c, next) => {
    const began = performance.now();
    const id = watch?.requestId();
    if (id !== undefined) nameRequest(c.req.raw, id);
    watch?.opened();
    if (operation?.isStopping() === true && !mayAlwaysAsk(c.req.path))
      c.res = problemReply({ code: 'server/unavailable', retryAfter: 5 });
    else await next();
    if (id === undefined) return;
    c.res.headers.set(requestIdHeader, id);
    const ms = performance.now() - began;
    watch?.done({ id, method: c.req.method, route: patternOf(c), status: c.res.status, ms });
  });
};
