/** Where the check-ins are, in the words of the copy deck (DESIGN §7, §13). */
import type { SendStatus as Status } from '../device/send-status.ts';
import { formatTime, formatWeekday } from '../text/format.ts';
import type { Language } from '../text/languages.ts';
import type { Text } from '../text/text-type.ts';
import type { TrainerText } from '../text/trainer-text.ts';

type StatusWords = { readonly title: string; readonly detail: string };

/** A status in words. What is saved but is no check-in (an undo, a closing) is counted as events (SEND-2). */
export const sendWords = (
  status: Status,
  { send }: Text,
  { ready, today, tablet }: TrainerText,
  language: Language,
): StatusWords => {
  switch (status.kind) {
    case 'revoked':
      return status.count > 0 ? send.revoked : { title: send.revoked.title, detail: send.sent.title };
    case 'aside':
      return {
        title: send.server.title({ n: status.count }),
        detail: status.way === 'reconnect' ? today.enrolAnew : ready.officeLooks,
      };
    case 'late':
      return {
        title:
          status.checkIns === 0
            ? ready.waits({ n: status.count })
            : send.late.title({ n: status.checkIns, day: formatWeekday(language, status.since) }),
        detail: send.late.detail,
      };
    case 'sending':
      return {
        title: send.sending.title({ i: Math.min(status.sent + 1, status.total), n: status.total }),
        detail: send.sending.detail,
      };
    case 'server': {
      const time = status.retryAt === undefined ? '' : formatTime(language, status.retryAt);
      const { title, detail } = send.server;
      return {
        title: title({ n: status.count }),
        detail: status.isBusy
          ? `${tablet.busy} ${time && tablet.retryAt({ time })}`.trim()
          : detail({ time }).trim(),
      };
    }
    case 'local':
      return {
        title:
          status.checkIns === 0 ? ready.waits({ n: status.count }) : send.local.title({ n: status.checkIns }),
        detail: send.local.detail,
      };
    case 'offline':
      return send.offline;
    case 'sent':
      return {
        title: send.sent.title,
        detail: status.at === undefined ? '' : send.sent.detail({ time: formatTime(language, status.at) }),
      };
  }
};
