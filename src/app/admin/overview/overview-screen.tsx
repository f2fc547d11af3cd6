import type { ProgrammeOverviewReply as Overview } from '../../../protocol/programme-overview.ts';
import { ProgrammeOverviewReply } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { ScreenLink } from '../access/screen-link.tsx';
import { AdminFrame } from '../admin-frame.tsx';
import { AttentionStrip } from './attention-strip.tsx';
import { MoneyCard } from './money-card.tsx';
import { ProgressCard } from './progress-card.tsx';
import { UnitsTable } from './units-table.tsx';
import styles from './overview-screen.module.css';

const Figures = ({ page }: { readonly page: Overview }) => (
  <div className={styles['figures']}>
    <div className={styles['left']}>
      <MoneyCard page={page} />
      <ProgressCard total={page.total} tracks={page.tracks} />
    </div>
    <Card padded={false} className={styles['units']}>
      <UnitsTable units={page.units} total={page.total} />
    </Card>
  </div>
);

/** /admin: what needs a person now, then how far the programme has come: approved, waiting and planned apart (ADM-4). */
export const OverviewScreen = () => {
  const { overview: words } = useAdminText();
  const { value } = usePolled('/api/admin/overview', ProgrammeOverviewReply, 10_000);
  return (
    <AdminFrame title={words.title}>
      {value === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <AttentionStrip attention={value.attention} />
          {value.total.participants === 0 ? (
            <EmptyState
              icon="users-three"
              title={words.empty.title}
              action={
                <ScreenLink href="/admin/deltagare/import" variant="primary" icon="file-arrow-up">
                  {words.empty.participants}
                </ScreenLink>
              }
            >
              <p>{words.empty.detail}</p>
            </EmptyState>
          ) : (
            <Figures page={value} />
          )}
        </>
      )}
    </AdminFrame>
  );
};
