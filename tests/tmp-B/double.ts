import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('/tmp/narvaro-B/data/narvaro.sqlite', { timeout: 5000 });
const row = db.prepare("select * from participants where given='Adam' and cohort is not null limit 1").get() as any;
db.prepare("insert into participants (id, given, family, email, unit, workplace, track, is_key_person, cohort) values ('dubbel1',?,?,?,?,?,?,0,null)").run(row.given.toUpperCase(), row.family, '', row.unit, row.workplace, row.track);
for (const [i, n] of ['Wilma Sjöblad','Yasmin Ekvind','Åke Ö'].entries()) { const [g, f] = n.split(' '); db.prepare("insert into participants (id, given, family, email, unit, workplace, track, is_key_person, cohort) values (?,?,?,'','farsta','Vuxenenheten','employee',0,null)").run('res'+i, g!, f!); }
process.stdout.write(`${row.id} ${row.given} ${row.family}\n`);
