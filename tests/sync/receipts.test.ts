/** Who answers for the office: only its own signature, over the tablet's own log, counts as received (SYNC-3). */
import { describe, expect, test } from 'vitest';
import { UnitId } from '../../src/domain/ids.ts';
import { signReceipt } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { amina, aSession, checkedIn, opened } from '../support/session-world.ts';
import { pathOf } from '../support/simulated-network.ts';
import { useVenue } from '../support/simulated-venue.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, enrolled, reopened, record, rowsOf, receiptOf } = useVenue(dialect);

  const answeredBy = async (answer: (real: Response) => Promise<Response> | Response) => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const odd = await reopened(held, async (input, init) => {
      const real = await office().fetching(input, init);
      return pathOf(input) === '/api/log' && init?.method === 'POST' ? answer(real) : real;
    });
    await odd.tablet.syncNow();
    return { state: odd.tablet.state(), receipt: await receiptOf(held) };
  };
  const notSent = {
    state: { acknowledged: 0, send: { unsent: 2, lastTry: 'no-answer' } },
    receipt: { seq: 0 },
  };

  test('[SYNC-6] a hotel’s log-in page is no receipt', async () => {
    const page = new Response('<html>Logga in</html>', {
      status: 200,
      headers: { 'Content-Type': 'text/html' },
    });
    expect(await answeredBy(() => page)).toMatchObject(notSent);
    expect(await answeredBy(() => Response.json({ ok: true }))).toMatchObject(notSent);
    expect(await answeredBy(() => new Response('{"receipt":', { status: 200 }))).toMatchObject(notSent);
    expect(await answeredBy(() => new Response(null, { status: 204 }))).toMatchObject(notSent);
  });

  test('[SYNC-3] a receipt signed by somebody else is no receipt', async () => {
    const { privateKey } = await createKeyPair();
    const forged = await answeredBy(async (real) => {
      const body = (await real.json()) as { receipt: Parameters<typeof signReceipt>[1] };
      const { device, seq, hash, at: time } = body.receipt;
      return Response.json({
        ...body,
        receipt: await signReceipt(privateKey, { device, seq, hash, at: time }),
      });
    });
    expect(forged).toMatchObject(notSent);
  });

  test.each([
    ['another hash', { hash: 'x'.repeat(43) }],
    ['another number', { seq: 1 }],
    ['a number we do not have yet', { seq: 3 }],
    ['another tablet', { device: 'other' }],
    ['nothing, though we sent something', { seq: 0 }],
  ])('[SYNC-3] a true signature over %s is no receipt for our log', async (_, change) => {
    const changed = await answeredBy(async (real) => {
      const body = (await real.json()) as { receipt: Parameters<typeof signReceipt>[1] };
      const { device, seq, hash, at: time } = { ...body.receipt, ...change } as typeof body.receipt;
      const key = office().services.secrets.receiptKey as unknown as CryptoKey;
      const receipt = await signReceipt(key, { device, seq, hash, at: time });
      return Response.json({ ...body, receipt });
    });
    expect(changed.state).toMatchObject({ acknowledged: 0, send: { unsent: 2 } });
  });

  test('[SYNC-7] a push that fails never stops the plan', async () => {
    const held = await enrolled();
    await record(held, opened);
    await office().stores(({ programme }) =>
      programme.putSessions([{ session: aSession('s2'), unit: UnitId.parse('farsta') }]),
    );
    const odd = await reopened(held, async (input, init) =>
      init?.method === 'POST' && pathOf(input) === '/api/log'
        ? new Response('no', { status: 503 })
        : office().fetching(input, init),
    );
    await odd.tablet.syncNow();
    expect(odd.tablet.state().plan?.plan.sessions).toHaveLength(2);
    expect(odd.tablet.state().send).toMatchObject({ unsent: 1, lastTry: 'no-answer' });
  });

  test('[SYNC-7] a plan that cannot be had never stops a push', async () => {
    const held = await enrolled();
    await record(held, opened);
    const odd = await reopened(held, async (input, init) =>
      pathOf(input) === '/api/plan' ? new Response('no', { status: 500 }) : office().fetching(input, init),
    );
    await odd.tablet.syncNow();
    expect(odd.tablet.state().acknowledged).toBe(1);
    expect(await rowsOf(held)).toHaveLength(1);
  });
});
