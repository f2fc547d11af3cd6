import { signInToOffice } from '../support/office-client.ts';
import { writeFileSync } from 'node:fs';
const origin='http://localhost:8291';
const office = await signInToOffice(origin, process.argv[2]!);
const t=Date.now();
const q = await office.get<any>('/api/admin/review');
console.log('queue ms', Date.now()-t, q.months, q.sessions.length, q.setAside, q.waiting);
writeFileSync('/tmp/narvaro-F/queue.json', JSON.stringify(q));
const t2=Date.now();
const m = await office.get<any>('/api/admin/months');
console.log('months ms', Date.now()-t2, JSON.stringify(m.months.slice(-4)));
const open=q.sessions.filter((s:any)=>s.progress!=='done');
console.log(open.map((s:any)=>[s.session.id,s.month,s.progress,s.toDecide,s.session.walkIns,s.session.refused].join(' ')).join('\n'));
for (const s of open.slice(0,40)) { const r=await office.get<any>('/api/admin/review/'+s.session.id); console.log(s.session.id, r.matters.map((x:any)=>x.kind+(x.remarks?':'+x.remarks.join('+'):'')).join(', ')); }
