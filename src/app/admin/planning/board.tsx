/** The board: a row for each district or trainer, a column for each week, a chip for each session. */
import { units } from '../../../domain/programme.ts';
import { addDays, dayOf, instantAt, type Day } from '../../../domain/time.ts';
import type { BoardSession } from '../../../protocol/planning.ts';
import { usePlanningText, type PlanningText } from '../../text/admin-planning-text.ts';
import { formatShortDay } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { MenuIcon } from '../../ui/icon/menu-icon.tsx';
import { lookOf, shortWhen, whoOf } from './session-look.ts';
import { mondayOf, weekNumber } from './weeks.ts';
import styles from './board.module.css';

export type Rows = 'districts' | 'trainers';

export type BoardProps = {
  readonly rows: Rows;
  readonly weeks: readonly Day[];
  readonly sessions: readonly BoardSession[];
  readonly chosen: string | undefined;
  readonly onChoose: (session: BoardSession) => void;
  readonly now: number;
};

type Row = { readonly key: string; readonly name: string; readonly sessions: readonly BoardSession[] };

const rowsOf = (rows: Rows, sessions: readonly BoardSession[], text: PlanningText): readonly Row[] => {
  if (rows === 'districts')
    return units.map(([key, name]) => ({ key, name, sessions: sessions.filter(({ unit }) => unit === key) }));
  const names = [...new Set(sessions.map(({ trainer }) => trainer))].sort((a, b) =>
    a === '' ? 1 : b === '' ? -1 : a.localeCompare(b, 'sv'),
  );
  return names.map((name) => ({
    key: name === '' ? 'none' : name,
    name: name === '' ? text.missing.trainer : name,
    sessions: sessions.filter(({ trainer }) => trainer === name),
  }));
};

type ChipProps = Pick<BoardProps, 'chosen' | 'onChoose' | 'now'> & { readonly session: BoardSession };

/** One session. Says its day and time, its group, and what it lacks in words and picture. */
export const Chip = ({ session, chosen, onChoose, now }: ChipProps) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const look = lookOf(session, text, now);
  const isLacking = look.kind === 'lacks';
  return (
    <button
      type="button"
      id={`chip-${session.id}`}
      className={`${styles['chip']} ${styles[look.kind]}`}
      aria-pressed={chosen === session.id}
      onClick={() => onChoose(session)}
    >
      <span className={styles['when']}>
        {look.icon === undefined ? <MenuIcon name="circle" /> : <Icon name={look.icon} />}
        <b className="num">{shortWhen(text, language, session.startsAt)}</b>
      </span>
      <span className={styles['who']}>{isLacking ? look.words : whoOf(session, text)}</span>
      <span className="sr-only">
        {', '}
        {session.title}, {isLacking ? whoOf(session, text) : look.words}
      </span>
    </button>
  );
};

const isIn = (week: Day, { startsAt }: BoardSession): boolean => mondayOf(dayOf(startsAt)) === week;

const WeekHeader = ({ week, now }: { readonly week: Day; readonly now: number }) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const isNow = week === mondayOf(dayOf(now));
  const friday = addDays(week, 4);
  const short = (day: Day): string => formatShortDay(language, instantAt(day, '12:00'));
  const isOneMonth = week.slice(0, 7) === friday.slice(0, 7);
  return (
    <th scope="col" className={isNow ? styles['now'] : undefined}>
      {text.week({ n: weekNumber(week) })}
      {isNow && <span className="sr-only">, {text.thisWeek}</span>}
      <small>
        {isOneMonth ? Number(week.slice(8)) : short(week)}–{short(friday)}
      </small>
    </th>
  );
};

const Digital = ({ sessions, ...rest }: Pick<BoardProps, 'sessions' | 'chosen' | 'onChoose' | 'now'>) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const digital = sessions.filter(({ kind }) => kind === 'digital');
  return (
    <div className={styles['digital']}>
      <h2>{text.digital}</h2>
      {digital.length === 0 ? (
        <p className="muted">{text.noDigital}</p>
      ) : (
        <ul>
          {digital.map((session) => {
            const look = lookOf(session, text, rest.now);
            return (
              <li key={session.id}>
                <button
                  type="button"
                  id={`chip-${session.id}`}
                  className={`${styles['lecture']} ${styles[look.kind]}`}
                  aria-pressed={rest.chosen === session.id}
                  onClick={() => rest.onChoose(session)}
                >
                  <Icon name="video-camera" />
                  <span>
                    <b className="num">
                      {shortWhen(text, language, session.startsAt)}{' '}
                      {formatShortDay(language, session.startsAt)}
                    </b>
                    , {session.title}, {text.seats({ n: session.expected })}
                    {look.kind === 'planned' ? '' : `, ${look.words}`}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
};

/** Wide enough for columns. */
export const Board = ({ rows, weeks, sessions, ...rest }: BoardProps) => {
  const text = usePlanningText();
  return (
    <div className={styles['board']}>
      <table className={styles['table']}>
        <caption className="sr-only">{text.caption[rows]}</caption>
        <thead>
          <tr>
            <th scope="col">{rows === 'districts' ? text.unitColumn : text.trainerColumn}</th>
            {weeks.map((week) => (
              <WeekHeader key={week} week={week} now={rest.now} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(rows, sessions, text).map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {weeks.map((week) => (
                <td key={week}>
                  {row.sessions
                    .filter((session) => isIn(week, session))
                    .map((session) => (
                      <Chip key={session.id} session={session} {...rest} />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows === 'districts' && <Digital sessions={sessions} {...rest} />}
    </div>
  );
};

/** The same where there is no room for columns: row by row, week by week. */
export const NarrowBoard = ({ rows, weeks, sessions, ...rest }: BoardProps) => {
  const text = usePlanningText();
  return (
    <div className={styles['narrow']}>
      {rowsOf(rows, sessions, text)
        .filter((row) => row.sessions.length > 0)
        .map((row) => (
          <section key={row.key} aria-label={row.name}>
            <h2>{row.name}</h2>
            <ul>
              {weeks.flatMap((week) =>
                row.sessions
                  .filter((session) => isIn(week, session))
                  .map((session) => (
                    <li key={session.id}>
                      <span className="muted">{text.week({ n: weekNumber(week) })}</span>
                      <Chip session={session} {...rest} />
                    </li>
                  )),
              )}
            </ul>
          </section>
        ))}
      {rows === 'districts' && <Digital sessions={sessions} {...rest} />}
    </div>
  );
};
