const api = 'http://localhost:8291';
const j = { 'content-type': 'application/json' };
const cookie = (await (await fetch(api + '/api/admin/sign-in', { method: 'POST', headers: j, body: JSON.stringify({ login: 'prov', password: 'stigen under tallarna 26' }) })).headers.getSetCookie()[0])!.split(';')[0]!;
for (const [login, roles] of [['lasare', ['reader']], ['granskare', ['reviewer']]] as const) {
  const r = await fetch(api + '/api/admin/administrators/invite', { method: 'POST', headers: { ...j, cookie }, body: JSON.stringify({ name: 'Prov ' + login, roles }) });
  const t = await r.text(); console.log(r.status, t.slice(0, 200));
  const link = /https?:[^"]+#([A-Za-z0-9_-]+)/.exec(t)?.[1];
  const s = await fetch(api + '/api/admin/set-up', { method: 'POST', headers: j, body: JSON.stringify({ token: link, name: 'Prov ' + login, login, password: 'stigen under tallarna 26' }) });
  console.log(s.status, (await s.text()).slice(0, 200));
}
