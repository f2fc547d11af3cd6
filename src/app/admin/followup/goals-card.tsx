import { unitName } from '../../../domain/programme.ts';
import type { FollowUpReply } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { PlanBar } from '../../ui/chart/plan-bar.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { OnTrackShare } from '../overview/units-table.tsx';
import { wholePercent } from './month-words.ts';
import { SaveCsv } from './save-csv.tsx';
import { TableCard } from './table-card.tsx';
import styles from './followup.module.css';

type Lacking = FollowUpReply['together']['lacking'][number];

const goal = 80;

const TrackGoal = ({ track }: { readonly track: FollowUpReply['tracks'][number] }) => {
  const { followUp: words, tracks } = useFollowupText();
  const { language } = useLanguage();
  const { offeredTo, onTrack, completed } = track;
  const percent = formatPercent(language, wholePercent(onTrack, offeredTo) / 100);
  return (
    <div className={styles['goal']}>
      <h3>{`${words.goal.complete}: ${tracks[track.track].toLowerCase()}`}</h3>
      <PlanBar
        isWide
        label={`${words.goal.onTrack({ percent })}, ${words.goal.goalAt({ percent: formatPercent(language, goal / 100) })}`}
        solid={wholePercent(onTrack, offeredTo)}
        tick={goal}
        most={100}
      />
      <p className="num">
        <OnTrackShare onTrack={onTrack} offeredTo={offeredTo} />
        {` ${words.groups.onTrack.toLowerCase()}. `}
        {words.goal.completeDetail({
          completed: formatNumber(language, completed),
          n: formatNumber(language, offeredTo),
        })}
      </p>
    </div>
  );
};

const LackingTable = ({ lacking }: { readonly lacking: readonly Lacking[] }) => {
  const { followUp, units } = useFollowupText();
  const { lacking: words } = followUp;
  const columns: readonly Column<Lacking>[] = [
    {
      key: 'workplace',
      header: words.workplace,
      isRowHeader: true,
      cell: ({ workplace }) => workplace || words.noWorkplace,
    },
    { key: 'unit', header: units.unit, cell: ({ unit }) => unitName(unit) },
    {
      key: 'manager',
      header: words.manager,
      cell: ({ hasManager }) => (hasManager ? words.yes : words.no),
    },
    {
      key: 'key',
      header: words.keyPerson,
      cell: ({ hasKeyPerson }) => (hasKeyPerson ? words.yes : words.no),
    },
  ];
  return (
    <Table
      caption={words.caption}
      columns={columns}
      rows={lacking}
      rowKey={({ unit, workplace }) => `${unit}/${workplace}`}
    />
  );
};

/** The goals that attendance decides: the series, and somebody to carry it on at every workplace (DASH-3, DASH-6). */
export const GoalsCard = ({ page }: { readonly page: FollowUpReply }) => {
  const { followUp: words, units, tracks: tracksNames } = useFollowupText();
  const { language } = useLanguage();
  const { together, tracks, from, to } = page;
  const number = (n: number): string => formatNumber(language, n);
  const percent = wholePercent(together.atWorkplace, together.employees);
  const said = words.goal.togetherDetail({
    n: number(together.atWorkplace),
    all: number(together.employees),
  });
  return (
    <TableCard
      title={words.goals}
      isWide
      from={from}
      to={to}
      table={{
        name: 'mal',
        head: [words.goals, words.groups.group, words.goal.count, words.deviations.of, words.goal.target],
        rows: [
          ...tracks.flatMap(({ track, onTrack, completed, offeredTo }) => [
            [
              words.groups.onTrack,
              tracksNames[track],
              onTrack,
              offeredTo,
              formatPercent(language, goal / 100),
            ],
            [
              words.groups.completed,
              tracksNames[track],
              completed,
              offeredTo,
              formatPercent(language, goal / 100),
            ],
          ]),
          [
            words.goal.together,
            tracksNames.employee,
            together.atWorkplace,
            together.employees,
            formatPercent(language, 1),
          ],
        ],
      }}
    >
      <div className={styles['goals']}>
        {tracks.map((track) => (
          <TrackGoal key={track.track} track={track} />
        ))}
        <div className={styles['goal']}>
          <h3>{words.goal.together}</h3>
          <PlanBar isWide label={said} solid={percent} tick={100} most={100} />
          <p className="num">
            <b>{formatPercent(language, percent / 100)}</b> {said}{' '}
            {words.goal.inUnit({ n: number(together.inUnit) })}
          </p>
          {together.lacking.length === 0 ? (
            <p>{words.lacking.none}</p>
          ) : (
            <details className={styles['lacking']}>
              <summary>{`${words.lacking.caption} (${number(together.lacking.length)})`}</summary>
              <LackingTable lacking={together.lacking} />
              <SaveCsv
                label={words.lacking.caption}
                from={from}
                to={to}
                table={{
                  name: 'arbetsplatser-utan-chef-eller-nyckelperson',
                  head: [units.unit, words.lacking.workplace, words.lacking.manager, words.lacking.keyPerson],
                  rows: together.lacking.map(({ unit, workplace, hasManager, hasKeyPerson }) => [
                    unitName(unit),
                    workplace,
                    hasManager ? words.lacking.yes : words.lacking.no,
                    hasKeyPerson ? words.lacking.yes : words.lacking.no,
                  ]),
                }}
              />
            </details>
          )}
        </div>
      </div>
    </TableCard>
  );
};
