import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { UnitFeedbackReply } from '../../../protocol/unit-feedback.ts';
import { useNow } from '../../device/clock.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatDate, formatDayKey, formatHours } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmblemSlot } from '../../ui/emblem-slot/emblem-slot.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { FeedbackTable } from './feedback-table.tsx';
import { SaveCsv } from './save-csv.tsx';
import { SendFeedbackDialog } from './send-feedback-dialog.tsx';
import styles from './feedback.module.css';

/** A workplace in the address; the whole unit is asked for by leaving it out. */
type Chosen = { readonly unit: string; readonly workplace: string | null };

type PartProps = { readonly page: UnitFeedbackReply; readonly chosen: Chosen };

const whereOf = ({ unit, workplace }: Chosen): string =>
  workplace === null ? unitName(unit) : `${workplace}, ${unitName(unit)}`;

const SendPart = ({ page, chosen, onSent }: PartProps & { readonly onSent: () => void }) => {
  const { feedback: words } = useFollowupText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const may = useMay();
  const [isOpen, setIsOpen] = useState(false);
  const [said, setSaid] = useState<string>();
  if (!may('planner', 'approver')) return null;
  if (page.from === null) return <p className="muted">{words.noServer}</p>;
  return (
    <>
      <Button icon="envelope" onClick={() => setIsOpen(true)}>
        {words.send}
      </Button>
      {said !== undefined && <p>{said}</p>}
      {said === undefined && page.address !== null && page.sentAt !== null && (
        <p className="muted">
          {words.lastSent({ address: page.address, when: formatDate(language, page.sentAt) })}
        </p>
      )}
      {isOpen && (
        <SendFeedbackDialog
          {...chosen}
          where={whereOf(chosen)}
          lastAddress={page.address ?? ''}
          onClose={() => setIsOpen(false)}
          onSent={(n, address) => {
            setIsOpen(false);
            const done = words.sent({ n, address });
            setSaid(done);
            announce(done, 'polite');
            onSent();
          }}
        />
      )}
    </>
  );
};

const List = ({ page, chosen, onSent }: PartProps & { readonly onSent: () => void }) => {
  const { feedback: words } = useFollowupText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const where = whereOf(chosen);
  const day = formatDayKey(now);
  if (page.people.length === 0) return <EmptyState icon="users-three" title={words.nobody} />;
  return (
    <>
      <div className={`${styles['bar']} no-print`}>
        <Button variant="primary" icon="printer" onClick={() => window.print()}>
          {words.print}
        </Button>
        <SendPart page={page} chosen={chosen} onSent={onSent} />
        <SaveCsv
          label={where}
          from={day}
          to={day}
          table={{
            name: `deltagande-${chosen.unit}`,
            head: [words.name, words.workplace, words.role, words.sessions, words.hours, words.left],
            rows: page.people.map((person) => [
              `${person.given} ${person.family}`.trim(),
              person.workplace,
              words.roles[person.role],
              words.of({ n: person.attended.length, all: person.offeredSessions }),
              person.minutes / 60,
              person.leftMinutes / 60,
            ]),
          }}
        />
      </div>
      <article className={styles['paper']}>
        <header className={styles['head']}>
          <div>
            <h2>{words.caption({ where })}</h2>
            <p className="muted num">
              {words.asOf({ date: formatDate(language, now) })}
              {` · ${words.hours}: ${formatHours(
                language,
                page.people.reduce((sum, { minutes }) => sum + minutes, 0),
              )}`}
            </p>
          </div>
          <EmblemSlot />
        </header>
        <FeedbackTable where={where} people={page.people} hasWorkplaces={chosen.workplace === null} />
        <p className={styles['foot']}>{words.foot}</p>
      </article>
    </>
  );
};

/** /admin/uppfoljning/enheter: what a unit's or a workplace's manager is told of their own staff (DASH-9). */
export const FeedbackScreen = () => {
  const { feedback: words } = useFollowupText();
  const [params, setParams] = useSearchParams();
  const chosen: Chosen = { unit: params.get('unit') ?? '', workplace: params.get('workplace') };
  const query = new URLSearchParams({
    unit: chosen.unit,
    ...(chosen.workplace === null ? {} : { workplace: chosen.workplace }),
  });
  const { value, refresh } = usePolled(
    `/api/admin/followup/units?${query.toString()}`,
    UnitFeedbackReply,
    120_000,
  );
  const unit = value?.units.find((one) => one.unit === chosen.unit);
  return (
    <AdminFrame title={words.title}>
      <p className="muted no-print">{words.lead}</p>
      {value === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <div className={`${styles['bar']} no-print`}>
            <SelectField
              label={words.unit}
              value={chosen.unit}
              options={[
                { value: '', label: words.choose },
                ...value.units.map((one) => ({
                  value: one.unit,
                  label: words.option({ name: unitName(one.unit), n: one.people }),
                })),
              ]}
              onChange={({ target }) => setParams(target.value === '' ? {} : { unit: target.value })}
            />
            {unit !== undefined && (
              <SelectField
                label={words.workplace}
                value={chosen.workplace ?? ''}
                options={[
                  { value: '', label: words.wholeUnit },
                  ...unit.workplaces.map((name) => ({ value: name, label: name })),
                ]}
                onChange={({ target }) =>
                  setParams(
                    target.value === ''
                      ? { unit: chosen.unit }
                      : { unit: chosen.unit, workplace: target.value },
                  )
                }
              />
            )}
          </div>
          {unit === undefined ? (
            <EmptyState icon="users-three" title={words.nothing}>
              <p>{words.nothingDetail}</p>
            </EmptyState>
          ) : (
            <List key={query.toString()} page={value} chosen={chosen} onSent={refresh} />
          )}
        </>
      )}
    </AdminFrame>
  );
};
