import { describe, expect, test } from 'vitest';
import { createOwnMarks } from '../../src/app/device/own-marks.ts';
import { createOwnReader } from '../../src/app/device/tablet-parts.ts';
import { DeviceId, SessionId } from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { createMemoryLog } from '../support/memory-own-log.ts';
import { between, seeded, seeds } from '../support/seeded.ts';

describe('what a tablet counts of its own events', () => {
  test.each(seeds(20))(
    '[SYNC-9] the counts are those of going through every event, wherever the office has come to (seed %i)',
    (seed) => {
      const random = seeded(seed);
      const first = between(random, 1, 50);
      const all = Array.from({ length: between(random, 0, 40) }, (_, i) => ({
        seq: first + i,
        isCheckIn: random() < 0.5,
        at: between(random, 0, 1000),
      }));
      const marks = createOwnMarks();
      for (const one of all) marks.add(one);
      const end = between(random, 0, 100);
      marks.dropAfter(end);
      for (let seq = 0; seq < 100; seq += 1) {
        const unsent = all.filter((one) => one.seq > seq && one.seq <= end);
        expect(marks.after(seq)).toEqual({
          events: unsent.length,
          checkIns: unsent.filter(({ isCheckIn }) => isCheckIn).length,
          oldestAt: unsent[0]?.at,
        });
      }
    },
  );

  test('[SYNC-9] what is held of an event counts as it did, and its link stays on the disk', async () => {
    const store = createMemoryLog();
    const log = createOwnLog({
      device: DeviceId.parse('farsta-07'),
      store,
      clock: () => 1_795_420_800_000,
      lock: (work) => work(),
    });
    const session = SessionId.parse('s1');
    await log.record({ kind: 'session-opened', session });
    const second = await log.record({ kind: 'session-closed', session });
    const [, own] = store.events();
    if (!second.ok || own === undefined) throw new Error('nothing was recorded');

    const [held, mark] = createOwnReader()(own);

    expect(held).toEqual({ event: { ...second.value.event, prev: noHash }, clockOffsetMs: 0 });
    expect(mark).toEqual({ seq: 2, isCheckIn: false, at: 1_795_420_800_000 });
    expect(held?.event.at).toBe(instant(1_795_420_800_000));
    expect(JSON.parse(own.text)).toEqual(second.value.event);
  });

  test('[SYNC-9] an event of a kind that this version does not know is a number among the others', () => {
    const text = '{"kind":"new","at":7}';
    expect(createOwnReader()({ seq: 4, session: SessionId.parse('s1'), text, hash: noHash })).toEqual([
      undefined,
      { seq: 4, isCheckIn: false, at: 7 },
    ]);
  });
});
