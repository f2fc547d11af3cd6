import { ShowBackupsReply, type BackupTrouble } from '../../../protocol/backups.ts';
import { useAdminBackupsText } from '../../text/admin-backups-text.ts';
import { formatDateTime, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Card } from '../../ui/card/card.tsx';
import { usePolled } from '../admin-api.ts';
import backupStyles from './backups-card.module.css';
import styles from './access.module.css';

const askEveryMs = 60_000;

const megabytesOf = (bytes: number): number => Math.max(1, Math.round(bytes / 1_000_000));

const toneOf = (trouble: BackupTrouble): 'neutral' | 'attention' | 'stop' =>
  trouble === 'demo' ? 'neutral' : trouble === 'none-yet' ? 'attention' : 'stop';

const Standing = ({ trouble, failedAt }: Pick<ShowBackupsReply, 'trouble' | 'failedAt'>) => {
  const words = useAdminBackupsText();
  const { language } = useLanguage();
  if (trouble === null)
    return (
      <Banner tone="in" title={words.well}>
        <p>{words.wellWhy}</p>
      </Banner>
    );
  const { title, what } = words.trouble[trouble];
  return (
    <Banner tone={toneOf(trouble)} title={title}>
      <p>{what}</p>
      {failedAt !== null && <p>{words.failedAt({ when: formatDateTime(language, failedAt) })}</p>}
    </Banner>
  );
};

const Facts = ({ lastGood }: Pick<ShowBackupsReply, 'lastGood'>) => {
  const words = useAdminBackupsText();
  const { language } = useLanguage();
  return (
    <dl className={backupStyles['facts']}>
      <div>
        <dt>{words.last}</dt>
        <dd className="num">{lastGood === null ? words.none : formatDateTime(language, lastGood.at)}</dd>
      </div>
      {lastGood !== null && (
        <>
          <div>
            <dt>{words.verified}</dt>
            <dd className="num">{formatDateTime(language, lastGood.verifiedAt)}</dd>
          </div>
          <div>
            <dt>{words.size}</dt>
            <dd className="num">
              {words.bytes({
                megabytes: formatNumber(language, megabytesOf(lastGood.bytes)),
                rows: formatNumber(language, lastGood.rows),
              })}
            </dd>
          </div>
        </>
      )}
    </dl>
  );
};

/** The last good backup, whether it has been proven, and what somebody has to see to (BACKUP-3). */
export const BackupsCard = () => {
  const words = useAdminBackupsText();
  const { language } = useLanguage();
  const { value } = usePolled('/api/admin/backups', ShowBackupsReply, askEveryMs);
  if (value === undefined) return null;
  const { trouble, lastGood, failedAt, restored } = value;
  return (
    <section className={styles['section']} aria-labelledby="backups">
      <h2 id="backups">{words.title}</h2>
      <Card className={styles['card']}>
        <div className="stack">
          <Standing trouble={trouble} failedAt={failedAt} />
          <Facts lastGood={lastGood} />
          {restored !== null && (
            <p>
              {words.restored({
                when: formatDateTime(language, restored.at),
                copyOf: formatDateTime(language, restored.copyOf),
              })}
            </p>
          )}
        </div>
      </Card>
    </section>
  );
};
