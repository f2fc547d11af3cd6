import { err, ok } from '../../domain/result.ts';
import { sumOf } from '../../domain/sums.ts';
import { instant } from '../../domain/time.ts';
import {
  SendUnitFeedbackReply,
  SendUnitFeedbackRequest,
  UnitFeedbackReply,
} from '../../protocol/unit-feedback.ts';
import { byUnit } from '../figures/overview.ts';
import { feedbackFor } from '../figures/units.ts';
import { endpoint } from '../http/endpoint.ts';
import { readAddress } from '../letters/address.ts';
import { sendLetter } from '../letters/send-letter.ts';
import { unitFeedbackKind } from '../letters/unit-feedback.ts';
import { groupRows } from '../store/many-rows.ts';

const swedish = new Intl.Collator('sv');

/** GET /api/admin/followup/units: the units, and the chosen one's people with what they have attended (DASH-9). */
export const showUnitFeedback = endpoint({
  method: 'get',
  path: '/api/admin/followup/units',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: UnitFeedbackReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const { services, unitContacts } = context;
    const places = groupRows(await context.figures.workplaces(), (each) => each.unit);
    const unit = query['unit'] ?? '';
    const workplace = query['workplace'] ?? null;
    const contact = await unitContacts.of(unit, workplace ?? '');
    return ok({
      units: [...places.keys()].sort(byUnit).map((each) => {
        const own = places.get(each) ?? [];
        return {
          unit: each,
          people: sumOf(own, (place) => place.people),
          workplaces: own
            .map((place) => place.workplace)
            .filter((name) => name !== '')
            .sort((a, b) => swedish.compare(a, b)),
        };
      }),
      address: contact?.address ?? null,
      sentAt: contact === undefined ? null : instant(contact.sentAt),
      from: services.mailFrom ?? null,
      people: unit === '' ? [] : [...(await feedbackFor(context, unit, workplace, services.clock()))],
    });
  },
});

/** POST /api/admin/followup/units/send: the same by e-mail, to one address; who sent it is kept (DASH-9). */
export const sendUnitFeedback = endpoint({
  method: 'post',
  path: '/api/admin/followup/units/send',
  caller: 'administrator',
  roles: ['planner', 'approver'],
  needsFreshSignIn: true,
  body: SendUnitFeedbackRequest,
  reply: SendUnitFeedbackReply,
  handle: async ({ body: { unit, workplace, address: written }, caller }, context) => {
    const { access, officeLog, services, unitContacts } = context;
    if (services.mailFrom === undefined) return err({ code: 'letters/no-server' });
    const address = readAddress(written);
    if (address === undefined) return err({ code: 'letters/address-wrong' });
    const now = services.clock();
    const people = (await feedbackFor(context, unit, workplace, now)).length;
    if (people === 0) return err({ code: 'figures/unit-unknown' });
    await sendLetter({ kind: unitFeedbackKind, to: { address }, about: { unit, workplace } }, context);
    await unitContacts.put(unit, workplace ?? '', { address, sentAt: now });
    await access.note({ at: now, actor: caller.id, kind: 'unit-feedback', about: unit });
    await officeLog.append({
      kind: 'unit-feedback-sent',
      actor: caller.id,
      at: now,
      unit,
      isWholeUnit: workplace === null,
      count: people,
    });
    return ok({ people });
  },
});
