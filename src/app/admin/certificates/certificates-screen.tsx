/** /admin/manad/:manad/intyg: who has certified the month; reminders, forms on paper and what comes back (CERT-4, CERT-5). */
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { monthSpan, MonthText } from '../../../domain/certify-month.ts';
import { instantAt, monthOf } from '../../../domain/time.ts';
import {
  ListCertificatesReply,
  RemindReply,
  type CertifyingPerson,
} from '../../../protocol/list-certificates.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminCertifyText } from '../../text/admin-certify-text.ts';
import { formatDayAndMonth, formatMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { fullName } from '../sessions/person-name.ts';
import { CertificatesTable } from './certificates-table.tsx';
import { PaperDialog } from './paper-dialog.tsx';
import { usePrintForms } from './use-print-forms.tsx';
import styles from './certificates-screen.module.css';

type Shown = 'left' | 'done' | 'all';

const isLeft = ({ standing }: CertifyingPerson): boolean =>
  standing === 'to-certify' || standing === 'reopened' || standing === 'waiting';
const isDone = ({ standing }: CertifyingPerson): boolean =>
  standing === 'certified' || standing === 'approved';
const isShown: Readonly<Record<Shown, (person: CertifyingPerson) => boolean>> = {
  left: isLeft,
  done: isDone,
  all: () => true,
};
const canPrint = ({ rows }: CertifyingPerson): boolean =>
  rows.some(({ isAsked, state }) => isAsked && state !== 'certified');
const perPage = 50;

type ListProps = { readonly list: ListCertificatesReply; readonly refresh: () => void };

const Remind = ({ list, people, refresh }: ListProps & { readonly people: readonly CertifyingPerson[] }) => {
  const words = useAdminCertifyText();
  const callWords = useCallWords();
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const [isSending, setIsSending] = useState(false);
  const reachable = people.filter(
    ({ canBeWritten, standing }) => canBeWritten && (standing === 'to-certify' || standing === 'reopened'),
  );
  const remind = async (): Promise<void> => {
    setIsSending(true);
    const body = { month: list.month, participants: reachable.map(({ participant }) => participant) };
    const answer = await send('/api/admin/certificates/remind', body, RemindReply);
    setIsSending(false);
    const done = answer.ok ? words.remindDone({ n: answer.value.queued }) : callWords(answer.error).title;
    setSaid(done);
    announce(done, 'polite');
    refresh();
  };
  if (!list.canSend) return <p className="muted">{words.noMail}</p>;
  return (
    <>
      <Button
        variant="primary"
        icon="envelope"
        disabledReason={isSending ? words.reminding : reachable.length === 0 ? words.remindNobody : undefined}
        onClick={() => void remind()}
      >
        {words.remind({ n: reachable.length })}
      </Button>
      {said !== '' && <p>{said}</p>}
    </>
  );
};

const Summary = ({ list }: Pick<ListProps, 'list'>) => {
  const words = useAdminCertifyText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const last = instantAt(list.certifyBy, '23:59');
  const day = formatDayAndMonth(language, last);
  return (
    <p>
      <b>{words.sum({ done: list.people.filter(isDone).length, all: list.people.length })}</b>{' '}
      {now > last ? words.wasBy({ day }) : words.by({ day })}
    </p>
  );
};

const People = ({ list, refresh }: ListProps) => {
  const words = useAdminCertifyText();
  const announce = useAnnounce();
  const may = useMay();
  const [shown, setShown] = useState<Shown>('left');
  const [search, setSearch] = useState('');
  const [pages, setPages] = useState(1);
  const [paper, setPaper] = useState<string>();
  const { print, pages: printed } = usePrintForms(list);
  const wanted = search.trim().toLocaleLowerCase('sv');
  const found = list.people.filter(
    (person) => isShown[shown](person) && fullName(person).toLocaleLowerCase('sv').includes(wanted),
  );
  const toPrint = found.filter((person) => isLeft(person) && canPrint(person));
  const chosen = list.people.find(({ participant }) => participant === paper);
  const option = (value: Shown) => ({
    value,
    label: words.filter[value]({ n: list.people.filter(isShown[value]).length }),
  });
  return (
    <div className="stack">
      <Summary list={list} />
      <div className={styles['tools']}>
        {may('reviewer') && <Remind list={list} people={found} refresh={refresh} />}
        {toPrint.length > 0 && (
          <Button icon="printer" onClick={() => print(toPrint)}>
            {words.printAll({ n: toPrint.length })}
          </Button>
        )}
      </div>
      <div className={styles['tools']}>
        <SegmentedControl
          label={words.filter.label}
          options={[option('left'), option('done'), option('all')]}
          value={shown}
          onChange={(value) => {
            setShown(value);
            setPages(1);
          }}
        />
        <div className={styles['search']}>
          <SearchField size="m" label={words.search} value={search} maxLength={100} onChange={setSearch} />
        </div>
      </div>
      <CertificatesTable
        people={found.slice(0, pages * perPage)}
        onPrint={(person) => print([person])}
        onPaper={may('reviewer') ? ({ participant }) => setPaper(participant) : undefined}
      />
      {found.length > pages * perPage && (
        <div className={styles['tools']}>
          <Button onClick={() => setPages(pages + 1)}>
            {words.more({ n: Math.min(perPage, found.length - pages * perPage) })}
          </Button>
          <p className="muted">{words.shown({ shown: pages * perPage, all: found.length })}</p>
        </div>
      )}
      {chosen !== undefined && (
        <PaperDialog
          person={chosen}
          list={list}
          onClose={() => setPaper(undefined)}
          onChanged={refresh}
          onRecorded={(person) => {
            setPaper(undefined);
            announce(words.dialog.done({ name: fullName(person) }), 'polite');
            refresh();
          }}
        />
      )}
      {printed}
    </div>
  );
};

/** The month next to another, by name. */
const monthBeside = (month: string, direction: -1 | 1): string => {
  const { from, to } = monthSpan(month);
  return monthOf(direction === 1 ? to : from - 1);
};

const MonthLinks = ({ month }: { readonly month: string }) => {
  const words = useAdminCertifyText();
  return (
    <nav className={styles['links']} aria-label={words.months}>
      <Link to={`/admin/manad/${month}`}>{words.back}</Link>
      <Link to={`/admin/manad/${monthBeside(month, -1)}/intyg`}>{words.before}</Link>
      <Link to={`/admin/manad/${monthBeside(month, 1)}/intyg`}>{words.after}</Link>
    </nav>
  );
};

const OfMonth = ({ month }: { readonly month: string }) => {
  const words = useAdminCertifyText();
  const { language } = useLanguage();
  const path = `/api/admin/certificates?month=${month}`;
  const { value, failure, refresh } = usePolled(path, ListCertificatesReply, 60_000);
  const name = formatMonth(language, monthSpan(month).from).toLocaleLowerCase(language);
  return (
    <AdminFrame
      title={words.title({ month: language === 'sv' ? name : formatMonth(language, monthSpan(month).from) })}
    >
      <MonthLinks month={month} />
      {value === undefined && failure !== undefined && <Banner tone="attention" title={words.failed} />}
      {value === undefined && failure === undefined && <Skeleton rows={8} />}
      {value !== undefined &&
        (value.people.length === 0 ? (
          <EmptyState icon="signature" title={words.nobody} />
        ) : (
          <People key={month} list={value} refresh={refresh} />
        ))}
    </AdminFrame>
  );
};

/** The month in the address, or the latest that is over. */
export const CertificatesScreen = () => {
  const { manad = '' } = useParams();
  const latest = monthBeside(monthOf(useNow(3_600_000)), -1);
  return <OfMonth month={MonthText.safeParse(manad).success ? manad : latest} />;
};
