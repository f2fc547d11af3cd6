import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('/tmp/narvaro-S/narvaro.sqlite');
db.exec("pragma busy_timeout=10000");
console.log(db.prepare("delete from month_sent where month in ('2026-09')").run());
console.log(db.prepare("update participants set left_on='2026-09-20', left_reason='other' where id in (select participant from month_rows where month='2026-08' and participant not in (select participant from month_rows where month='2026-09') limit 2)").run());
