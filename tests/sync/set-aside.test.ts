/** What does not fit or may not count: kept whole, set aside for a person, and in nobody's way (LOG-5). */
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import { amina, checkedIn, elif, olof, opened } from '../support/session-world.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { useVenue } from '../support/simulated-venue.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, enrolled, reopened, record, idOf, rowsOf, forksOf, textsOf, present } = useVenue(dialect);

  test('[LOG-5] a cloned tablet: the first’s log is untouched, the other’s is kept whole and set aside', async () => {
    const first = await enrolled();
    await record(first, opened, checkedIn(amina));
    await first.tablet.syncNow();
    const copy = first.device.copy();
    const clone = await reopened({ ...first, device: copy });
    await record(first, checkedIn(olof));
    await record(clone, checkedIn(elif));
    await first.tablet.syncNow();
    await clone.tablet.syncNow();
    expect((await rowsOf(first)).map(({ text }) => text)).toEqual(textsOf(first));
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'olof']);
    const forks = await forksOf(first);
    expect(forks).toHaveLength(1);
    expect(JSON.parse(forks[0]?.texts ?? '')).toEqual(textsOf(clone).slice(2));
    expect(clone.tablet.state()).toMatchObject({ setAside: 'fork', send: { unsent: 1 } });
    expect(textsOf(clone)).toHaveLength(3);
  });

  test('[LOG-5] a cloned tablet that tries again and again is kept once, not once for every try', async () => {
    const first = await enrolled();
    await record(first, opened);
    const copy = first.device.copy();
    const clone = await openPage({ device: copy, fetching: office().fetching, clock: () => office().now() });
    await record(first, checkedIn(olof));
    await record({ tablet: clone }, checkedIn(elif));
    await first.tablet.syncNow();
    for (let i = 0; i < 10; i += 1) await clone.syncNow();
    expect(await forksOf(first)).toHaveLength(1);
    await record({ tablet: clone }, checkedIn(amina));
    await clone.syncNow();
    const kept = (await forksOf(first)).flatMap(({ texts }) => JSON.parse(texts) as string[]);
    for (const { text } of copy.logOf(idOf(first)).events().slice(1)) expect(kept).toContain(text);
  });

  test('[LOG-5] a tablet whose log was put back from a copy is told, and what the office holds stays', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const old = held.device.copy();
    await record(held, checkedIn(olof), checkedIn(elif));
    await held.tablet.syncNow();
    const back = await openPage({ device: old, fetching: office().fetching, clock: () => office().now() });
    await back.syncNow();
    expect(back.state().setAside).toBe('fork');
    expect(await rowsOf(held)).toHaveLength(4);
  });

  test('[DEV-4] a revoked tablet gets no plan and forgets names, but what it recorded is taken and set aside', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    await office().stores(({ devices }) => devices.revoke(idOf(held), office().now()));
    await record(held, checkedIn(olof), checkedIn(elif));
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({ plan: undefined, send: { isRevoked: true, unsent: 0 } });
    expect(await held.device.plan.get()).toBeUndefined();
    expect(held.tablet.person(amina.id)).toBeUndefined();
    expect((await rowsOf(held)).map(({ set_aside }) => set_aside)).toEqual([
      null,
      null,
      'revoked',
      'revoked',
    ]);
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
    const again = await reopened(held);
    expect(again.tablet.state()).toMatchObject({ plan: undefined, send: { isRevoked: true } });
  });

  test('[LOG-5] events nobody can place wait for a person, and those around them count', async () => {
    const held = await enrolled();
    const s1 = SessionId.parse('s1');
    await record(
      held,
      opened,
      { kind: 'checked-in', session: SessionId.parse('nowhere'), participant: amina.id, via: 'hand' },
      { kind: 'checked-in', session: s1, participant: ParticipantId.parse('nobody'), via: 'hand' },
      { kind: 'hours-certified', session: s1, minutes: 210 } as unknown as EventDraft,
      {
        kind: 'checked-in',
        session: s1,
        participant: olof.id,
        via: 'hand',
        mood: 'glad',
      } as unknown as EventDraft,
      checkedIn(amina),
    );
    await held.tablet.syncNow();
    expect((await rowsOf(held)).map(({ set_aside }) => set_aside)).toEqual([
      null,
      'unknown-session',
      'unknown-participant',
      'unreadable',
      'unreadable',
      null,
    ]);
    expect(held.tablet.state()).toMatchObject({
      acknowledged: 6,
      setAside: 'unreadable',
      send: { unsent: 0 },
    });
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
  });
});
