import { afterEach, describe, expect, test } from 'vitest';
import { inTurn } from '../../src/server/http/turns.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';
import { amina, aTablet, morning, plant } from '../support/session-world.ts';
import { SessionId } from '../../src/domain/ids.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe('many who send at once', () => {
  test('[SYNC-11] each has its turn, in order, also after one that failed, and nobody else waits', async () => {
    const server = await createTestServer();
    open.push(server);
    const { database } = server;
    const done: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((free) => {
      letGo = free;
    });
    const first = inTurn(database, 'log', async () => {
      await held;
      done.push('first');
      throw new Error('lost');
    });
    const second = inTurn(database, 'log', async () => {
      done.push('second');
      return Promise.resolve(2);
    });
    const other = await inTurn(database, undefined, () => Promise.resolve('other'));
    expect([other, done]).toEqual(['other', []]);
    letGo();
    await expect(first).rejects.toThrow('lost');
    expect(await second).toBe(2);
    expect(done).toEqual(['first', 'second']);
  });

  test.each(['sqlite', 'postgres'] as const)(
    '[SYNC-11] forty tablets that deliver in the same moment are all acknowledged, and a page is answered meanwhile (%s)',
    async (database) => {
      const server = await createTestServer({ database });
      open.push(server);
      await plant(server);
      const administrator = await server.administrator();
      const tablets = [];
      for (let n = 0; n < 40; n += 1) {
        const tablet = await aTablet(server, `Platta ${n}`);
        const session = SessionId.parse('s1');
        await tablet.record([
          morning + n,
          { kind: 'checked-in', session, participant: amina.id, via: 'hand' },
        ]);
        tablets.push(tablet);
      }
      const order: string[] = [];
      const delivered = Promise.all(
        tablets.map(async (tablet) => {
          const { status } = await tablet.deliver();
          order.push('tablet');
          return status;
        }),
      );
      const page = (async () => {
        const reply = await server.get('/api/admin/devices', administrator);
        order.push('page');
        return reply.status;
      })();
      const statuses = await delivered;
      expect(await page).toBe(200);
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(order.indexOf('page')).toBeLessThan(order.length - 1);
    },
  );
});
