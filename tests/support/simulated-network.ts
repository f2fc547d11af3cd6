/** A network that does what networks at venues do, by the same dice for the same seed. */
import { between, type Random } from './seeded.ts';

/** How often each thing happens, 0 to 1. */
export type Weather = {
  readonly requestLost: number;
  readonly answerLost: number;
  readonly answerCut: number;
  readonly twice: number;
  /** Kept by something in between and delivered among later requests. */
  readonly late: number;
  readonly portal: number;
  readonly badGateway: number;
};

export const calm: Weather = {
  requestLost: 0,
  answerLost: 0,
  answerCut: 0,
  twice: 0,
  late: 0,
  portal: 0,
  badGateway: 0,
};

/** Weather as bad as a seed makes it. */
export const randomWeather = (random: Random): Weather => ({
  requestLost: random() * 0.3,
  answerLost: random() * 0.3,
  answerCut: random() * 0.1,
  twice: random() * 0.5,
  late: random() * 0.2,
  portal: random() * 0.1,
  badGateway: random() * 0.1,
});

/** The address of a request; our own code always writes it as text. */
export const pathOf = (input: Parameters<typeof fetch>[0]): string =>
  typeof input === 'string' ? input : 'url' in input ? input.url : input.href;

type Sent = { readonly path: string; readonly init: RequestInit; readonly at: number; isDelivered: boolean };

export type Network = {
  readonly fetching: typeof fetch;
  readonly setWeather: (weather: Weather) => void;
  readonly setOnline: (isOnline: boolean) => void;
  /** Delivers some of what was kept underway; nobody reads the answers. */
  readonly deliverLate: () => Promise<void>;
};

const noNetwork = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

const logInPage = (): Response =>
  new Response('<!doctype html><title>Logga in på gästnätet</title>', {
    status: 200,
    headers: { 'Content-Type': 'text/html' },
  });

/** A network between one tablet and the office. */
export const createNetwork = (office: typeof fetch, random: Random, clock: () => number): Network => {
  let weather = calm;
  let isOnline = true;
  const underway: Sent[] = [];
  const deliver = async (sent: Sent): Promise<Response> => {
    sent.isDelivered = true;
    const { signal: _, ...init } = sent.init;
    return office(sent.path, init);
  };
  const happens = (chance: number): boolean => chance > 0 && random() < chance;
  const keepLate = (sent: Sent): void => {
    if (happens(weather.late)) underway.push(sent);
  };
  const exchange = async (sent: Sent): Promise<Response> => {
    if (!isOnline) return noNetwork();
    if (happens(weather.portal)) return logInPage();
    keepLate(sent);
    if (happens(weather.requestLost)) return noNetwork();
    const response = await deliver(sent);
    const again = happens(weather.twice) ? await deliver(sent) : undefined;
    if (happens(weather.answerLost)) return noNetwork();
    if (happens(weather.badGateway)) return new Response('bad gateway', { status: 502 });
    if (happens(weather.answerCut) && response.status !== 304) {
      const text = await response.text();
      const { status, headers } = response;
      return new Response(text.slice(0, between(random, 0, text.length - 1)), { status, headers });
    }
    return again !== undefined && random() < 0.5 ? again : response;
  };
  return {
    fetching: (input, init) =>
      exchange({ path: pathOf(input), init: init ?? {}, at: clock(), isDelivered: false }),
    setWeather: (next) => {
      weather = next;
    },
    setOnline: (next) => {
      isOnline = next;
    },
    deliverLate: async () => {
      for (const sent of underway.splice(0)) {
        if (random() < 0.4) underway.push(sent);
        else if (sent.isDelivered || sent.at === clock()) await deliver(sent);
      }
    },
  };
};
