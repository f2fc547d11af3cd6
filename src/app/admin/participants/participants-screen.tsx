import { useEffect, useState } from 'react';
import { CohortId, UnitId } from '../../../domain/ids.ts';
import { units } from '../../../domain/programme.ts';
import type {
  ListedParticipant,
  ListParticipantsReply,
  ListParticipantsRequest,
} from '../../../protocol/list-participants.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { PeopleTabs } from '../people/people-tabs.tsx';
import { ParticipantsTable } from './participants-table.tsx';
import { ReissueDialog } from './reissue-dialog.tsx';
import { isNumberLike, useFound } from './use-found.ts';
import styles from './participants-screen.module.css';

type Asked = ListParticipantsRequest;
const everybody: Asked = { search: '', unit: null, cohort: null, page: 1 };

type FiltersProps = {
  readonly asked: Asked;
  readonly onChange: (change: Partial<Asked>) => void;
  readonly cohorts: ListParticipantsReply['cohorts'];
  /** There are more groups than anybody chooses among: those of one unit are shown (BIG-1). */
  readonly hasTooMany: boolean;
};

const Filters = ({ asked, onChange, cohorts, hasTooMany }: FiltersProps) => {
  const { participants: words } = useAdminText();
  const within = cohorts.filter(({ unit }) => asked.unit === null || unit === asked.unit);
  return (
    <div className={styles['filters']}>
      <div className={styles['search']}>
        <SearchField
          label={words.search}
          size="m"
          value={asked.search}
          maxLength={100}
          onChange={(search) => onChange({ search })}
        />
      </div>
      <SelectField
        label={words.unit}
        value={asked.unit ?? ''}
        options={[{ value: '', label: words.allUnits }, ...units.map(([value, label]) => ({ value, label }))]}
        onChange={(change) =>
          onChange({
            unit: change.target.value === '' ? null : UnitId.parse(change.target.value),
            cohort: null,
          })
        }
      />
      <SelectField
        label={words.cohort}
        value={asked.cohort ?? ''}
        options={[
          { value: '', label: hasTooMany ? words.unitFirst : words.allCohorts },
          ...within.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(change) =>
          onChange({ cohort: change.target.value === '' ? null : CohortId.parse(change.target.value) })
        }
      />
    </div>
  );
};

type PagesProps = Pick<ListParticipantsReply, 'page' | 'pages'> & { readonly onPage: (page: number) => void };

const Pages = ({ page, pages, onPage }: PagesProps) => {
  const { participants: words } = useAdminText();
  if (pages === 1) return null;
  return (
    <nav aria-label={words.pages} className={styles['pages']}>
      {page > 1 && (
        <Button size="s" icon="caret-left" onClick={() => onPage(page - 1)}>
          {words.previous}
        </Button>
      )}
      <span className="num">{words.page({ page, pages })}</span>
      {page < pages && (
        <Button size="s" iconEnd="caret-right" onClick={() => onPage(page + 1)}>
          {words.nextPage}
        </Button>
      )}
    </nav>
  );
};

/** /admin/deltagare: who takes part, found by name, card code, unit or group; never by a number (ADM-5). */
export const ParticipantsScreen = () => {
  const { participants: words } = useAdminText();
  const { language } = useLanguage();
  const may = useMay();
  const [asked, setAsked] = useState<Asked>(everybody);
  const [person, setPerson] = useState<ListedParticipant | undefined>();
  const { found, refresh } = useFound(asked);
  const change = (next: Partial<Asked>): void => setAsked((before) => ({ ...before, page: 1, ...next }));
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, [asked.page]);
  return (
    <AdminFrame
      title={words.title}
      actions={
        <ScreenLink size="s" href="/admin/deltagare/import" icon="file-arrow-up">
          {words.importParticipants}
        </ScreenLink>
      }
    >
      <PeopleTabs />
      <Filters
        asked={asked}
        onChange={change}
        cohorts={found?.cohorts ?? []}
        hasTooMany={
          asked.unit === null &&
          found?.cohorts.length === 0 &&
          found.people.some(({ cohort }) => cohort !== null)
        }
      />
      {isNumberLike(asked.search) && <Banner role="status" tone="attention" title={words.noNumbers} />}
      {found === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <p role="status" className={styles['count']}>
            {words.found({ n: found.total, total: formatNumber(language, found.total) })}
          </p>
          <Card padded={false} className={styles['table']}>
            <ParticipantsTable
              people={found.people}
              onReissue={may('planner') ? setPerson : undefined}
              empty={
                <EmptyState icon="magnifying-glass" title={words.none}>
                  <p>{words.noneHint}</p>
                </EmptyState>
              }
            />
          </Card>
          <Pages page={found.page} pages={found.pages} onPage={(page) => change({ page })} />
        </>
      )}
      <ReissueDialog person={person} onClose={() => setPerson(undefined)} onReissued={refresh} />
    </AdminFrame>
  );
};
