/** One of each who may call the office, all of them with a right to: for what must hold at every address. */
import type { Endpoint } from '../../src/server/http/endpoint.ts';
import { aRogue } from './attacker.ts';
import { aPhone, cardOf, issueBadges } from './phone-world.ts';
import { amina, plant } from './session-world.ts';
import type { TestCaller, TestServer } from './test-server.ts';

export type EveryCaller = Readonly<Record<Endpoint['caller'], TestCaller>>;

/** Plants the small programme, and signs each of them in to it. */
export const everyCaller = async (server: TestServer): Promise<EveryCaller> => {
  await plant(server);
  await issueBadges(server, [amina.id]);
  const phone = aPhone(server);
  await phone.open((await cardOf(server, amina.id)).token);
  return {
    anyone: {},
    administrator: await server.administrator(),
    device: { token: (await aRogue(server, 'tablet')).token },
    participant: { cookie: phone.cookie() ?? '' },
  };
};
