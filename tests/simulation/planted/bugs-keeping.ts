/** Bugs in what is kept, cleared, saved as a file and read by old apps: what only worlds of months and files can see. */
import type { Bug } from './bug.ts';

const journal = 'src/app/device/journal.ts';

export const keepingBugs: readonly Bug[] = [
  {
    id: 'cleared-too-soon',
    words: 'a tablet clears what the office has had for a moment, of months that are open',
    edits: [
      {
        file: journal,
        find: '  const until = Math.min(lockedUntil, now - keptMs);',
        replace: '  const until = Math.max(lockedUntil, now);',
      },
    ],
    caughtBy: ['I19', 'I1'],
  },
  {
    id: 'log-gone-unnoticed',
    words: 'a tablet whose log is gone goes on with numbers that were used',
    edits: [
      {
        file: 'src/app/device/tablet.ts',
        find: '    const least = Math.max(known, reached);\n',
        replace: '    const least = Math.max(known, reached) - 1_000_000;\n',
      },
    ],
    caughtBy: ['I20', 'I3', 'I7'],
  },
  {
    id: 'file-lacks-first',
    words: 'the first event that is not sent is not in the file',
    edits: [
      {
        file: 'src/app/device/rescue-file.ts',
        find: 'const first = Math.max(cleared, sent) + 1;',
        replace: 'const first = Math.max(cleared, sent) + 2;',
      },
    ],
    caughtBy: ['I1'],
  },
  {
    id: 'file-let-go-unanswered',
    words: 'a tablet lets go of another’s file though the office has not answered for it',
    edits: [
      {
        file: 'src/app/device/hand-in-queue.ts',
        find: "  if (outcome.kind === 'answered') {\n",
        replace: "  if (outcome.kind !== 'refused') {\n",
      },
    ],
    caughtBy: ['I14', 'I1'],
  },
  {
    id: 'forged-file-taken',
    words: 'a file counts whoever’s key vouches for it',
    edits: [
      {
        file: 'src/server/rescue-intake.ts',
        find: "  if (row.public_key !== publicKey) return err('wrong-key');\n",
        replace: '',
      },
    ],
    caughtBy: ['I2'],
  },
  {
    id: 'receipt-says-more',
    words: 'every app is told something that only the newest can read',
    edits: [
      {
        file: 'src/server/routes/push-log.ts',
        find: 'return ok({ receipt, serverTime: instant(now), setAside });',
        replace: 'return ok({ receipt, serverTime: instant(now), setAside, later: 1 });',
      },
      {
        file: 'src/protocol/push-log.ts',
        find: 'export const PushLogReply = z.strictObject({\n',
        replace: 'export const PushLogReply = z.strictObject({\n  later: z.optional(z.int()),\n',
      },
    ],
    caughtBy: ['I22', 'I25'],
  },
];
