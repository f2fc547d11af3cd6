/** The plan's times, who did not follow them, and cards nobody has decided about (DESIGN §5.8). */
import { useEffect, useState, type ReactNode } from 'react';
import { minutesOf } from '../../domain/counted-minutes.ts';
import { formatHours, formatTime, formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { exceptionsIn } from './close-exceptions.ts';
import { leftAt, type ListRow } from './list-rows.ts';
import type { SessionView } from './use-session.ts';
import styles from './close-screen.module.css';

/** So many stand in the open; more are folded under their number. */
const shownAtOnce = 4;

type GroupProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly rows: readonly ListRow[];
  readonly words: (row: ListRow) => { readonly title: string; readonly detail: string };
};

const Group = ({ icon, title, rows, words }: GroupProps): ReactNode => {
  if (rows.length === 0) return null;
  const list = (
    <ul className={styles['cards']}>
      {rows.map((row) => {
        const said = words(row);
        return (
          <li key={row.id} className={styles['card']}>
            <Icon name={icon} />
            <span>
              <b className="num">{said.title}</b>
              {said.detail !== '' && <small className="num">{said.detail}</small>}
            </span>
          </li>
        );
      })}
    </ul>
  );
  if (rows.length <= shownAtOnce)
    return (
      <>
        <h3 className={styles['group']}>{title}</h3>
        {list}
      </>
    );
  return (
    <details className={styles['fold']}>
      <summary>{title}</summary>
      {list}
    </details>
  );
};

const useLeftToSort = ({ door, attendance }: SessionView): number => {
  const [toSort, setToSort] = useState(0);
  useEffect(() => {
    let isGone = false;
    void door.leftToSort().then((left) => {
      if (!isGone) setToSort(left.length);
    });
    return () => {
      isGone = true;
    };
  }, [door, attendance]);
  return toSort;
};

type TimesProps = { readonly view: SessionView; readonly rows: readonly ListRow[] };

const Exceptions = ({ view: { session }, rows }: TimesProps) => {
  const { close: words } = useViewsText();
  const { language } = useLanguage();
  const { left, late, guests, added } = exceptionsIn(rows, session);
  const hours = (minutes = 0): string => formatHours(language, minutes);
  const isAsPlanned =
    rows.some(({ attendance }) => attendance !== undefined) &&
    [left, late, guests, added].every((some) => some.length === 0);
  return (
    <>
      {isAsPlanned && <p className="muted">{words.asPlanned}</p>}
      <Group
        icon="sign-out"
        title={words.left({ n: left.length })}
        rows={left}
        words={(row) => ({
          title: words.wentAt({ name: row.name, time: formatTime(language, leftAt(row) ?? 0) }),
          detail:
            row.kind === 'walk-in'
              ? words.addedDetail
              : words.gets({ hours: hours(row.attendance?.minutes) }),
        })}
      />
      <Group
        icon="clock"
        title={words.late({ n: late.length })}
        rows={late}
        words={({ name, attendance }) => ({
          title: words.cameAt({ name, time: formatTime(language, attendance?.presence[0]?.from ?? 0) }),
          detail: '',
        })}
      />
      <Group
        icon="users-three"
        title={words.guests({ n: guests.length })}
        rows={guests}
        words={({ name, cohortName }) => ({ title: name, detail: cohortName ?? '' })}
      />
      <Group
        icon="user-plus"
        title={words.added({ n: added.length })}
        rows={added}
        words={({ name }) => ({ title: name, detail: words.addedDetail })}
      />
    </>
  );
};

export const CloseTimes = ({ view, rows }: TimesProps) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const { language } = useLanguage();
  const { session } = view;
  const toSort = useLeftToSort(view);
  const { startsAt: from, endsAt: to } = session;
  return (
    <section className={styles['times']} aria-labelledby="times">
      <h2 id="times" className={styles['heading']}>
        {words.times}
      </h2>
      {toSort > 0 && (
        <Banner
          tone="attention"
          title={close.toSort({ n: toSort })}
          action={<LinkButton href={`/tillfalle/${session.id}/skanna`}>{close.goSort}</LinkButton>}
        />
      )}
      <div className={styles['card']}>
        <Icon name="clock" />
        <span className="grow">
          <b className="num">{formatTimeRange(language, from, to)}</b>
          <small className="num">
            {words.planned({ hours: formatHours(language, minutesOf([{ from, to }], session)) })}
          </small>
        </span>
        <LinkButton href={`/tillfalle/${session.id}/lista`} icon="pencil-simple">
          {close.changeTimes}
        </LinkButton>
      </div>
      <Exceptions view={view} rows={rows} />
    </section>
  );
};
