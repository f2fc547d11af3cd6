import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('/tmp/narvaro-S/narvaro.sqlite', { readOnly: true });
console.log(db.prepare("select p.id, p.given, p.family, p.left_on, i.participant is null as missing, length(i.sealed) n, i.is_protected from participants p left join identities i on i.participant=p.id where p.given in ('Amina','Tove') limit 12").all());
console.log(db.prepare("select count(*) n, sum(i.participant is null) m, sum(i.is_protected) pr, sum(i.sealed='') e from participants p left join identities i on i.participant=p.id").all());
console.log(db.prepare("select left_on, count(*) n from participants group by left_on").all());
