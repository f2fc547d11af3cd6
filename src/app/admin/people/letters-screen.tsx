/** /admin/utskick: personal links to a group, by e-mail or as a file to merge letters from (MAIL-5, MAIL-6). */
import { useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { ListLettersReply, SendLinksReply } from '../../../protocol/letters.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminPeopleText, type AdminPeopleText } from '../../text/admin-people-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { saveFile } from '../save-file.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';
import { LetterTag } from './letter-tag.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import styles from './people.module.css';

const askEveryMs = 5000;
const listEveryMs = 20_000;

const pathOf = (cohort: string): string => `/api/admin/letters?cohort=${encodeURIComponent(cohort)}`;

type Person = ListLettersReply['people'][number];

const columnsOf = ({ letters }: AdminPeopleText, language: Language): readonly Column<Person>[] => [
  {
    key: 'name',
    header: letters.column.name,
    isRowHeader: true,
    cell: (person) => <Link to={`/admin/deltagare/${person.participant}`}>{fullName(person)}</Link>,
  },
  {
    key: 'state',
    header: letters.column.state,
    cell: ({ state, error }) => <LetterTag state={state} error={error} />,
  },
  {
    key: 'when',
    header: letters.column.when,
    cell: ({ at }) => <span className="num">{at === null ? '–' : formatDateTime(language, at)}</span>,
  },
];

/** Those who get a link when the button is pressed: the server decides by the same rule (MAIL-3). */
const wanting = (people: readonly Person[]): number =>
  people.filter(({ state, hasAddress }) => hasAddress && (state === 'none' || state === 'failed')).length;

type ActsProps = {
  readonly cohort: string;
  readonly value: ListLettersReply;
  readonly onChange: () => void;
};

const FileActs = ({ cohort }: { readonly cohort: string }) => {
  const { letters: words } = useAdminPeopleText();
  const ask = useFreshSignIn();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [failure, setFailure] = useState<CallFailure>();
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    setFailure(undefined);
    const answer = await ask(() => saveFile('/api/admin/letters/file', { cohort, format }));
    if (!answer.ok) return setFailure(answer.error);
    announce(words.saved, 'polite');
  };
  return (
    <>
      <h2>{words.file}</h2>
      <p>{words.fileHint}</p>
      {failure !== undefined && (
        <Banner role="alert" tone="stop" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      <div className={styles['acts']}>
        <Button size="s" icon="download-simple" onClick={() => void save('xlsx')}>
          {words.xlsx}
        </Button>
        <Button size="s" icon="file-csv" onClick={() => void save('csv')}>
          {words.csv}
        </Button>
      </div>
    </>
  );
};

const SendActs = ({ cohort, value, onChange }: ActsProps) => {
  const { letters: words } = useAdminPeopleText();
  const [isOpen, setIsOpen] = useState(false);
  const close = useCallback(() => setIsOpen(false), []);
  const n = wanting(value.people);
  const reason = value.from === null ? words.noServerShort : n === 0 ? words.nothingToSend : undefined;
  return (
    <>
      <Button
        variant="primary"
        icon="paper-plane-tilt"
        disabledReason={reason}
        onClick={() => setIsOpen(true)}
      >
        {n === 0 ? words.sendNone : words.send({ n })}
      </Button>
      {reason !== undefined && <p className="muted">{reason}.</p>}
      {isOpen && (
        <ActDialog
          title={words.confirm.title({ n })}
          confirm={words.send({ n })}
          act={() => send('/api/admin/letters/send', { cohort }, SendLinksReply)}
          done={({ queued, withoutAddress }) => words.queued({ n: queued, without: withoutAddress })}
          onDone={onChange}
          onClose={close}
        >
          <p>{words.confirm.detail}</p>
          <p>{words.confirm.once}</p>
        </ActDialog>
      )}
    </>
  );
};

const Group = ({ cohort }: { readonly cohort: string }) => {
  const words = useAdminPeopleText();
  const { language } = useLanguage();
  const may = useMay();
  const { value, refresh } = usePolled(pathOf(cohort), ListLettersReply, askEveryMs);
  if (value === undefined) return <Skeleton rows={8} />;
  const counts = value.cohorts.find(({ id }) => id === cohort);
  if (value.people.length === 0)
    return (
      <EmptyState icon="users-three" title={words.letters.nobody.title}>
        {words.letters.nobody.detail}
      </EmptyState>
    );
  return (
    <>
      <p role="status" className={styles['lead']}>
        <strong>{counts === undefined ? '' : words.letters.summary(counts)}</strong>
      </p>
      {may('planner') && (
        <div className={styles['columns']}>
          <Card className={styles['card']} aria-label={words.letters.sendNone}>
            <h2>{words.letters.sendNone}</h2>
            {value.from !== null && <p>{words.letters.from({ address: value.from })}</p>}
            <SendActs cohort={cohort} value={value} onChange={refresh} />
          </Card>
          <Card className={styles['card']} aria-label={words.letters.file}>
            <FileActs cohort={cohort} />
          </Card>
        </div>
      )}
      <Card padded={false} className={`${styles['table']} ${styles['below']}`}>
        <Table
          caption={words.letters.caption}
          columns={columnsOf(words, language)}
          rows={value.people}
          rowKey={({ participant }) => participant}
        />
      </Card>
    </>
  );
};

export const LettersScreen = () => {
  const { letters: words } = useAdminPeopleText();
  const [query, setQuery] = useSearchParams();
  const cohort = query.get('grupp') ?? '';
  const { value } = usePolled(pathOf(''), ListLettersReply, listEveryMs);
  return (
    <AdminFrame title={words.title}>
      <PeopleTabs />
      <p className={styles['lead']}>{words.lead}</p>
      {value?.from === null && (
        <Banner tone="attention" title={words.noServer.title}>
          {words.noServer.detail}
        </Banner>
      )}
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <div className={styles['filters']}>
            <SelectField
              label={words.group}
              value={cohort}
              options={[
                { value: '', label: words.choose },
                ...value.cohorts.map(({ id, name, unit, sent, people }) => ({
                  value: id,
                  label: words.option({ name, unit: unitName(unit), sent, people }),
                })),
              ]}
              onChange={(change) =>
                setQuery(change.target.value === '' ? {} : { grupp: change.target.value })
              }
            />
          </div>
          {cohort === '' ? (
            <EmptyState icon="paper-plane-tilt" title={words.start.title}>
              {words.start.detail}
            </EmptyState>
          ) : (
            <Group key={cohort} cohort={cohort} />
          )}
        </>
      )}
    </AdminFrame>
  );
};
