import { useSearchParams } from 'react-router';
import { addDays, dayOf, instantAt, isDay, weekdayOf, type Day } from '../../../domain/time.ts';
import { ListSessionsReply, type SessionSummary } from '../../../protocol/list-sessions.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDay, formatDayAndMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { ScreenLink } from '../access/screen-link.tsx';
import { AdminFrame } from '../admin-frame.tsx';
import { SessionCard } from './session-card.tsx';
import { usePresentAnnounced } from './use-present-announced.ts';
import styles from './sessions-screen.module.css';

type Span = 'day' | 'week';
type Choice = { readonly day: Day; readonly span: Span };

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));
const firstOf = ({ day, span }: Choice): Day => (span === 'week' ? mondayOf(day) : day);
const lastOf = ({ day, span }: Choice): Day => (span === 'week' ? addDays(mondayOf(day), 6) : day);

/** The chosen day and span, kept in the address so that going back comes back to it. */
const useChoice = (now: number): readonly [Choice, (choice: Choice) => void] => {
  const [params, setParams] = useSearchParams();
  const asked = params.get('dag') ?? '';
  const today = dayOf(now);
  const choice: Choice = {
    day: isDay(asked) ? asked : today,
    span: params.get('visa') === 'vecka' ? 'week' : 'day',
  };
  const choose = ({ day, span }: Choice): void => {
    setParams(
      { ...(day === today ? {} : { dag: day }), ...(span === 'week' ? { visa: 'vecka' } : {}) },
      { replace: true },
    );
  };
  return [choice, choose];
};

type ChooserProps = {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly today: Day;
};

const Chooser = ({ choice, onChoose, today }: ChooserProps) => {
  const { sessions: words } = useAdminText();
  const { day, span } = choice;
  const step = span === 'week' ? 7 : 1;
  const move = (days: number): void => onChoose({ day: addDays(day, days), span });
  return (
    <div className={styles['chooser']}>
      <SegmentedControl
        label={words.show}
        options={[
          { value: 'day', label: words.day },
          { value: 'week', label: words.week },
        ]}
        value={span}
        onChange={(next) => onChoose({ day, span: next })}
      />
      <Button icon="caret-left" onClick={() => move(-step)}>
        {span === 'week' ? words.earlierWeek : words.earlierDay}
      </Button>
      <Button onClick={() => onChoose({ day: today, span })}>{words.today}</Button>
      <Button iconEnd="caret-right" onClick={() => move(step)}>
        {span === 'week' ? words.laterWeek : words.laterDay}
      </Button>
      <div className={styles['date']}>
        <TextField
          label={words.date}
          type="date"
          value={day}
          onChange={(change) => {
            if (isDay(change.target.value)) onChoose({ day: change.target.value, span });
          }}
        />
      </div>
    </div>
  );
};

const daysIn = (choice: Choice): readonly Day[] =>
  Array.from({ length: choice.span === 'week' ? 7 : 1 }, (_, i) => addDays(firstOf(choice), i));

type ListProps = {
  readonly choice: Choice;
  readonly sessions: readonly SessionSummary[];
  readonly now: number;
};

const SessionList = ({ choice, sessions, now }: ListProps) => {
  const { sessions: words } = useAdminText();
  const { language } = useLanguage();
  if (sessions.length === 0)
    return (
      <EmptyState
        icon="calendar-blank"
        title={choice.span === 'week' ? words.noneThisWeek : words.none}
        action={
          <ScreenLink href="/admin/tillfallen/import" icon="file-arrow-up">
            {words.importSessions}
          </ScreenLink>
        }
      >
        <p>{words.noneHint}</p>
      </EmptyState>
    );
  return (
    <>
      {daysIn(choice).map((day) => {
        const ofDay = sessions.filter(({ startsAt }) => dayOf(startsAt) === day);
        if (ofDay.length === 0) return null;
        return (
          <section key={day} className={styles['day']}>
            <h2>{formatDay(language, instantAt(day, '12:00'))}</h2>
            <ul className={styles['cards']}>
              {ofDay.map((session) => (
                <SessionCard key={session.id} session={session} now={now} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
};

/** /admin/tillfallen: today's sessions first, live; any other day or week, past or coming (ADM-1). */
export const SessionsScreen = () => {
  const { sessions: words } = useAdminText();
  const { language } = useLanguage();
  const now = useNow(15_000);
  const [choice, choose] = useChoice(now);
  const { value } = usePolled(
    `/api/admin/sessions?from=${firstOf(choice)}&to=${lastOf(choice)}`,
    ListSessionsReply,
    2000,
  );
  usePresentAnnounced(value?.sessions, words.announced);
  const span = words.weekOf({
    from: formatDayAndMonth(language, instantAt(firstOf(choice), '12:00')),
    to: formatDayAndMonth(language, instantAt(lastOf(choice), '12:00')),
  });
  return (
    <AdminFrame
      title={words.title}
      actions={
        <ScreenLink size="s" href="/admin/tillfallen/import" icon="file-arrow-up">
          {words.importSessions}
        </ScreenLink>
      }
    >
      <Chooser choice={choice} onChoose={choose} today={dayOf(now)} />
      {choice.span === 'week' && <p className={styles['span']}>{span}</p>}
      {value === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <SessionList choice={choice} sessions={value.sessions} now={now} />
      )}
    </AdminFrame>
  );
};
