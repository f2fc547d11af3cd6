import type { ShowMonthReply } from '../../../protocol/month.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatDayAndMonth, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { dayWords } from './month-names.ts';
import type { Step, StepKind } from './month-steps.ts';
import styles from './month.module.css';

const useStepDetail = (month: ShowMonthReply) => {
  const { steps: words } = useAdminMonthText();
  const { language } = useLanguage();
  return ({ kind, state }: Step): string => {
    const { review, certificates, lockedBy, due, months } = month;
    switch (kind) {
      case 'review':
        return review.done === review.sessions
          ? words.reviewDone({ n: review.sessions })
          : words.reviewLeft({ done: review.done, all: review.sessions });
      case 'certificates':
        return words.certified({
          certified: formatNumber(language, certificates.certified),
          people: formatNumber(language, certificates.people),
        });
      case 'approve':
        return lockedBy === null ? (state === 'here' ? words.youAreHere : '') : lockedBy;
      case 'send': {
        const sentAt = months.find((one) => one.month === month.month)?.sentAt ?? null;
        if (month.state === 'again') return words.again;
        return sentAt === null
          ? words.due({ day: dayWords(language, due) })
          : words.sent({ day: formatDayAndMonth(language, sentAt) });
      }
    }
  };
};

/** The month's four steps; the one to work on is marked for the eye and for a screen reader (DESIGN §9). */
export const Steps = ({
  month,
  steps,
}: {
  readonly month: ShowMonthReply;
  readonly steps: readonly Step[];
}) => {
  const { steps: words } = useAdminMonthText();
  const detail = useStepDetail(month);
  const name: Readonly<Record<StepKind, string>> = words;
  return (
    <ol className={styles['steps']} aria-label={words.label}>
      {steps.map((step) => (
        <li
          key={step.kind}
          className={styles[step.state]}
          aria-current={step.state === 'here' ? 'step' : undefined}
        >
          <span className={styles['dot']} aria-hidden="true">
            {step.state === 'done' && <Icon name="check" />}
          </span>
          <span>
            <b>{name[step.kind]}</b>
            <span className="sr-only">{words[step.state]}. </span>
            <span className="muted num">{detail(step)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
};
