import { appendFileSync } from 'node:fs';
import { startMailServer } from '../support/mail-server.ts';
const server = await startMailServer(2526);
let n = 0;
setInterval(() => { while (server.received.length > n) { appendFileSync('/tmp/narvaro-B/mail.txt', JSON.stringify(server.received[n])+'\n'); n += 1; } }, 500);
