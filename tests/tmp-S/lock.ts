import { openSqlite } from '../../src/server/store/sqlite.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { createStores } from '../../src/server/store/stores.ts';
import { figuresOf, hashOfLines, markSent } from '../../src/server/months.ts';
const folder = '/tmp/narvaro-S';
import { readdirSync } from 'node:fs';
console.log(readdirSync(folder));
const db = openSqlite(`${folder}/narvaro.db`);
const secrets = await loadSecrets(`${folder}/secrets`);
let c = 0;
const services: any = { clock: () => Date.now(), randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)), secrets, isDemo: true, origin: '', programme: '', office: { name: '', phone: '' }, version: '' };
await inTransaction({ db, dialect: 'sqlite' }, async (tx) => {
  const s = createStores(tx, services);
  const all = await s.months.monthsWithSessions();
  console.log(all);
  const actor = (await db.selectFrom as any, (await tx.trx.selectFrom('administrators').select('id').execute())[0]!.id);
  const done = all.filter((m) => m < '2026-11');
  for (const month of done) {
    if (await s.months.isLocked(month)) continue;
    const lines = (await s.months.linesNow(month)).filter((l) => l.minutes > 0).map(({ participant, session, minutes }) => ({ participant, session, minutes })).sort((a, b) => (a.participant + '/' + a.session < b.participant + '/' + b.session ? -1 : 1));
    for (const l of lines.filter(() => true)) {
      await tx.trx.insertInto('certificates').values({ session: l.session, participant: l.participant, minutes: l.minutes, at: Date.now() - 864e5, via: ['phone', 'tablet', 'paper'][c++ % 3]!, event: `office:${c}` }).onConflict((x) => x.doNothing()).execute();
    }
    await tx.trx.updateTable('review_states').set({ reviewed_at: Date.now() - 2 * 864e5, reviewed_by: actor }).where('session', 'in', [...new Set(lines.map((l) => l.session))]).execute();
    const { rows } = await figuresOf(month, lines, s);
    const hash = hashOfLines(lines);
    const seq = await s.officeLog.append({ kind: 'month-locked', actor, at: Date.now(), month, version: 1, lines: hash });
    await s.months.putVersion({ month, version: 1, seq, at: Date.now(), actor, hash, people: rows.length, minutes: rows.reduce((n, r) => n + r.minutes, 0), reported_minutes: rows.reduce((n, r) => n + r.reportedMinutes, 0) }, lines, rows);
    if (month < done.at(-1)!) await markSent({ month, version: 1, checksum: null }, actor, { ...s, services });
    console.log(month, lines.length, rows.length);
  }
});
await db.destroy();
