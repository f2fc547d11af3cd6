import { writeFileSync } from 'node:fs';
import { anAuditedAutumn } from '../support/audited-autumn.ts';
const autumn = await anAuditedAutumn('/tmp/narvaro-D-ver');
writeFileSync('/tmp/narvaro-D-bundle.zip', new Uint8Array(await (await autumn.bundle()).arrayBuffer()));
await autumn.world.close();
