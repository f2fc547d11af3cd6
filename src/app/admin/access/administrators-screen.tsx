import { useState } from 'react';
import { ListAdministratorsReply, type ListedAdministrator } from '../../../protocol/administrators.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { BackupsCard } from './backups-card.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { RetentionCard } from './retention-card.tsx';
import { RoleTags } from './role-tags.tsx';
import styles from './access.module.css';

const askEveryMs = 15_000;

const useColumns = (
  onChange: (account: ListedAdministrator) => void,
): readonly Column<ListedAdministrator>[] => {
  const { accounts: words } = useAdminAccessText();
  const { language } = useLanguage();
  return [
    {
      key: 'name',
      header: words.column.name,
      isRowHeader: true,
      cell: ({ name, isMe, isDisabled }) => (
        <span className={styles['tags']}>
          {name}
          {isMe && <Tag tone="outline">{words.me}</Tag>}
          {isDisabled && (
            <Tag tone="stop" icon="prohibit">
              {words.disabled}
            </Tag>
          )}
        </span>
      ),
    },
    { key: 'roles', header: words.column.roles, cell: ({ roles }) => <RoleTags roles={roles} /> },
    {
      key: 'signedIn',
      header: words.column.signedIn,
      cell: ({ lastSignedInAt }) => (
        <span className="num">
          {lastSignedInAt === null ? words.never : formatDateTime(language, lastSignedInAt)}
        </span>
      ),
    },
    {
      key: 'act',
      header: words.column.act,
      cell: (account) => (
        <Button
          size="s"
          aria-haspopup="dialog"
          aria-label={words.changeOf({ name: account.name })}
          disabledReason={account.isMe ? words.ownAccount : undefined}
          onClick={() => onChange(account)}
        >
          {words.change}
        </Button>
      ),
    },
  ];
};

/** /admin/behorigheter: who may do what, who is invited, and how long names are kept (ROLE-3). */
export const AdministratorsScreen = () => {
  const { accounts: words } = useAdminAccessText();
  const { value, refresh } = usePolled('/api/admin/administrators', ListAdministratorsReply, askEveryMs);
  const [changed, setChanged] = useState<ListedAdministrator>();
  const [isInviting, setIsInviting] = useState(false);
  const columns = useColumns(setChanged);
  return (
    <AdminFrame
      title={words.title}
      when="glomt-losenord"
      actions={
        <Button size="s" icon="user-plus" aria-haspopup="dialog" onClick={() => setIsInviting(true)}>
          {words.invite}
        </Button>
      }
    >
      <p className={styles['intro']}>{words.intro}</p>
      {value === undefined ? (
        <Skeleton rows={5} />
      ) : (
        <>
          <Card padded={false} className={styles['table']}>
            <Table
              caption={words.caption}
              columns={columns}
              rows={value.administrators}
              rowKey={({ id }) => id}
            />
          </Card>
          <Invitations invitations={value.invitations} onChanged={refresh} />
          <RetentionCard />
          <BackupsCard />
        </>
      )}
      {changed !== undefined && (
        <AccountDialog
          key={changed.id}
          account={changed}
          onClose={() => setChanged(undefined)}
          onChanged={refresh}
        />
      )}
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} onMade={refresh} />}
    </AdminFrame>
  );
};
