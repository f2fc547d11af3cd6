/** Bugs in how a log is kept, sent, taken in and acknowledged. */
import type { Bug } from './bug.ts';

const takeIn = 'src/server/take-in.ts';
const sync = 'src/app/device/sync.ts';

export const sendingBugs: readonly Bug[] = [
  {
    id: 'ack-before-commit',
    words: 'the server acknowledges what a failed commit did not keep',
    edits: [
      {
        file: 'src/server/store/database.ts',
        find: '  db.transaction().execute((trx) => work({ trx, dialect }));',
        replace: `  {
    let answered: { readonly value: T } | undefined;
    return db
      .transaction()
      .execute(async (trx) => {
        answered = { value: await work({ trx, dialect }) };
        return answered.value;
      })
      .catch((error: unknown) => {
        if (answered === undefined) throw error;
        return answered.value;
      });
  }`,
      },
      {
        file: 'src/server/store/database.ts',
        find: '({ db, dialect }: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>',
        replace: '({ db, dialect }: Database, work: (tx: Tx) => Promise<T>): Promise<T> | never =>',
      },
    ],
    caughtBy: ['I4', 'I5'],
  },
  {
    id: 'same-number-is-the-same',
    words: 'events are known again by device and number alone, whatever they say',
    edits: [
      {
        file: takeIn,
        find: "if (held.get(seq) !== hashOf(body.events[seq - body.from] ?? '')) return seq;",
        replace: 'if (!held.has(seq)) return seq;',
      },
      { file: takeIn, find: "  if (isOtherLog) return asideWhole(body.head.seq, 'fork');\n", replace: '' },
    ],
    caughtBy: ['I7', 'I24'],
  },
  {
    id: 'fork-dropped',
    words: 'what a copied tablet delivers under a taken number is ignored, not kept',
    edits: [
      { file: takeIn, find: '    await keepAside(context, device, seq, reason, body);\n', replace: '' },
    ],
    caughtBy: ['I7'],
  },
  {
    id: 'gap-not-refused',
    words: 'a delivery with a gap before it is taken as if nothing were missing',
    edits: [
      {
        file: 'src/domain/log.ts',
        find: "return err({ kind: 'gap', expected: lastSeq + 1 });",
        replace: 'return ok(tail.texts);',
      },
    ],
    caughtBy: ['I25', 'I19'],
  },
  {
    id: 'repeats-not-skipped',
    words: 'events that are delivered again are taken as new ones',
    edits: [
      {
        file: 'src/domain/log.ts',
        find: 'return ok(tail.texts.slice(lastSeq + 1 - tail.from));',
        replace: 'return ok(tail.texts);',
      },
    ],
    caughtBy: ['I3', 'I25'],
  },
  {
    id: 'link-left-out',
    words: 'now and then an event does not name the one before it',
    edits: [
      {
        file: 'src/domain/log.ts',
        find: 'seq: head.seq + 1, prev: head.hash, at });',
        replace: 'seq: head.seq + 1, prev: head.seq % 9 === 8 ? noHash : head.hash, at });',
      },
    ],
    caughtBy: ['I6', 'I25'],
  },
  {
    id: 'number-used-again',
    words: 'a tablet that was cleared is given the number and the log it had before',
    edits: [
      {
        file: 'src/server/routes/enrol-device.ts',
        find: 'const device = DeviceId.parse(createId(services));',
        replace: "const device = DeviceId.parse(`same-device-of-${held.unit ?? 'all'}`);",
      },
      {
        file: 'src/server/routes/enrol-device.ts',
        find: '    await devices.add({ id: device, name: held.name, unit: held.unit, publicKey: body.publicKey }, now);\n',
        replace:
          '    if ((await devices.get(device)) === undefined)\n      await devices.add({ id: device, name: held.name, unit: held.unit, publicKey: body.publicKey }, now);\n',
      },
    ],
    caughtBy: ['I20', 'I25', 'I7'],
  },
  {
    id: 'two-writers',
    words: 'two tabs write without the lock, and the store does not look where the log ends',
    edits: [
      {
        file: 'src/app/device/own-log.ts',
        find: '      lock(async () => {',
        replace: '      (async <T>(work: () => Promise<T>) => work())(async () => {',
      },
      {
        file: 'tests/simulation/storage.ts',
        find: 'if (log.head.seq !== expected.seq || log.head.hash !== expected.hash) return false;',
        replace: '',
      },
      {
        file: 'tests/simulation/storage.ts',
        find: "if (log.events.some(({ seq }) => seq === event.seq)) throw new Error('a number that is taken');",
        replace: 'log.events = log.events.filter(({ seq }) => seq !== event.seq);',
      },
    ],
    caughtBy: ['I1', 'I21', 'I25'],
  },
  {
    id: 'refusal-acknowledges',
    words: 'a refusal of the server counts as if it had taken everything',
    edits: [
      {
        file: sync,
        find: '        if (expected === undefined || resent > 2) return reply;\n',
        replace: `        if (reply.error.kind === 'problem' && expected === undefined) {
          const head = await log.head();
          await log.putReceipt({ device: identity.device, ...head, at: instant(clock()), signature: '' });
          return ok({ acknowledged: head.seq, setAside: null });
        }
        if (expected === undefined || resent > 2) return reply;
`,
      },
    ],
    caughtBy: ['I1', 'I14'],
  },
  {
    id: 'receipt-not-compared',
    words: 'a receipt is kept without being compared with the tablet’s own log',
    edits: [
      {
        file: sync,
        find: 'const isOurs = await isOurLog(receipt);\n',
        replace: 'const isOurs = (await isOurLog(receipt)) !== undefined;\n',
      },
    ],
    caughtBy: ['I24'],
  },
  {
    id: 'receipt-signature-not-checked',
    words: 'a receipt is believed whoever has signed it',
    edits: [
      {
        file: sync,
        find: "if (!(await isFromOffice(receipt))) return err({ kind: 'not-ours' });",
        replace: '',
      },
    ],
    caughtBy: ['I1', 'I24'],
  },
  {
    id: 'gap-not-followed',
    words: 'a tablet does not send again what a server put back from a backup lacks',
    edits: [
      {
        file: sync,
        find: "failure.kind === 'problem' && failure.problem.code === 'sync/gap' ? failure.problem.expected : undefined;",
        replace: "failure.kind === 'not-ours' ? 1 : undefined;",
      },
    ],
    caughtBy: ['I19', 'I25'],
  },
  {
    id: 'no-time-limit',
    words: 'an answer that never ends is waited for for ever',
    edits: [
      {
        file: 'src/app/device/server-call.ts',
        find: 'const limit = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);',
        replace: 'const limit = new AbortController().signal;',
      },
    ],
    caughtBy: ['I25'],
  },
  {
    id: 'former-log-forgotten',
    words: 'what a tablet recorded before it was connected anew is not sent',
    edits: [{ file: 'src/app/device/tablet.ts', find: '    await pushFormer();\n', replace: '' }],
    caughtBy: ['I25'],
  },
  {
    id: 'cursor-before-rows',
    words: 'how far others’ events have been read is kept before the events are',
    edits: [
      {
        file: 'src/app/device/plan-keeper.ts',
        find: '  store.addOthers(events.flatMap(rowFrom), cursor);',
        replace: `  store
    .addOthers([], cursor)
    .then(() => store.get())
    .then(() => store.get())
    .then(() => store.addOthers(events.flatMap(rowFrom), cursor));`,
      },
    ],
    caughtBy: ['I10'],
  },
  {
    id: 'plan-half-replaced',
    words: 'a new plan’s version is kept and the plan is not',
    edits: [
      {
        file: 'src/app/device/plan-keeper.ts',
        find: '  const table = plan.cards;\n',
        replace: `  const before = await store.get();
  if (before !== undefined) return store.put({ ...before, etag, confirmedAt: now });
  const table = plan.cards;
`,
      },
    ],
    caughtBy: ['I25'],
  },
  {
    id: 'no-back-off',
    words: 'a tablet tries again at once, for ever',
    edits: [
      {
        file: 'src/app/device/send-status.ts',
        find: 'const full = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 10));',
        replace: 'const full = Math.min(longestWaitMs, failures > 0 ? 1000 : firstWaitMs);',
      },
    ],
    caughtBy: ['I16'],
  },
];
