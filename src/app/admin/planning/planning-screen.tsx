/** /admin/planering: districts by weeks, what each session lacks, and a panel that puts it right (SER-2). */
import { useSearchParams } from 'react-router';
import { addDays, dayOf, instantAt, isDay, type Day } from '../../../domain/time.ts';
import { ShowPlanningReply, type BoardSession } from '../../../protocol/planning.ts';
import { useNow } from '../../device/clock.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { formatDate } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { Board, NarrowBoard } from './board.tsx';
import { PlanningLinks } from './planning-links.tsx';
import { isLacking } from './session-look.ts';
import { SessionList } from './session-list.tsx';
import { SidePanel } from './side-panel.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import { mondayOf, weeksFrom } from './weeks.ts';
import styles from './planning.module.css';

type View = 'districts' | 'list' | 'trainers';
const viewInAddress = { districts: null, list: 'lista', trainers: 'kursledare' } as const;

const shownWeeks = 5;
const allWeeks = 60;
const askEveryMs = 15_000;

type Choice = {
  readonly view: View;
  readonly monday: Day;
  readonly chosen: string | undefined;
  readonly onlyMissing: boolean;
};

/** What is shown, kept in the address so that going back comes back to it. */
const useChoice = (now: number): readonly [Choice, (change: Partial<Choice>) => void] => {
  const [params, setParams] = useSearchParams();
  const asked = params.get('vecka') ?? '';
  const thisWeek = mondayOf(dayOf(now));
  const shown = params.get('visa');
  const choice: Choice = {
    view: shown === 'lista' ? 'list' : shown === 'kursledare' ? 'trainers' : 'districts',
    monday: isDay(asked) ? mondayOf(asked) : thisWeek,
    chosen: params.get('valt') ?? undefined,
    onlyMissing: params.get('saknas') === '1',
  };
  const choose = (change: Partial<Choice>): void => {
    const next = { ...choice, ...change };
    const entries: readonly (readonly [string, string | null | undefined])[] = [
      ['visa', viewInAddress[next.view]],
      ['vecka', next.monday === thisWeek ? null : next.monday],
      ['valt', next.chosen],
      ['saknas', next.onlyMissing && next.view === 'list' ? '1' : null],
    ];
    setParams(Object.fromEntries(entries.flatMap(([key, value]) => (value == null ? [] : [[key, value]]))), {
      replace: true,
    });
  };
  return [choice, choose];
};

type ToolsProps = {
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
  readonly missing: number;
  readonly now: number;
};

const Tools = ({ choice, choose, missing, now }: ToolsProps) => {
  const text = usePlanningText();
  const move = (weeks: number): void => choose({ monday: addDays(choice.monday, weeks * 7) });
  return (
    <div className={styles['tools']}>
      <SegmentedControl
        label={text.view.label}
        options={(['districts', 'list', 'trainers'] as const).map((value) => ({
          value,
          label: text.view[value],
        }))}
        value={choice.view}
        onChange={(view) => choose({ view })}
      />
      <Button icon="caret-left" className={styles['onlyIcon']} onClick={() => move(-shownWeeks)}>
        <span className="sr-only">{text.earlier}</span>
      </Button>
      <Button onClick={() => choose({ monday: mondayOf(dayOf(now)) })}>{text.today}</Button>
      <Button icon="caret-right" className={styles['onlyIcon']} onClick={() => move(shownWeeks)}>
        <span className="sr-only">{text.later}</span>
      </Button>
      {missing > 0 && (
        <Button
          icon="warning-diamond"
          className={styles['lacking']}
          onClick={() => choose({ view: 'list', onlyMissing: true })}
        >
          {text.missingCount({ n: missing })}
          <span className="sr-only">. {text.showMissing}</span>
        </Button>
      )}
    </div>
  );
};

type ShownProps = {
  readonly choice: Choice;
  readonly sessions: readonly BoardSession[];
  readonly onChoose: (session: BoardSession) => void;
  readonly now: number;
};

const Shown = ({ choice, sessions, onChoose, now }: ShownProps) => {
  const isNarrow = useIsNarrow();
  const { view, chosen, onlyMissing, monday } = choice;
  if (view === 'list')
    return (
      <SessionList
        sessions={onlyMissing ? sessions.filter((session) => isLacking(session, now)) : sessions}
        isOnlyMissing={onlyMissing}
        chosen={chosen}
        onChoose={onChoose}
        now={now}
      />
    );
  const Drawn = isNarrow ? NarrowBoard : Board;
  return (
    <Drawn
      rows={view}
      weeks={weeksFrom(monday, shownWeeks)}
      sessions={sessions}
      chosen={chosen}
      onChoose={onChoose}
      now={now}
    />
  );
};

export const PlanningScreen = () => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const canChange = useMay()('planner');
  const [choice, choose] = useChoice(now);
  const isAll = choice.view === 'list' && choice.onlyMissing;
  const from = isAll ? dayOf(now) : choice.monday;
  const { value, refresh } = usePolled(
    `/api/admin/planning?from=${from}&weeks=${isAll ? allWeeks : shownWeeks}`,
    ShowPlanningReply,
    askEveryMs,
  );
  const { chosen } = choice;
  const close = (): void => {
    const chip = document.getElementById(`chip-${chosen ?? ''}`);
    choose({ chosen: undefined });
    chip?.focus();
  };
  const span = text.weeksOf({
    from: formatDate(language, instantAt(choice.monday, '12:00')),
    to: formatDate(language, instantAt(addDays(choice.monday, shownWeeks * 7 - 1), '12:00')),
  });
  return (
    <AdminFrame
      title={text.title}
      actions={
        canChange && (
          <div className={styles['actions']}>
            <LinkButton href="/admin/tillfallen/import" icon="upload-simple">
              {text.importSessions}
            </LinkButton>
            <LinkButton variant="primary" href="/admin/planering/ny" icon="plus">
              {text.newSession}
            </LinkButton>
          </div>
        )
      }
    >
      <PlanningLinks />
      <Tools choice={choice} choose={choose} missing={value?.missingComing ?? 0} now={now} />
      {choice.view === 'list' && (
        <Checkbox isChecked={choice.onlyMissing} onChange={(onlyMissing) => choose({ onlyMissing })}>
          {text.onlyMissing}
        </Checkbox>
      )}
      {!isAll && <p className="sr-only">{span}</p>}
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {value === undefined ? (
            <Skeleton rows={8} />
          ) : (
            <Shown
              choice={choice}
              sessions={value.sessions}
              onChoose={({ id }) => choose({ chosen: id })}
              now={now}
            />
          )}
        </div>
        <SidePanel
          key={chosen ?? ''}
          chosen={chosen}
          canChange={canChange}
          onClose={close}
          onChanged={refresh}
          now={now}
        />
      </div>
    </AdminFrame>
  );
};
