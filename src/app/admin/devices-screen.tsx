/** Tablets: how each is, and to the right what is done with one: enrol it, or turn it off (DEV-5). */
import { useEffect, useState } from 'react';
import { CancelEnrolmentReply } from '../../protocol/cancel-enrolment.ts';
import { ListDevicesReply, type ListedDevice } from '../../protocol/list-devices.ts';
import { useNow } from '../device/clock.ts';
import { useAdminAccessText } from '../text/admin-access-text.ts';
import { useAdminText } from '../text/admin-text.ts';
import { useHandInText } from '../text/hand-in-text.ts';
import { useLanguage } from '../text/language.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../ui/table/table.tsx';
import { send, usePolled } from './admin-api.ts';
import { AdminFrame, useMay } from './admin-frame.tsx';
import { DeviceDialog } from './devices/device-dialog.tsx';
import { deviceWords, summaryOf, type DeviceWords } from './devices/device-words.ts';
import { EnrolmentCard } from './devices/enrolment-card.tsx';
import { RevokeDialog } from './devices/revoke-dialog.tsx';
import { StatusTag } from './devices/status-tag.tsx';
import styles from './devices/devices.module.css';

const askEveryMs = 5000;
const nobody: readonly ListedDevice[] = [];

const moreId = (id: string): string => `more-${id}`;

const useColumns = (words: DeviceWords, onMore: (id: string) => void): readonly Column<ListedDevice>[] => {
  const {
    devices: { column, more, showMore },
  } = useAdminText();
  return [
    {
      key: 'name',
      header: column.name,
      isRowHeader: true,
      cell: (device) => (
        <span className={styles['name']}>
          {device.name}
          <span className="muted">{words.unit(device)}</span>
        </span>
      ),
    },
    { key: 'status', header: column.status, cell: (device) => <StatusTag device={device} words={words} /> },
    {
      key: 'heard',
      header: column.heard,
      cell: (device) => <span className="num">{words.heard(device)}</span>,
    },
    { key: 'handedIn', header: column.handedIn, cell: words.handedIn },
    {
      key: 'lists',
      header: column.lists,
      cell: (device) => <span className="num">{words.lists(device)}</span>,
    },
    {
      key: 'version',
      header: column.version,
      cell: (device) => <span className="num">{words.version(device)}</span>,
    },
    {
      key: 'more',
      header: showMore,
      cell: (device) => (
        <button
          type="button"
          id={moreId(device.id)}
          className={styles['more']}
          aria-label={more({ name: device.name })}
          aria-haspopup="dialog"
          onClick={() => onMore(device.id)}
        >
          <Icon name="dots-three" />
        </button>
      ),
    },
  ];
};

/** Swedish order; those that are turned off come last. */
const inOrder = (listed: readonly ListedDevice[]): readonly ListedDevice[] =>
  listed.toSorted(
    (a, b) =>
      Number(a.status === 'revoked') - Number(b.status === 'revoked') ||
      a.name.localeCompare(b.name, 'sv', { numeric: true }),
  );

type Revoking = { readonly round: number; readonly chosen: string | undefined; readonly isOpen: boolean };

export const DevicesScreen = () => {
  const text = useAdminText();
  const { devices } = text;
  const handIn = useHandInText();
  const { language } = useLanguage();
  const may = useMay();
  const { only } = useAdminAccessText();
  const words = deviceWords(text, language, useNow(30_000));
  const { value, refresh } = usePolled('/api/admin/devices', ListDevicesReply, askEveryMs);
  const [shownId, setShownId] = useState<string>();
  const [revoking, setRevoking] = useState<Revoking>({ round: 0, chosen: undefined, isOpen: false });
  const columns = useColumns(words, setShownId);
  const listed = value?.devices ?? nobody;
  const shown = listed.find(({ id }) => id === shownId);

  const notRevoking = may('system') ? undefined : only.system;
  const openRevoke = (chosen?: string): void => {
    setShownId(undefined);
    setRevoking(({ round }) => ({ round: round + 1, chosen, isOpen: true }));
  };
  const { chosen, isOpen } = revoking;
  useEffect(() => {
    if (!isOpen && chosen !== undefined) document.getElementById(moreId(chosen))?.focus();
  }, [isOpen, chosen]);
  const closeRevoke = (): void => setRevoking((before) => ({ ...before, isOpen: false }));
  const cancelCode = (id: string): void => {
    setShownId(undefined);
    void send(`/api/admin/enrolments/${id}/cancel`, {}, CancelEnrolmentReply).then(refresh);
  };

  return (
    <AdminFrame title={devices.title} when="stulen-platta">
      <p className={`${styles['summary']} muted`}>
        {value === undefined ? '\u00a0' : summaryOf(text, listed)}
      </p>
      <div className={styles['columns']}>
        <Card padded={false} aria-label={devices.title} className={styles['frame']}>
          {value === undefined ? (
            <Skeleton rows={6} />
          ) : (
            <Table
              caption={devices.title}
              columns={columns}
              rows={inOrder(listed)}
              rowKey={({ id }) => id}
              empty={
                <EmptyState icon="device-tablet" title={devices.empty.title}>
                  {devices.empty.detail}
                </EmptyState>
              }
            />
          )}
          {/* Not before the rows are there, which would push it down. */}
          {value !== undefined && <p className={`${styles['note']} muted`}>{devices.note}</p>}
        </Card>
        <div className={styles['side']}>
          {may('system', 'planner') && <EnrolmentCard listed={listed} onChange={refresh} />}
          <Card className={styles['lost']} aria-labelledby="lost-heading">
            <h2 id="lost-heading">
              <Icon name="prohibit" />
              <span>{devices.lost.title}</span>
            </h2>
            <p>{devices.lost.detail}</p>
            <Button variant="danger" block disabledReason={notRevoking} onClick={() => openRevoke()}>
              {devices.lost.action}
            </Button>
          </Card>
          {may('system', 'planner', 'reviewer') && (
            <Card aria-labelledby="hand-in">
              <h2 id="hand-in">{handIn.title}</h2>
              <p>{handIn.lead}</p>
              <LinkButton href="/admin/plattor/raddningsfil" block icon="upload-simple">
                {handIn.choose}
              </LinkButton>
            </Card>
          )}
        </div>
      </div>
      <DeviceDialog
        device={shown}
        words={words}
        onClose={() => setShownId(undefined)}
        notRevoking={notRevoking}
        mayCancel={may('system', 'planner')}
        onRevoke={openRevoke}
        onCancelCode={cancelCode}
      />
      <RevokeDialog
        key={revoking.round}
        choices={inOrder(listed).filter(({ status }) => status !== 'revoked' && status !== 'not-enrolled')}
        chosen={chosen}
        isOpen={isOpen}
        onClose={closeRevoke}
        onRevoked={() => {
          closeRevoke();
          refresh();
        }}
      />
    </AdminFrame>
  );
};
