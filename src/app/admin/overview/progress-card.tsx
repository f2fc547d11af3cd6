import type { ProgrammeOverviewReply } from '../../../protocol/programme-overview.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Card } from '../../ui/card/card.tsx';
import { ChartFrame } from '../../ui/chart/chart-frame.tsx';
import { HundredDots } from '../../ui/chart/hundred-dots.tsx';
import { wholePercent } from '../followup/month-words.ts';
import { TracksTable } from '../followup/tracks-table.tsx';
import money from './money-card.module.css';

/** How many are on the way to completing, against the goal that the programme is measured by (DASH-3). */
export const ProgressCard = ({ total, tracks }: Pick<ProgrammeOverviewReply, 'total' | 'tracks'>) => {
  const { progress: words, chart, tracks: names } = useFollowupText();
  const { language } = useLanguage();
  const filled = wholePercent(total.onTrack, total.offeredTo);
  return (
    <Card aria-labelledby="overview-progress">
      <h2 id="overview-progress" className={money['title']}>
        {words.title}
      </h2>
      {total.offeredTo === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <>
          <p className={money['key']}>
            <span className={`${money['value']} num`}>{formatPercent(language, filled / 100)}</span>{' '}
            <span className="muted num">{words.of({ n: formatNumber(language, total.offeredTo) })}</span>
          </p>
          <ChartFrame
            label={words.title}
            words={chart}
            chart={
              <HundredDots
                filled={filled}
                goal={80}
                goalWord={words.goal}
                label={words.dots({ n: filled })}
              />
            }
            table={<TracksTable tracks={tracks} />}
          />
          <ul className="num">
            {tracks.map(({ track, offeredTo, onTrack }) => (
              <li key={track}>
                {words.track({
                  track: names[track],
                  percent: formatPercent(language, wholePercent(onTrack, offeredTo) / 100),
                  n: formatNumber(language, offeredTo),
                })}
              </li>
            ))}
          </ul>
          <p className="num">{words.completed({ n: formatNumber(language, total.completed) })}</p>
          <p className="muted">{words.means}</p>
        </>
      )}
    </Card>
  );
};
