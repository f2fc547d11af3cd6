import { AdministratorActReply, type ListedInvitation } from '../../../protocol/administrators.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { RoleTags } from './role-tags.tsx';
import { useSensitiveAct } from './use-act.ts';
import styles from './access.module.css';

type InvitationsProps = { readonly invitations: readonly ListedInvitation[]; readonly onChanged: () => void };

const useColumns = (onWithdraw: (id: string) => void): readonly Column<ListedInvitation>[] => {
  const { accounts } = useAdminAccessText();
  const { invitations: words } = accounts;
  const { language } = useLanguage();
  return [
    { key: 'name', header: accounts.column.name, isRowHeader: true, cell: ({ name }) => name },
    { key: 'roles', header: accounts.column.roles, cell: ({ roles }) => <RoleTags roles={roles} /> },
    {
      key: 'until',
      header: words.until,
      cell: ({ expiresAt }) => <span className="num">{formatDateTime(language, expiresAt)}</span>,
    },
    {
      key: 'act',
      header: accounts.column.act,
      cell: ({ id, name }) => (
        <Button size="s" aria-label={words.withdrawOf({ name })} onClick={() => onWithdraw(id)}>
          {words.withdraw}
        </Button>
      ),
    },
  ];
};

/** Links that nobody has used yet. */
export const Invitations = ({ invitations, onChanged }: InvitationsProps) => {
  const { accounts } = useAdminAccessText();
  const { invitations: words } = accounts;
  const { act, failure } = useSensitiveAct();
  const withdraw = async (id: string): Promise<void> => {
    const path = `/api/admin/invitations/${encodeURIComponent(id)}/withdraw`;
    if ((await act(path, {}, AdministratorActReply)) !== undefined) onChanged();
  };
  const columns = useColumns((id) => void withdraw(id));
  if (invitations.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="invited">
      <h2 id="invited">{words.title}</h2>
      <FailureBanner failure={failure} />
      <Card padded={false} className={styles['table']}>
        <Table caption={words.caption} columns={columns} rows={invitations} rowKey={({ id }) => id} />
      </Card>
    </section>
  );
};
