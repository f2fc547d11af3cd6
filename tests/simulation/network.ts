/** A network between one tablet and the office that does what networks at venues do, by the seed's dice (F1–F10, F23). */
import { pathOf } from '../support/simulated-network.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';
import { calm, type FaultId, type Weather } from './faults.ts';
import type { OldApp } from './old-tablet.ts';
import type { Scheduler } from './scheduler.ts';

export type Sent = { readonly path: string; readonly init: RequestInit };
/** The office's side: answers, or throws what a connection to a killed process throws. */
export type Deliver = (sent: Sent) => Promise<Response>;

export type Version = 'same' | 'newer-server' | 'newer-client';

export type Network = {
  readonly fetching: typeof fetch;
  readonly setWeather: (weather: Weather) => void;
  readonly setOnline: (isOnline: boolean) => void;
  /** One side is a version ahead: it says more than the other knows (F23). */
  readonly setVersion: (version: Version) => void;
  /** The app on this tablet is an old one, until it is updated (F39). */
  readonly setApp: (app: OldApp | undefined) => void;
  readonly app: () => OldApp | undefined;
  readonly isOnline: () => boolean;
};

const failed = (): Error => new TypeError('Failed to fetch');
/** What an app makes of an answer that says what it does not know. */
const notRead = '"not read"';
const page = '<!doctype html><title>Logga in på gästnätet</title>';

/** A refusal by something in between, in its words and not in ours. */
const strangers = [500, 502, 503, 504, 429, 413, 401, 403, 409] as const;
/** The same by something that speaks as our server does: nothing may be deleted for that either. */
const likeOurs = {
  413: 'request/too-large',
  429: 'request/rate-limited',
  401: 'sign-in/required',
  503: 'server/unavailable',
} as const;

const longestLateMs = 90_000;
/** As long as a tablet's sign-in lasts, and longer. */
const hoursLateMs = 11 * 3_600_000;
const daysLateMs = 5 * 24 * 3_600_000;

/** Cut at a byte; the type stays. */
const cutText = (random: Random, text: string): string =>
  text.slice(0, between(random, 0, Math.max(0, text.length - 1)));

export const createNetwork = (world: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly deliver: Deliver;
  readonly strike: (fault: FaultId) => void;
  /** Called with everything that goes over the wire, to look for what must not be there (I23). */
  readonly seen: (path: string, body: string) => void;
}): Network => {
  const { scheduler, random, deliver, strike, seen } = world;
  let weather = calm;
  let isOnline = true;
  let version: Version = 'same';
  let app: OldApp | undefined;
  const happens = (fault: FaultId, chance: number): boolean => {
    if (chance === 0 || random() >= chance) return false;
    strike(fault);
    return true;
  };

  /** Kept by something in between: delivered among later requests, and nobody reads the answer. */
  const deliverLate = (sent: Sent, isFirst: boolean): void => {
    const roll = random();
    const longest = roll < 0.06 ? daysLateMs : isFirst && roll < 0.7 ? longestLateMs : hoursLateMs;
    const ms = between(random, longest === daysLateMs ? hoursLateMs : 1000, longest);
    if (longest === daysLateMs) strike('F45');
    scheduler.after(ms, () => void deliver(sent).catch(() => undefined));
  };

  const refusal = (): Response => {
    const status = oneOf(random, strangers);
    const code = status in likeOurs ? likeOurs[status as keyof typeof likeOurs] : undefined;
    if (code === undefined || random() < 0.5) return new Response('no', { status });
    const problem = { type: `https://narvaro.example/problems/${code}`, title: code, status, code };
    return new Response(JSON.stringify(problem), {
      status,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  };

  /** Somebody in between answers in the office's name, for what the office never gets, under a signature of their own. */
  const forgedReceipt = ({ path, init }: Sent): Response | undefined => {
    if (path !== '/api/log' || typeof init.body !== 'string') return undefined;
    const { head } = JSON.parse(init.body) as { readonly head: object };
    return Response.json({ receipt: head, serverTime: scheduler.now(), setAside: null });
  };

  const withMore = ({ path, init }: Sent): Sent => ({
    path,
    init: typeof init.body === 'string' ? { ...init, body: init.body.replace(/^\{/, '{"later":1,') } : init,
  });

  const sentAs = ({ path, init }: Sent): Sent => {
    const body = typeof init.body === 'string' ? init.body : undefined;
    if (body === undefined) return { path, init };
    if (happens('F3', weather.cut / 2)) return { path, init: { ...init, body: cutText(random, body) } };
    if (!happens('F10', weather.proxy)) return { path, init };
    const isStripped = random() < 0.5;
    return { path, init: { ...init, body: isStripped ? '' : JSON.stringify({ wrapped: body }) } };
  };

  const received = async (response: Response, sent: Sent, asker: OldApp | undefined): Promise<Response> => {
    if (response.status === 304) return response;
    const { status, headers } = response;
    const plain = await response.text();
    if (asker !== undefined && response.ok && !asker.reads(sent, plain))
      return new Response(notRead, { status, headers });
    const text = version === 'newer-server' ? plain.replace(/^\{/, '{"later":1,') : plain;
    if (happens('F3', weather.cut)) return new Response(cutText(random, text), { status, headers });
    if (happens('F10', weather.proxy))
      return new Response(`\uFEFF${text.replaceAll('"', '\\"')}`, { status, headers });
    return new Response(text, { status, headers });
  };

  const exchange = async (wished: Sent, signal: AbortSignal | undefined): Promise<Response> => {
    const asker = app;
    const sent = asker === undefined ? wished : asker.asked(wished);
    if (!isOnline || sent === undefined) throw failed();
    if (happens('F8', weather.portal))
      return (
        (scheduler.now() % 3 === 0 ? forgedReceipt(sent) : undefined) ??
        new Response(page, { status: 200, headers: { 'Content-Type': 'text/html' } })
      );
    if (happens('F9', weather.status)) return refusal();
    if (happens('F1', weather.requestLost)) {
      if (happens('F5', weather.late)) deliverLate(sent, true);
      if (random() < 0.5) await scheduler.sleep(between(random, 100, 30_000));
      throw failed();
    }
    await scheduler.sleep(between(random, 5, 400));
    const given = sentAs(version === 'newer-client' ? withMore(sent) : sent);
    const first = deliver(given);
    const again = happens('F4', weather.twice) ? deliver(given).catch(() => undefined) : undefined;
    const response = await first;
    const second = await again;
    if (happens('F5', weather.late)) deliverLate(sent, false);
    await scheduler.sleep(between(random, 5, 400));
    if (!isOnline || happens('F2', weather.answerLost)) throw failed();
    if (happens('F6', weather.endless))
      await new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(failed()));
      });
    return received(second !== undefined && random() < 0.5 ? second : response, sent, asker);
  };

  return {
    fetching: (input, init = {}) => {
      const { signal, ...rest } = init;
      const path = pathOf(input);
      seen(path, typeof init.body === 'string' ? init.body : '');
      const answer = exchange({ path, init: rest }, signal ?? undefined);
      if (signal === undefined || signal === null) return answer;
      return Promise.race([
        answer,
        new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(failed()));
        }),
      ]);
    },
    setWeather: (next) => {
      weather = next;
    },
    setOnline: (next) => {
      isOnline = next;
    },
    setVersion: (next) => {
      version = next;
    },
    setApp: (next) => {
      app = next;
    },
    app: () => app,
    isOnline: () => isOnline,
  };
};
