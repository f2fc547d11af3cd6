/** A second limit in front of an endpoint that already counts by something else: tries from one network address. */
import type { Context } from 'hono';
import type { Deps, Endpoint } from '../http/endpoint.ts';
import { isOverLimit } from '../http/rate-limit.ts';
import { problemReply } from '../http/reply.ts';

type AddressLimit = {
  readonly path: string;
  readonly name: string;
  readonly max: number;
  readonly perMs: number;
};

/** The caller's address as the network gives it, or as our own proxy says. */
const addressOf = ({ req, env }: Context, { trustsProxy }: Deps): string => {
  const forwarded = req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (trustsProxy && forwarded !== undefined) return forwarded;
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
};

/** The same endpoint, which also answers `request/rate-limited` when one address tries too often (SIGN-4). */
export const limitedByAddress = ({ path, name, max, perMs }: AddressLimit, inner: Endpoint): Endpoint => ({
  mount: (app, deps) => {
    app.use(path, async (c, next) => {
      const limit = { name, max, perMs, key: ({ address }: { address: string }) => address };
      const asked = { body: undefined, address: addressOf(c, deps) };
      const wait = await isOverLimit(deps.database, deps.services, limit, asked);
      if (wait !== undefined) return problemReply({ code: 'request/rate-limited', retryAfter: wait });
      return next();
    });
    inner.mount(app, deps);
  },
});
