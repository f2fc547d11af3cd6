/** GET and POST /api/admin/bundle: what a bundle for an audit would hold, and making one (BUNDLE-1, BUNDLE-5). */
import { hourMs, dayOf } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import { AuditBundleReply, MakeAuditBundleRequest } from '../../protocol/audit-bundle.ts';
import { headText } from '../../verifier/expected-head.ts';
import { makeBundle, type MadeBundle } from '../bundle/make-bundle.ts';
import { checksumOf, readVerifier } from '../bundle/verifier-files.ts';
import { endpoint } from '../http/endpoint.ts';

const roles = ['reader', 'approver', 'system'] as const;

/** Each takes the server some seconds, and holds everything there is. */
const perHour = 20;

export const showAuditBundle = endpoint({
  method: 'get',
  path: '/api/admin/bundle',
  caller: 'administrator',
  roles,
  reply: AuditBundleReply,
  hasEtag: true,
  handle: async (_asked, { bundle, devices, months, officeLog, services }) => {
    const verifier = await readVerifier(services);
    const [head] = await officeLog.latest(1);
    const latest = new Map((await months.versions()).map(({ month, version }) => [month, version]));
    return ok({
      verifier:
        verifier === undefined
          ? null
          : { page: checksumOf(verifier.page), command: checksumOf(verifier.command) },
      officeKey: services.secrets.receiptPublicKey,
      officeHead: head === undefined ? null : headText(head),
      events: await bundle.eventCount(),
      entries: head?.seq ?? 0,
      devices: (await devices.all()).length,
      months: [...latest]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, version]) => ({ month, version })),
    });
  },
});

/** Refuses while the verifier is not built: a bundle that nobody can check is no bundle. */
export const makeAuditBundle = endpoint({
  method: 'post',
  path: '/api/admin/bundle',
  caller: 'administrator',
  roles,
  needsFreshSignIn: true,
  body: MakeAuditBundleRequest,
  reply: 'file',
  limits: [{ name: 'audit-bundle', max: perHour, perMs: hourMs, key: ({ administrator }) => administrator }],
  prepare: async ({ body }, read, services): Promise<MadeBundle | undefined> => {
    const verifier = await readVerifier(services);
    return verifier === undefined ? undefined : makeBundle(body.month, verifier, read, services);
  },
  handle: async ({ body: { month }, caller, prepared }, { access, officeLog, services }) => {
    if (prepared === undefined) return err({ code: 'bundle/no-verifier' });
    const { zip, manifest, events } = prepared;
    const at = services.clock();
    await access.note({ at, actor: caller.id, kind: 'audit-bundle', about: month ?? 'everything' });
    await officeLog.append({ kind: 'bundle-made', actor: caller.id, at, month, manifest, events });
    const name = `narvaro-revision-${month ?? dayOf(at)}.zip`;
    return ok({ bytes: zip, name, type: 'application/zip' });
  },
});
