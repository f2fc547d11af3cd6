/** What the month asks of the office: review, certificates, lock and report, in that order. */
import { Day, instantAt } from '../../../domain/time.ts';
import type { Attention } from '../../../protocol/programme-overview.ts';
import { useNow } from '../../device/clock.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatDayAndMonth, formatDayKey, formatShortDay } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { monthInText } from '../followup/month-words.ts';
import { ToDo } from './to-do.tsx';

export const ReviewToDo = ({ review }: Pick<Attention, 'review'>) => {
  const { todo } = useFollowupText();
  const { language } = useLanguage();
  const { sessions, decisions, first } = review;
  return (
    <ToDo
      n={sessions}
      title={todo.review.title({ n: sessions })}
      detail={
        first === null
          ? todo.review.none
          : todo.review.detail({ n: decisions, first: formatDayAndMonth(language, first.startsAt) })
      }
      href="/admin/granska"
      isCalm={sessions === 0}
    />
  );
};

export const CertificatesToDo = ({ certificates }: Pick<Attention, 'certificates'>) => {
  const { todo } = useFollowupText();
  const { language } = useLanguage();
  const words = todo.certificates;
  if (certificates === null)
    return <ToDo n={0} title={words.noneTitle} detail={words.none} href="/admin/manad" isCalm />;
  const { month, people } = certificates;
  return (
    <ToDo
      n={people}
      title={words.title({ n: people, month: monthInText(language, month) })}
      detail={words.detail}
      href={`/admin/manad/${month}`}
      isCalm={people === 0}
    />
  );
};

/** Whole days from today to a day, negative when it has been. */
const daysUntil = (day: string, now: number): number =>
  Math.round((Date.parse(day) - Date.parse(formatDayKey(now))) / 86_400_000);

/** Nothing to worry about until so many days are left. */
const calmDays = 14;

export const ReportToDo = ({ report }: Pick<Attention, 'report'>) => {
  const { todo } = useFollowupText();
  const { language } = useLanguage();
  const now = useNow(3_600_000);
  const words = todo.report;
  if (report === null)
    return <ToDo n={0} title={words.noneTitle} detail={words.none} href="/admin/manad" isCalm />;
  const { step, due } = report;
  const month = monthInText(language, report.month);
  const days = daysUntil(due, now);
  const isLate = days < 0;
  const dueWords = formatShortDay(language, instantAt(Day.parse(due), '12:00'));
  return (
    <ToDo
      n={Math.abs(days)}
      title={isLate ? words.late({ n: -days }) : words.days({ n: days })}
      detail={step === 'again' ? words.again({ month }) : words[step]({ month, due: dueWords })}
      href={`/admin/manad/${report.month}`}
      isCalm={days > calmDays}
    />
  );
};
